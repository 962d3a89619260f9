/** The result of the last finished attempt at a test. */

import type { TestResult } from "../api.js";
import type { CourseData, TestData } from "../data.js";
import type { TestProgress } from "../progress.js";
import { scored } from "./score.js";

export function lastResult(course: CourseData, test: TestData, done: TestProgress | undefined): TestResult | null {
  const last = done?.finished[done.finished.length - 1];
  if (!done || !last) return null;
  const { number: attempt, score, success } = last;
  // Without its items (dropped for room, or no longer in the course) only the sums are left of an attempt.
  const items = test.blueprint.reduce((sum, part) => sum + part.items, 0);
  const detail = done.last
    ? scored(course, test, done.last.items, done.last.answers)
    : { right: Math.round((score * items) / 100), items, objectives: [] };
  return { ...detail, attempt, score, success };
}
