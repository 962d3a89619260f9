/** The saved states of a course, measured: of many progresses of any kind, and of the one that takes most room. */

import type { CourseData, QuestionData, TestData } from "../src/data.js";
import { draw } from "../src/engine/draw.js";
import { normalized } from "../src/engine/questions.js";
import { hash, numbers } from "../src/engine/random.js";
import { testRef } from "../src/engine/tests.js";
import type { Progress, TestProgress } from "../src/progress.js";
import { kindOf } from "../src/questions/kinds.js";
import { decode, encode } from "../src/state/codec.js";

const NOW = 1_790_000_000_000;
const LIMIT = 4096 - 96;
const RUNS = 200;
const MANY = 1295;
const LATIN = "abcdefghijklmnopqrstuvwxyz áéñ,.!";

type Random = () => number;
type Answers = Record<string, readonly string[]>;

const below = (random: Random, end: number): number => Math.floor(random() * end);
const some = <T>(random: Random, list: readonly T[], share = random()): T[] => list.filter(() => random() < share);
const text = (random: Random, length: number): string =>
  Array.from({ length: below(random, length) + 1 }, () => LATIN[below(random, LATIN.length)]).join("");

/** An answer that a learner may give. */
function anyAnswer(random: Random, question: QuestionData): string[] {
  const { options, targets = [], length = 100 } = question;
  const ids = options.map(({ id }) => id);
  switch (question.type) {
    case "matching":
    case "sorting":
      return some(random, ids).map((id) => `${id}.${targets[below(random, targets.length)]?.id}`);
    case "fill-in":
      return [text(random, length)];
    case "gap":
      return some(random, ids).map((id) => `${id}.${text(random, length)}`);
    case "numeric":
      return [String(below(random, 1e6) / 100)];
    default:
      return question.many || question.type === "ordering" ? some(random, ids) : ids.slice(below(random, ids.length)).slice(0, 1);
  }
}

/** The answer that takes most room. */
function longestAnswer(question: QuestionData): string[] {
  const { options, targets = [], length = 100 } = question;
  const ids = options.map(({ id }) => id);
  switch (question.type) {
    case "matching":
    case "sorting":
      return ids.map((id) => `${id}.${targets[0]?.id}`);
    case "fill-in":
      return ["é".repeat(length)];
    case "gap":
      return ids.map((id) => `${id}.${"é".repeat(length)}`);
    case "numeric":
      return ["-.0000000000001"];
    default:
      return question.many || question.type === "ordering" ? ids : ids.slice(0, 1);
  }
}

const longest = (question: QuestionData): string => kindOf(question).encode(question, normalized(question, longestAnswer(question)));

function anyTest(random: Random, course: CourseData, test: TestData, seed: number): TestProgress {
  const used = below(random, Math.min(14, test.own?.attempts ?? MANY));
  const attempt = (number: number) => {
    const items = draw(course, test, seed, number);
    const answers: Answers = {};
    for (const id of some(random, items)) {
      const question = course.questions[id];
      const given = question ? normalized(question, anyAnswer(random, question)) : [];
      if (given.length) answers[id] = given;
    }
    return { items, answers };
  };
  const next = { ...attempt(used + 1), number: used + 1, position: 0, startedAt: NOW - below(random, 1e7) };
  const finished = Array.from({ length: used }, (_, i) => ({ number: i + 1, score: below(random, 10001) / 100, success: random() < 0.5 }));
  return { open: random() < 0.7 ? next : null, finished, last: used ? attempt(used) : null };
}

function worstTest(course: CourseData, test: TestData): TestProgress {
  const items = test.blueprint.flatMap(({ objective, items: count }) => {
    const stock = test.bank.flatMap((id) => course.questions[id] ?? []).filter((question) => question.objective === objective);
    return stock.sort((a, b) => longest(b).length - longest(a).length).slice(0, count);
  });
  const answers = Object.fromEntries(items.map((item) => [item.id, normalized(item, longestAnswer(item))]));
  const ids = items.map(({ id }) => id);
  const used = (test.own?.attempts ?? MANY) - 1;
  const finished = Array.from({ length: Math.min(used, 12) }, (_, i, kept = Math.min(used, 12)) => ({ number: used - kept + i + 1, score: 100, success: true }));
  const open = { items: ids, answers, number: used + 1, position: ids.length, startedAt: NOW - (36 ** 7 - 1) };
  return { open, finished, last: { items: ids, answers } };
}

