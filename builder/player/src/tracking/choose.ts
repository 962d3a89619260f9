/** Picks the adapter that tracking.json names, or else the one whose other side can be seen. */

import type { AgencyData, CourseData, TrackingSettings } from "../data.js";
import { browserJournal } from "./journal.js";
import { memoryTracking } from "./memory.js";
import type { Tracking } from "./port.js";
import { findApi, type Frame } from "./scorm-api.js";
import { scorm12Tracking } from "./scorm12.js";
import { launchOf } from "./xapi/launch.js";
import { xapiTracking } from "./xapi.js";

/** agency.js sets it before the player runs. */
const ownAgency = (): AgencyData | undefined =>
  (globalThis as { readonly peacebuilderAgency?: AgencyData }).peacebuilderAgency;

export function chooseTracking(
  settings: TrackingSettings | null,
  course: CourseData,
  agency: AgencyData | undefined = ownAgency(),
): Tracking {
  const find = () => findApi(window as unknown as Frame);
  const { search } = window.location;
  const journal = browserJournal();
  const adapter = settings?.adapter ?? (find() ? "scorm12" : "xapi");
  if (adapter === "scorm12") return scorm12Tracking(course, settings, find);
  const launch = adapter === "xapi" ? launchOf(search) : null;
  // Nobody launched the course: it can still be read.
  if (!launch) return memoryTracking(`memory:${course.iri}`, journal);
  return xapiTracking({
    course,
    launch,
    activityId: launch.activityId ?? settings?.activityId ?? course.iri,
    agency: agency?.id ?? null,
    journal,
    fetch: (address, init) => window.fetch(address, init),
  });
}
