/** A receipt for the learner's own hands, for when no LMS answers. */

import type { Receipt } from "./api.js";
import type { CourseData } from "./data.js";
import { hash } from "./engine/random.js";
import type { Progress } from "./progress.js";
import type { Status } from "./tracking/port.js";

/** Digits and letters that are not mistaken for each other when read aloud. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

function code(text: string): string {
  const letters = [hash(text), hash(text, 1)].flatMap((number) =>
    [0, 1, 2, 3].map((i) => LETTERS[Math.floor(number / LETTERS.length ** i) % LETTERS.length]),
  );
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

export function receipt(course: CourseData, progress: Progress, status: Status, sessionMs: number, at: number): Receipt {
  const fields = {
    course: course.title,
    version: course.version,
    status,
    score: progress.score,
    minutes: Math.round((progress.totalMs + sessionMs) / 60_000),
    date: new Date(at).toISOString().slice(0, 10),
  };
  return { ...fields, code: code([course.iri, ...Object.values(fields)].join("|")) };
}
