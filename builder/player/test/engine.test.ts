import assert from "node:assert/strict";
import { test } from "node:test";
import { draw } from "../src/engine/draw.js";
import { isRight, normalized, shownOptions } from "../src/engine/questions.js";
import { hash, numbers, shuffle } from "../src/engine/random.js";
import { scored } from "../src/engine/score.js";
import { question, sample } from "./support/course.js";

const course = sample();
const final = course.tests[0] ?? assert.fail("no test");
const objectiveOf = (item: string) => course.questions[item]?.objective;

test("an attempt has as many items of each objective as the blueprint says, none twice", () => {
  for (let seed = 0; seed < 200; seed++)
    for (let attempt = 1; attempt < 8; attempt++) {
      const items = draw(course, final, hash(String(seed)), attempt);
      assert.equal(new Set(items).size, 5);
      assert.equal(items.filter((item) => objectiveOf(item) === "E1.1").length, 2);
      assert.equal(items.filter((item) => objectiveOf(item) === "E2.1").length, 3);
    }
});

test("the same seed and attempt give the same items in the same order", () => {
  assert.deepEqual(draw(course, final, 5, 3), draw(course, final, 5, 3));
  assert.notEqual(draw(course, final, 5, 3).join(), draw(course, final, 6, 3).join());
});

test("no item comes back before the bank of its objective is used up", () => {
  for (let seed = 0; seed < 100; seed++) {
    const one = [1, 2, 3].flatMap((attempt) => draw(course, final, seed, attempt)).filter((item) => objectiveOf(item) === "E1.1");
    assert.equal(new Set(one).size, 6);
    const two = [1, 2].flatMap((attempt) => draw(course, final, seed, attempt)).filter((item) => objectiveOf(item) === "E2.1");
    assert.equal(new Set(two).size, 6);
  }
});

test("a deck that runs out in the middle of a draw is shuffled anew without what is in hand", () => {
  const four = { ...final, blueprint: [{ objective: "E1.1", items: 4 }] };
  for (let seed = 0; seed < 100; seed++)
    for (let attempt = 1; attempt < 6; attempt++) assert.equal(new Set(draw(course, four, seed, attempt)).size, 4);
});

test("a bank smaller than the blueprint gives what it has", () => {
  const small = { ...final, bank: final.bank.slice(0, 1) };
  assert.deepEqual(draw(course, small, 1, 1), final.bank.slice(0, 1));
});

test("without shuffling the items stand in the order of the file", () => {
  const items = draw(course, { ...final, shuffle: false }, 9, 2);
  assert.deepEqual(items, final.bank.filter((item) => items.includes(item)));
});

test("each item of the bank is drawn about equally often", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 3000; seed++)
    for (const item of draw(course, final, hash(`learner ${seed}`), 1)) counts.set(item, (counts.get(item) ?? 0) + 1);
  for (const item of final.bank) {
    const expected = objectiveOf(item) === "E1.1" ? 1000 : 1500;
    assert(Math.abs((counts.get(item) ?? 0) - expected) < 120, `${item}: ${counts.get(item)}`);
  }
});

test("a shuffle keeps all and leaves no place out", () => {
  const first = Array.from({ length: 4 }, () => 0);
  for (let seed = 0; seed < 4000; seed++) {
    const list = shuffle([0, 1, 2, 3], hash(String(seed)));
    assert.deepEqual([...list].sort(), [0, 1, 2, 3]);
    first[list[0] ?? 9] = (first[list[0] ?? 9] ?? 0) + 1;
  }
  for (const count of first) assert(Math.abs(count - 1000) < 120, String(first));
});

test("seeded numbers lie in [0, 1)", () => {
  const next = numbers(42);
  for (let i = 0; i < 1000; i++) {
    const value = next();
    assert(value >= 0 && value < 1);
  }
});

test("options keep their order for a learner, and true stays before false", () => {
  const choice = question("q", "choice", ["a"]);
  assert.deepEqual(shownOptions(choice, 7), shownOptions(choice, 7));
  assert(Array.from({ length: 20 }, (_, seed) => shownOptions(choice, seed).join()).some((order) => order !== "a,b,c,d"));
  for (let seed = 0; seed < 20; seed++) assert.deepEqual(shownOptions(question("t", "true-false", ["true"]), seed), ["true", "false"]);
  assert.deepEqual(shownOptions({ ...choice, shuffle: false }, 7), ["a", "b", "c", "d"]);
});

test("an answer is right only when it is all of the correct options and nothing else", () => {
  const multiple = question("m", "multiple", ["a", "c"]);
  assert.equal(isRight(multiple, ["c", "a"]), true);
  for (const wrong of [["a"], ["a", "b", "c"], [], ["b"]]) assert.equal(isRight(multiple, wrong), false);
  assert.deepEqual(normalized(multiple, ["d", "a", "a", "nonsense"]), ["a", "d"]);
});

test("a score counts right answers, and each objective by itself", () => {
  const items = draw(course, final, 3, 1);
  const correct = (id: string) => (course.questions[id]?.options ?? []).filter((option) => option.correct).map((option) => option.id);
  const answers = Object.fromEntries(items.slice(1).map((id) => [id, correct(id)]));
  const { objectives, ...sum } = scored(course, final, items, answers);
  assert.deepEqual(sum, { right: 4, items: 5, score: 80 });
  assert.deepEqual(
    objectives.map((part) => [part.objective, part.items]),
    [["E1.1", 2], ["E2.1", 3]],
  );
  assert.equal(objectives.reduce((points, part) => points + part.points, 0), 4);
  assert.equal(scored(course, final, items.slice(0, 3), answers).score, 66.67);
});
