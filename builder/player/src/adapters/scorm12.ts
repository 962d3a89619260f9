/** tracking.js of a package for SCORM 1.2. */

import type { Adapter } from "../tracking/adapter.js";
import { findApi, type Frame } from "../tracking/scorm-api.js";
import { scorm12Tracking } from "../tracking/scorm12.js";

export const adapter: Adapter = ({ course, settings }) =>
  scorm12Tracking(course, settings, () => findApi(window as unknown as Frame));

globalThis.peacebuilderTracking = adapter;
