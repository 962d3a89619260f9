/** tracking.js of a package for SCORM 1.2. */

import type { Adapter } from "../tracking/adapter.js";
import { findApi, type Frame } from "../tracking/scorm/api.js";
import { SCORM12, scorm12Tracking } from "../tracking/scorm12.js";

export const adapter: Adapter = ({ course, settings }) =>
  scorm12Tracking(course, settings, () => findApi(SCORM12.names, window as unknown as Frame));

globalThis.peacebuilderTracking = adapter;
