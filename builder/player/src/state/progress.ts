/** Progress at the first launch, and progress brought together from two places. */

import type { CourseData } from "../data.js";
import type { Progress, QuestionProgress, ScenarioProgress, TestProgress } from "../progress.js";

export function freshProgress(course: CourseData, seed: number): Progress {
  return {
    seed,
    seen: new Set(),
    at: course.modules[0]?.lessons[0]?.pages[0]?.ref ?? "test",
    questions: {},
    scenarios: {},
    test: null,
    completed: false,
    verdict: null,
    score: null,
    interactions: 0,
    totalMs: 0,
  };
}

function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  one: (a: T, b: T) => T,
): Record<string, T> {
  const out = { ...b };
  for (const [id, mine] of Object.entries(a)) {
    const other = b[id];
    out[id] = other ? one(mine, other) : mine;
  }
  return out;
}

const mergeQuestion = (a: QuestionProgress, b: QuestionProgress): QuestionProgress => (b.tries > a.tries ? b : a);

function mergeScenario(a: ScenarioProgress, b: ScenarioProgress): ScenarioProgress {
  const further = b.run > a.run || (b.run === a.run && b.path.length > a.path.length) ? b : a;
  return { ...further, finished: a.finished || b.finished };
}

/** Attempts that were finished; old ones may have been dropped from the list. */
export function attemptsUsed(test: TestProgress | null): number {
  const finished = test?.finished ?? [];
  return finished[finished.length - 1]?.number ?? 0;
}

function mergeTest(a: TestProgress | null, b: TestProgress | null): TestProgress | null {
  if (!a || !b) return a ?? b;
  const used = attemptsUsed(a);
  const other = attemptsUsed(b);
  if (used === other) return { ...a, open: a.open ?? b.open, last: a.last ?? b.last };
  return used > other ? a : b;
}

/** All that either knows; where they differ in place or are equally far, `a` has its way. Nothing done is undone. */
export function merged(a: Progress, b: Progress): Progress {
  const scores = [a.score, b.score].filter((score) => score !== null);
  return {
    ...a,
    seen: new Set([...a.seen, ...b.seen]),
    questions: mergeRecords(a.questions, b.questions, mergeQuestion),
    scenarios: mergeRecords(a.scenarios, b.scenarios, mergeScenario),
    test: mergeTest(a.test, b.test),
    completed: a.completed || b.completed,
    verdict: [a.verdict, b.verdict].includes("passed") ? "passed" : (a.verdict ?? b.verdict),
    score: scores.length ? Math.max(...scores) : null,
    interactions: Math.max(a.interactions, b.interactions),
    totalMs: Math.max(a.totalMs, b.totalMs),
  };
}
