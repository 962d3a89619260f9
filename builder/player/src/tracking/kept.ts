/** What this browser keeps of a learner's work for when the other side does not: the state, and the records that belong to it. */

import { hash } from "../engine/random.js";
import type { CourseEvent } from "../events.js";
import { jsonOf, listJson, type Journal } from "./journal.js";

export interface Kept {
  readonly state: string;
  /** Whether the other side has ever confirmed a state of this attempt at the course. */
  readonly confirmed: boolean;
  /** In order: what no launch has yet found on the other side. */
  readonly events: readonly CourseEvent[];
}

export interface KeptWork {
  read(): Kept | null;
  /** With null nothing is kept any more. Returns whether that worked; the state alone, where there is no room for more, is less. */
  write(kept: Kept | null): boolean;
}

/** A browser gives a few million characters to all the courses of an LMS; the oldest records were most likely taken. */
const MOST = 500_000;

/** Nobody can read from it who learns. */
export const nameOf = (course: string, learner: string): string =>
  `${course}:${hash(learner).toString(36)}${hash(learner, 1).toString(36)}`;

function bounded(events: readonly CourseEvent[]): readonly CourseEvent[] {
  let room = MOST;
  let first = events.length;
  while (first > 0 && (room -= jsonOf(events[first - 1] ?? {}).length) >= 0) first--;
  return events.slice(first);
}

const written = ({ state, confirmed, events }: Kept): string =>
  `{"state":${JSON.stringify(state)},"confirmed":${confirmed},"events":${listJson(bounded(events))}}`;

function keptIn(text: string): Kept | null {
  try {
    const { state, confirmed, events } = JSON.parse(text) as Partial<Kept>;
    return typeof state === "string" && Array.isArray(events) ? { state, confirmed: confirmed === true, events } : null;
  } catch {
    return null;
  }
}

export function keptWork(journal: Journal, course: string, learner: string): KeptWork {
  const key = `work:${nameOf(course, learner)}`;
  return {
    read: () => keptIn(journal.read(key) ?? ""),
    write: (kept) => journal.write(key, kept && written(kept)),
  };
}