const lessonsOf = (course: CourseData) => course.modules.flatMap(({ lessons }) => lessons);
const asked = (course: CourseData): QuestionData[] =>
  lessonsOf(course).flatMap(({ pages }) => pages.flatMap(({ questions }) => questions.flatMap((id) => course.questions[id] ?? [])));

function anyProgress(course: CourseData, n: number): Progress {
  const random = numbers(hash(`${course.id} ${n}`));
  const pages = lessonsOf(course).flatMap((lesson) => lesson.pages);
  const seed = below(random, 2 ** 32);
  const share = random() < 0.3 ? 1 : random();
  const answered = some(random, asked(course), share);
  return {
    seed,
    seen: new Set(some(random, pages, share).map(({ ref }) => ref)),
    at: pages[below(random, pages.length)]?.ref ?? "test",
    questions: Object.fromEntries(
      answered.map((q) => [q.id, { response: normalized(q, anyAnswer(random, q)), success: random() < 0.5, tries: 1 + below(random, 9) }]),
    ),
    scenarios: Object.fromEntries(some(random, Object.values(course.scenarios), share).map(({ id, start }) => [id, { path: [], node: start, run: 1 + below(random, 9), finished: random() < 0.5 }])),
    acknowledged: new Set(some(random, Object.keys(course.acknowledgements), share)),
    ticked: Object.fromEntries(Object.values(course.checklists).map(({ id, items }) => [id, some(random, items).map((item) => item.id)])),
    activeMs: Object.fromEntries(lessonsOf(course).map(({ id }) => [id, below(random, 1e6) * 1000])),
    toldMs: {},
    settings: "t2c1m1",
    tests: Object.fromEntries(some(random, course.tests, share).map((test) => [test.id, anyTest(random, course, test, seed)])),
    completed: random() < 0.5,
    verdict: ([null, "passed", "failed"] as const)[below(random, 3)] ?? null,
    score: below(random, 10001) / 100,
    interactions: below(random, 5000),
    totalMs: below(random, 1e9),
  };
}

function worstProgress(course: CourseData): Progress {
  const [first] = course.tests;
  const lessons = lessonsOf(course);
  return {
    seed: 2 ** 32 - 1,
    seen: new Set(lessons.flatMap(({ pages }) => pages.map(({ ref }) => ref))),
    at: first ? testRef(first) : (lessons[0]?.pages[0]?.ref ?? ""),
    questions: Object.fromEntries(asked(course).map((q) => [q.id, { response: normalized(q, longestAnswer(q)), success: true, tries: 99 }])),
    scenarios: Object.fromEntries(Object.values(course.scenarios).map(({ id, start }) => [id, { path: [], node: start, run: 99, finished: true }])),
    acknowledged: new Set(Object.keys(course.acknowledgements)),
    ticked: Object.fromEntries(Object.values(course.checklists).map(({ id, items }) => [id, items.map((item) => item.id)])),
    activeMs: Object.fromEntries(lessons.map(({ id }) => [id, (36 ** 5 - 1) * 1000])),
    toldMs: {},
    settings: "t2c1m1x9",
    tests: Object.fromEntries(course.tests.map((test) => [test.id, worstTest(course, test)])),
    completed: true,
    verdict: "failed",
    score: 100,
    interactions: 36 ** 4 - 1,
    totalMs: 36 ** 8 - 1,
  };
}

/** What of a progress never may be lost, read back. */
const kept = ({ seen, questions, scenarios, acknowledged, tests }: Progress) =>
  JSON.stringify([
    [...seen].sort(),
    Object.entries(questions).map(([id, { tries }]) => [id, Math.min(tries, 17)]).sort(),
    Object.entries(scenarios).map(([id, { finished }]) => [id, finished]).sort(),
    [...acknowledged].sort(),
    Object.entries(tests).map(([id, { open, finished }]) => [id, open?.items, open?.answers, finished.slice(-12).length]).filter(([, items, , used]) => items || used).sort(),
  ]);

export function measured(course: CourseData) {
  const all = Array.from({ length: RUNS }, (_, n) => anyProgress(course, n));
  const worst = worstProgress(course);
  const states = [...all, worst].map((progress) => ({ progress, text: encode(course, progress, NOW, LIMIT) }));
  return {
    longest: Math.max(...states.map(({ text }) => text.length)),
    core: Math.max(...all.map((progress) => encode(course, progress, NOW, 0).length)),
    worst: encode(course, worst, NOW, 0).length,
    lost: states.filter(({ progress, text }) => {
      const back = decode(course, text, NOW);
      return !back || kept(back) !== kept(progress);
    }).length,
  };
}
