/** tracking.js of a package for SCORM 2004, third or fourth edition. */

import type { Adapter } from "../tracking/adapter.js";
import { findApi, type Frame } from "../tracking/scorm/api.js";
import { SCORM2004, scorm2004Tracking } from "../tracking/scorm2004.js";

export const adapter: Adapter = ({ course, settings }) =>
  scorm2004Tracking(course, settings, () => findApi(SCORM2004.names, window as unknown as Frame));

globalThis.peacebuilderTracking = adapter;
