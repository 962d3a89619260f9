/** Draws the items of an attempt from the bank. */

import type { CourseData, TestData } from "../data.js";
import { hash, shuffle } from "./random.js";

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
      if (!deck.length) deck = shuffle(bank, seed + round++).filter((id) => !hand.includes(id));
      hand.push(...deck.splice(0, size - hand.length));
    }
  }
  return hand;
}

export function draw(course: CourseData, test: TestData, seed: number, attempt: number): string[] {
  const drawn = test.blueprint.flatMap(({ objective, items }) =>
    deal(
      test.bank.filter((id) => course.questions[id]?.objective === objective),
      items,
      hash(objective, seed),
      attempt,
    ),
  );
  return test.shuffle ? shuffle(drawn, hash(`order ${attempt}`, seed)) : test.bank.filter((id) => drawn.includes(id));
}
