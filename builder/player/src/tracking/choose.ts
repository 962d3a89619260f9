/** The adapter that the package has brought, or else the memory of this browser. */

import type { AgencyData, CourseData, TrackingSettings } from "../data.js";
import "./adapter.js";
import { browserJournal } from "./journal.js";
import { memoryTracking } from "./memory.js";
import type { Tracking } from "./port.js";

export function chooseTracking(settings: TrackingSettings | null, course: CourseData, agency: AgencyData): Tracking {
  const journal = browserJournal();
  const made = globalThis.peacebuilderTracking?.({ course, agency: agency.id, settings, journal });
  return made ?? memoryTracking(`memory:${course.iri}`, journal);
}
