/** Progress at the first launch, and progress brought together from two places. */

import type { CourseData } from "../data.js";
import { attemptsUsed } from "../engine/tests.js";
import type { CourseEvent } from "../events.js";
import type { Progress, QuestionProgress, ScenarioProgress, TestProgress } from "../progress.js";

export function freshProgress(course: CourseData, seed: number): Progress {
  return {
    seed,
    seen: new Set(),
    at: course.modules[0]?.lessons[0]?.pages[0]?.ref ?? "test",
    questions: {},
    scenarios: {},
    acknowledged: new Set(),
    ticked: {},
    tests: {},
    activeMs: {},
    toldMs: {},
    settings: "",
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

/** The later try; of one try the side that still knows the answer. */
function mergeQuestion(a: QuestionProgress, b: QuestionProgress): QuestionProgress {
  if (a.tries === b.tries) return !a.response.length && a.success === b.success ? b : a;
  return b.tries > a.tries ? b : a;
}

function mergeScenario(a: ScenarioProgress, b: ScenarioProgress): ScenarioProgress {
  const further = b.run > a.run || (b.run === a.run && b.path.length > a.path.length) ? b : a;
  return { ...further, finished: a.finished || b.finished };
}

/** Of two open attempts of one number and the same items, all that was answered in either. */
function mergeTest(a: TestProgress, b: TestProgress): TestProgress {
  const used = attemptsUsed(a);
  const other = attemptsUsed(b);
  if (used !== other) return used > other ? a : b;
  const mine = a.open;
  const same = mine && b.open && mine.items.join() === b.open.items.join();
  const open = same && b.open ? { ...mine, answers: { ...b.open.answers, ...mine.answers } } : (mine ?? b.open);
  return { finished: a.finished.length < b.finished.length ? b.finished : a.finished, open, last: a.last ?? b.last };
}

/** All that either knows; where they differ in place or are equally far, `a` has its way. Nothing done is undone. */
export function merged(a: Progress, b: Progress): Progress {
  const scores = [a.score, b.score].filter((score) => score !== null);
  const foreign = a.foreign ?? b.foreign;
  return {
    ...a,
    ...(foreign ? { foreign } : {}),
    seen: new Set([...a.seen, ...b.seen]),
    questions: mergeRecords(a.questions, b.questions, mergeQuestion),
    scenarios: mergeRecords(a.scenarios, b.scenarios, mergeScenario),
    acknowledged: new Set([...a.acknowledged, ...b.acknowledged]),
    ticked: { ...b.ticked, ...a.ticked },
    tests: mergeRecords(a.tests, b.tests, mergeTest),
    activeMs: mergeRecords(a.activeMs, b.activeMs, Math.max),
    settings: a.settings || b.settings,
    completed: a.completed || b.completed,
    verdict: [a.verdict, b.verdict].includes("passed") ? "passed" : (a.verdict ?? b.verdict),
    score: scores.length ? Math.max(...scores) : null,
    interactions: Math.max(a.interactions, b.interactions),
    totalMs: Math.max(a.totalMs, b.totalMs),
  };
}

/** Interactions are numbered as the other side counts them, where it has more than the state knows of. */
export const counted = (progress: Progress, interactions: number | null): Progress =>
  (interactions ?? 0) > progress.interactions ? { ...progress, interactions: interactions ?? 0 } : progress;

const sign = (event: CourseEvent): string => JSON.stringify({ ...event, interaction: 0 });

/**
 * Two windows of the same learner brought together: `theirs` is the older one, whose order of options and draws stay.
 * Gives the events that this window did not know, with numbers that are still free.
 */
export function joined(
  mine: Progress,
  theirs: Progress,
  known: readonly CourseEvent[],
  events: readonly CourseEvent[],
): { readonly progress: Progress; readonly events: CourseEvent[] } {
  const signs = new Set(known.map(sign));
  let { interactions } = mine;
  const lacking: CourseEvent[] = [];
  for (const event of events) {
    if (signs.has(sign(event))) continue;
    lacking.push("interaction" in event ? { ...event, interaction: interactions++ } : event);
  }
  const both = merged(mine, theirs);
  return { progress: { ...both, seed: theirs.seed, interactions: Math.max(both.interactions, interactions) }, events: lacking };
}
