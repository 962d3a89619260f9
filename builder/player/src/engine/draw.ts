/** Draws the items of an attempt from the bank. */

import type { CourseData, TestData } from "../data.js";
import { hash, shuffle } from "./random.js";

/** What is in hand goes to the bottom of a new deck: it is dealt in this round, too, but not twice in one hand. */
const lastly = (deck: readonly string[], hand: readonly string[]): string[] =>
  [false, true].flatMap((held) => deck.filter((id) => hand.includes(id) === held));

/**
 * Deals `count` items an attempt from a shuffled deck that is dealt to its end before it is shuffled again; the
 * earlier attempts are dealt first, so that nothing but the seed and the number has to be remembered.
 */
function deal(bank: readonly string[], count: number, seed: number, attempt: number): string[] {
  const size = Math.min(count, bank.length);
  let deck: string[] = [];
  let hand: string[] = [];
  for (let n = 1, round = 0; n <= attempt; n++) {
    hand = [];
    while (hand.length < size) {
      if (!deck.length) deck = lastly(shuffle(bank, seed + round++), hand);
      hand.push(...deck.splice(0, size - hand.length));
    }
  }
  return hand;
}

const ofObjective = (course: CourseData, list: readonly string[], objective: string): string[] =>
  list.filter((id) => course.questions[id]?.objective === objective);

export function draw(course: CourseData, test: TestData, seed: number, attempt: number): string[] {
  const drawn = test.blueprint.flatMap(({ objective, items }) =>
    deal(ofObjective(course, test.bank, objective), items, hash(objective, seed), attempt),
  );
  return test.shuffle ? shuffle(drawn, hash(`order ${attempt}`, seed)) : test.bank.filter((id) => drawn.includes(id));
}

/** The items of an attempt that was begun in an older version of the course: for each that is gone another is drawn. */
export function refilled(course: CourseData, test: TestData, items: readonly string[], seed: number, attempt: number): string[] {
  const kept = items.filter((id) => test.bank.includes(id));
  const fresh = draw(course, test, seed, attempt);
  for (const { objective, items: count } of test.blueprint) {
    const stock = ofObjective(course, [...fresh, ...test.bank], objective).filter((id) => !kept.includes(id));
    const lacking = Math.min(count - ofObjective(course, kept, objective).length, items.length - kept.length);
    if (lacking > 0) kept.push(...[...new Set(stock)].slice(0, lacking));
  }
  return kept;
}
