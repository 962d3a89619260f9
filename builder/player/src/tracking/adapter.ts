/** What the two scripts of a package lend each other: tracking.js brings the adapter of its format, player.js all the rest. */

import type { CourseData, QuestionData, TrackingSettings } from "../data.js";
import type { Kind } from "../questions/kind.js";
import type { kindOf as KindOf } from "../questions/kinds.js";
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
  /** Set by player.js: in both scripts the types of questions would cost a learner a kilobyte and a half. */
  var peacebuilderKindOf: typeof KindOf | undefined;
}

/** Set long before anybody answers. */
export const kindOf = (question: QuestionData): Kind => (globalThis.peacebuilderKindOf as typeof KindOf)(question);
