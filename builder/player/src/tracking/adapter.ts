/** What the two scripts of a package lend each other: tracking.js brings the adapter of its format, player.js all the rest. */

import type { CourseData, QuestionData, TrackingSettings } from "../data.js";
import type { LENT } from "../lend.js";
import type { Kind } from "../questions/kind.js";
import type { Journal } from "./journal.js";
import type { Tracking } from "./port.js";

export interface Around {
  readonly course: CourseData;
  /** The id of the agency. */
  readonly agency: string | null;
  readonly settings: TrackingSettings | null;
  readonly journal: Journal;
}

/** null when nobody launched the course: it can still be read. */
export type Adapter = (around: Around) => Tracking | null;

declare global {
  /** Set by tracking.js, which runs first. */
  var peacebuilderTracking: Adapter | undefined;
  /** Set by tracking.js where a launch may show a part of the course: makes that of the course and of the document. */
  var peacebuilderPart: ((course: CourseData) => CourseData) | undefined;
  /** Set by player.js. */
  var peacebuilderLent: typeof LENT | undefined;
}

/** Set long before anything is told. */
export const lent = (): typeof LENT => globalThis.peacebuilderLent as typeof LENT;

export const kindOf = (question: QuestionData): Kind => lent().kindOf(question);
