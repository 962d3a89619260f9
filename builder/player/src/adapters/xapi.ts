/** tracking.js of a package for xAPI. */

import type { Adapter } from "../tracking/adapter.js";
import { launchOf } from "../tracking/xapi/launch.js";
import { xapiTracking } from "../tracking/xapi.js";

export const adapter: Adapter = ({ course, agency, settings, journal }) => {
  const launch = launchOf(window.location.search);
  if (!launch) return null;
  const activityId = launch.activityId ?? settings?.activityId ?? course.iri;
  return xapiTracking({ course, launch, activityId, agency, journal, fetch: (address, init) => window.fetch(address, init) });
};

globalThis.peacebuilderTracking = adapter;
