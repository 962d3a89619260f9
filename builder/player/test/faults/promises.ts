/** What the learner was told is safe, and whether it still is. */

import assert from "node:assert/strict";
import type { CourseData } from "../../src/data.js";
import { scenarioOf } from "../../src/state/apply.js";
import { attemptsUsed } from "../../src/engine/tests.js";
import type { Progress, TestProgress } from "../../src/progress.js";
import { stillKnown } from "./course.js";

/** What the learner gave last, so that a later answer is not taken for a lost one. */
export interface Given {
  /** All values that a list of ticks, or an item of a test, ever had, by the number of the step. */
  readonly values: Map<string, { readonly step: number; readonly value: string }[]>;
}

const text = (list: readonly string[]): string => [...list].sort().join("|");

function later(given: Given, name: string, value: string, since: number): boolean {
  return (given.values.get(name) ?? []).some((one) => one.step >= since && one.value === value);
}

function questions(course: CourseData, now: Progress, before: Progress): void {
  for (const [id, { tries, response, success }] of Object.entries(before.questions)) {
    const question = course.questions[id];
    if (!question) continue;
    const kept = now.questions[id];
    assert(kept && kept.tries >= Math.min(tries, 17), `the answer to ${id} is lost`);
    if (kept.tries > tries || kept.tries === 17) continue;
    assert.deepEqual(kept.response, stillKnown(question, response), `the answer to ${id} is another`);
    assert.equal(kept.success, success, `what the answer to ${id} was worth is lost`);
  }
}

function scenarios(course: CourseData, now: Progress, before: Progress): void {
  for (const id of Object.keys(before.scenarios)) {
    if (!course.scenarios[id]) continue;
    const was = scenarioOf(course, before, id);
    const is = scenarioOf(course, now, id);
    assert(is.run > was.run || (is.run === was.run && is.path.length >= was.path.length), `the way through ${id} is lost`);
    assert(is.finished || !was.finished, `the end of ${id} is lost`);
  }
}

function openAttempt(course: CourseData, id: string, now: TestProgress | undefined, before: TestProgress, given: Given, since: number): void {
  const { open } = before;
  if (!open || attemptsUsed(now) >= open.number) return;
  assert(now?.open, `the open attempt at ${id} is lost`);
  for (const [item, response] of Object.entries(open.answers)) {
    const question = course.questions[item];
    const test = course.tests.find((one) => one.id === id);
    if (!question || !test?.bank.includes(item)) continue;
    const kept = text(now.open.answers[item] ?? []);
    const same = kept === text(stillKnown(question, response)) || later(given, `${id}/${item}`, kept, since);
    assert(same, `the answer to the item ${item} is lost`);
  }
}

/** Nothing that `before` had is missing `now`, as far as the course still has it. */
export function assertHolds(course: CourseData, now: Progress, before: Progress, given: Given, since: number): void {
  const refs = new Set(course.modules.flatMap(({ lessons }) => lessons.flatMap(({ pages }) => pages.map(({ ref }) => ref))));
  for (const ref of before.seen) assert(now.seen.has(ref) || !refs.has(ref), `that ${ref} was seen is lost`);
  questions(course, now, before);
  scenarios(course, now, before);
  for (const id of before.acknowledged) assert(now.acknowledged.has(id) || !course.acknowledgements[id], `that ${id} was confirmed is lost`);
  for (const [id, items] of Object.entries(before.ticked)) {
    const list = course.checklists[id];
    if (!list) continue;
    const known = (all: readonly string[]) => text(all.filter((item) => list.items.some((one) => one.id === item)));
    const kept = known(now.ticked[id] ?? []);
    const all = (given.values.get(id) ?? []).filter(({ step }) => step >= since).map(({ value }) => known(value.split("|")));
    assert(kept === known(items) || all.includes(kept), `the ticks of ${id} are lost: ${known(items)} became ${kept}`);
  }
  for (const [id, done] of Object.entries(before.tests)) {
    if (!course.tests.some((test) => test.id === id)) continue;
    assert(attemptsUsed(now.tests[id]) >= attemptsUsed(done), `an attempt at ${id} is lost`);
    openAttempt(course, id, now.tests[id], done, given, since);
  }
  assert(now.completed || !before.completed, "that the course is done is lost");
  assert(now.verdict === "passed" || before.verdict !== "passed", "the pass is lost");
  assert((now.score ?? -1) >= (before.score ?? -1), "the score is lost");
  assert(now.settings !== "" || before.settings === "", "the settings are lost");
}

