/** Where the learner goes on: from what the other side gave back, from what this browser kept, or from both. */

import type { CourseData } from "../data.js";
import type { CourseEvent } from "../events.js";
import type { Progress } from "../progress.js";
import type { Kept } from "../tracking/kept.js";
import type { Opening } from "../tracking/port.js";
import { decode } from "./codec.js";
import { merged } from "./progress.js";

export interface Start {
  /** null: from the beginning. */
  readonly progress: Progress | null;
  /** What the other side lacks, in order. */
  readonly events: readonly CourseEvent[];
  /** Whether this browser knew what the other side had not kept. */
  readonly restored: boolean;
  /** As in Kept; false also where nothing was kept. */
  readonly confirmed: boolean;
  /** Whether the other side had no such event at the start. */
  readonly lacks: (event: CourseEvent) => boolean;
}

/** Records that this browser keeps: what a later state no longer holds. */
export const isRecord = (event: CourseEvent): boolean => "interaction" in event || event.type === "objective-scored";

/** State and records are stored together, so that a state tells which records came with it; so do interactions that are counted. */
function lacks(saved: Progress | null, counted: number | null, event: CourseEvent): boolean {
  if ("interaction" in event) return event.interaction >= Math.max(saved?.interactions ?? 0, counted ?? 0);
  if (event.type !== "objective-scored") return false;
  const finished = saved?.tests[event.test]?.finished ?? [];
  return event.attempt > (finished[finished.length - 1]?.number ?? 0);
}

/** Another seed is another attempt at the course; and what an LMS confirmed once and has no more, it was told to forget. */
const belongs = (kept: Kept, mine: Progress, saved: Progress | null, fresh: boolean): boolean =>
  saved ? mine.seed === saved.seed : !(kept.confirmed && fresh);

export function startFrom(course: CourseData, opening: Opening, kept: Kept | null, at: number): Start {
  const saved = opening.state === null ? null : decode(course, opening.state, at);
  const mine = kept && decode(course, kept.state, at);
  const missing = (event: CourseEvent): boolean => lacks(saved, opening.interactions, event);
  const nothing = { events: [], restored: false, confirmed: false, lacks: missing };
  if (!kept || !mine || !belongs(kept, mine, saved, opening.fresh)) return { ...nothing, progress: saved };
  const events = kept.events.filter(missing);
  const { confirmed } = kept;
  if (!saved) return { progress: mine, events, restored: true, confirmed, lacks: missing };
  const both = mine.totalMs > saved.totalMs ? merged(mine, saved) : merged(saved, mine);
  return { progress: both, events, restored: events.length > 0, confirmed, lacks: missing };
}
