import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData } from "../src/data.js";
import { draw } from "../src/engine/draw.js";
import { hash, numbers } from "../src/engine/random.js";
import type { Progress, ScenarioProgress } from "../src/progress.js";
import { decode, encode } from "../src/state/codec.js";
import { freshProgress } from "../src/state/progress.js";
import { large, sample } from "./support/course.js";

const NOW = 1_790_000_000_000;

type Random = () => number;
const below = (random: Random, end: number): number => Math.floor(random() * end);
const some = <T>(random: Random, list: readonly T[], share = random()): T[] => list.filter(() => random() < share);

function response(course: CourseData, random: Random, id: string): string[] {
  return some(random, course.questions[id]?.options ?? []).map((option) => option.id);
}

function walk(course: CourseData, random: Random): ScenarioProgress {
  const scenario = course.scenarios["stop"] ?? assert.fail("no scenario");
  let node = scenario.start;
  const path: { node: string; choice: string }[] = [];
  for (let steps = below(random, 4); steps > 0; steps--) {
    const choices = scenario.nodes[node]?.choices ?? [];
    const choice = choices[below(random, choices.length)];
    if (!choice) break;
    path.push({ node, choice: choice.id });
    node = choice.next;
  }
  return { path, node, run: 1 + below(random, 15), finished: random() < 0.5 };
}

function attempt(course: CourseData, random: Random, seed: number, number: number) {
  const [final] = course.tests;
  const items = final ? draw(course, final, seed, number) : [];
  const answers: Record<string, readonly string[]> = {};
  for (const item of some(random, items)) {
    const chosen = response(course, random, item);
    if (chosen.length) answers[item] = chosen;
  }
  return { items, answers };
}

/** Any progress that the course allows. */
function anyProgress(course: CourseData, seed: number): Progress {
  const random = numbers(hash(`progress ${seed}`));
  const pages = course.modules.flatMap((m) => m.lessons.flatMap((lesson) => lesson.pages));
  const answered = some(random, pages.flatMap((page) => page.questions));
  const used = below(random, 8);
  const learner = below(random, 2 ** 32);
  const finished = Array.from({ length: used }, (_, i) => ({
    number: i + 1,
    score: Math.round(random() * 10_000) / 100,
    success: random() < 0.5,
  }));
  const open = random() < 0.5 ? { ...attempt(course, random, learner, used + 1), number: used + 1, position: below(random, attempt(course, random, learner, used + 1).items.length + 1), startedAt: NOW - below(random, 1e7) } : null;
  const last = used && random() < 0.8 ? attempt(course, random, learner, used) : null;
  const progress = {
    seed: learner,
    seen: new Set(some(random, pages).map((page) => page.ref)),
    at: random() < 0.2 ? "test" : (pages[below(random, pages.length)]?.ref ?? "test"),
    questions: Object.fromEntries(answered.map((id) => [id, { response: response(course, random, id), success: random() < 0.5, tries: 1 + below(random, 15) }])),
    scenarios: course.scenarios["stop"] && random() < 0.7 ? { stop: walk(course, random) } : {},
    acknowledged: new Set(some(random, Object.keys(course.acknowledgements))),
    ticked: {},
    activeMs: Object.fromEntries(some(random, course.modules.flatMap((m) => m.lessons)).map(({ id }) => [id, (1 + below(random, 1e5)) * 1000])),
    settings: random() < 0.5 ? "" : "a2",
    tests: open || used ? { final: { open, finished, last } } : {},
    completed: random() < 0.5,
    verdict: ([null, "passed", "failed"] as const)[below(random, 3)] ?? null,
    score: random() < 0.5 ? null : Math.round(random() * 10_000) / 100,
    interactions: below(random, 5000),
    totalMs: below(random, 1e9),
  };
  return { ...progress, toldMs: progress.activeMs };
}

const courses = [sample(), large(30), sample({ test: { shuffle: false } })];

test("any progress comes back as it was", () => {
  for (let seed = 0; seed < 1500; seed++) {
    const course = courses[seed % courses.length] ?? sample();
    const progress = anyProgress(course, seed);
    assert.deepEqual(decode(course, encode(course, progress, NOW), NOW), progress);
  }
});

test("a fresh progress comes back, and is short", () => {
  const course = sample();
  const progress = freshProgress(course, 2 ** 32 - 1);
  const text = encode(course, progress, NOW);
  assert(text.length < 50, text);
  assert.deepEqual(decode(course, text, NOW), progress);
});

test("only characters that no form and no URL makes longer", () => {
  for (let seed = 0; seed < 200; seed++) {
    const text = encode(courses[1] ?? sample(), anyProgress(courses[1] ?? sample(), seed), NOW);
    assert.match(text, /^[A-Za-z0-9._*-]+$/);
    assert.equal(new URLSearchParams({ s: text }).toString().length, text.length + 2);
  }
});

test("what was cut off is refused at every length", () => {
  const course = courses[1] ?? sample();
  for (let seed = 0; seed < 20; seed++) {
    const text = encode(course, anyProgress(course, seed), NOW);
    for (let length = 0; length < text.length; length++) assert.equal(decode(course, text.slice(0, length), NOW), null);
  }
});

test("one flipped bit anywhere is refused, and so is one character too many", () => {
  const course = courses[0] ?? sample();
  for (let seed = 0; seed < 20; seed++) {
    const text = encode(course, anyProgress(course, seed), NOW);
    for (let i = 0; i < text.length; i++)
      for (let bit = 0; bit < 7; bit++) {
        const flipped = text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ (1 << bit)) + text.slice(i + 1);
        assert.equal(decode(course, flipped, NOW), null);
      }
    assert.equal(decode(course, `${text} `, NOW), null);
  }
});

test("what is no state of ours is refused", () => {
  for (const text of ["", "1", "null", '{"a":1}', "1000000000", "0".repeat(5000), "ü".repeat(9)]) assert.equal(decode(sample(), text, NOW), null);
});

test("another version of the code's own format is refused", () => {
  const course = sample();
  assert.equal(decode(course, `3${encode(course, freshProgress(course, 1), NOW).slice(1)}`, NOW), null);
});

test("what a newer version of the course no longer has is left out, the rest stays", () => {
  const old = sample();
  const [module] = old.modules;
  const [one, two] = module?.lessons ?? [];
  if (!module || !one || !two) return assert.fail("no lessons");
  const { "voice-1": _, ...questions } = old.questions;
  const course: CourseData = { ...old, version: "2.0.0", modules: [{ ...module, lessons: [two] }], questions, scenarios: {} };
  for (let seed = 0; seed < 100; seed++) {
    const before = anyProgress(old, seed);
    const after = decode(course, encode(old, before, NOW), NOW) ?? assert.fail("refused");
    const { "voice-1": __, ...kept } = before.questions;
    const activeMs = "two" in before.activeMs ? { two: before.activeMs["two"] } : {};
    assert.deepEqual(after, {
      ...before,
      seen: new Set([...before.seen].filter((ref) => ref.startsWith("two/"))),
      at: before.at.startsWith("one/") ? "two/trust" : before.at,
      questions: kept,
      activeMs,
      toldMs: activeMs,
      scenarios: {},
    });
  }
});

test("an item that is gone from an open attempt is drawn anew; an attempt that is over only loses its review", () => {
  const old = sample();
  const progress: Progress = {
    ...freshProgress(old, 1),
    tests: {
      final: {
        open: { number: 2, items: ["e1-1-1", "e2-1-1"], answers: { "e2-1-1": ["b"] }, position: 1, startedAt: NOW },
        finished: [{ number: 1, score: 60, success: false }],
        last: { items: ["e1-1-1"], answers: {} },
      },
    },
  };
  const { "e1-1-1": _, ...questions } = old.questions;
  const [final] = old.tests;
  const course = { ...old, questions, tests: final ? [{ ...final, bank: final.bank.filter((id) => id !== "e1-1-1") }] : [] };
  const after = decode(course, encode(old, progress, NOW), NOW)?.tests["final"];
  assert.deepEqual(after?.finished, [{ number: 1, score: 60, success: false }]);
  assert.equal(after?.last, null);
  assert.deepEqual(after?.open?.answers, { "e2-1-1": ["b"] });
  assert.equal(after?.open?.number, 2);
  assert.equal(after?.open?.items.length, 2);
  assert(after?.open?.items.includes("e2-1-1") && after.open.items.every((id) => questions[id]));
});

test("a walk that the scenario no longer allows is kept as far as it goes", () => {
  const old = sample();
  const stop = old.scenarios["stop"] ?? assert.fail("no scenario");
  const path = [{ node: "window", choice: "listen" }, { node: "story", choice: "explain" }];
  const progress = { ...freshProgress(old, 1), scenarios: { stop: { path, node: "calm", run: 1, finished: true } } };
  const story = { ...(stop.nodes["story"] ?? assert.fail("no node")), choices: [] };
  const course = { ...old, scenarios: { stop: { ...stop, nodes: { ...stop.nodes, story } } } };
  const after = decode(course, encode(old, progress, NOW), NOW);
  assert.deepEqual(after?.scenarios["stop"], { path: path.slice(0, 1), node: "story", run: 1, finished: true });
});

test("a pause between two sessions does not count as time in the test", () => {
  const course = sample();
  const open = { number: 1, items: ["e1-1-1"], answers: {}, position: 0, startedAt: NOW - 60_000 };
  const text = encode(course, { ...freshProgress(course, 1), tests: { final: { open, finished: [], last: null } } }, NOW);
  assert.equal(decode(course, text, NOW + 86_400_000)?.tests["final"]?.open?.startedAt, NOW + 86_400_000 - 60_000);
});

test("over the limit, detail goes and what decides stays", () => {
  const course = large(60);
  for (let seed = 0; seed < 300; seed++) {
    const progress = anyProgress(course, seed);
    const full = encode(course, progress, NOW);
    const bare = encode(course, progress, NOW, 0);
    for (const limit of [full.length, full.length - 1, Math.floor((full.length + bare.length) / 2), bare.length]) {
      const text = encode(course, progress, NOW, limit);
      assert(text.length <= limit, `${text.length} > ${limit}`);
      const after = decode(course, text, NOW) ?? assert.fail("refused");
      const { questions, scenarios, tests, activeMs: _t, toldMs: _m, ...others } = after;
      const { questions: _, scenarios: __, tests: testsBefore, activeMs: _a, toldMs: _b, ...othersBefore } = progress;
      const exam = tests["final"];
      const examBefore = testsBefore["final"];
      assert.deepEqual(others, othersBefore);
      assert.deepEqual(exam?.open, examBefore?.open);
      assert.deepEqual(exam?.finished, examBefore?.finished);
      for (const [id, { tries, success }] of Object.entries(progress.questions)) {
        assert.equal(questions[id]?.tries, tries);
        assert.equal(questions[id]?.success, success);
      }
      for (const [id, { finished, run }] of Object.entries(progress.scenarios)) {
        assert.equal(scenarios[id]?.finished, finished);
        assert.equal(scenarios[id]?.run, run);
      }
    }
  }
});

test("detail goes in its order: answers of lessons from the oldest on, then walks that ended, then the review", () => {
  const course = sample();
  const progress: Progress = {
    ...freshProgress(course, 1),
    questions: {
      "voice-1": { response: ["a"], success: true, tries: 1 },
      "respect-1": { response: ["a", "b"], success: true, tries: 2 },
    },
    scenarios: { stop: { path: [{ node: "window", choice: "order" }], node: "anger", run: 1, finished: true } },
    tests: { final: { open: null, finished: [{ number: 1, score: 80, success: true }], last: { items: ["e1-1-1"], answers: { "e1-1-1": ["b"] } } } },
  };
  const full = encode(course, progress, NOW).length;
  const left = (limit: number) => {
    const after = decode(course, encode(course, progress, NOW, limit), NOW);
    return [
      after?.questions["voice-1"]?.response.length,
      after?.questions["respect-1"]?.response.length,
      after?.scenarios["stop"]?.path.length,
      after?.tests["final"]?.last?.items.length ?? 0,
    ];
  };
  assert.deepEqual(left(full), [1, 2, 1, 1]);
  assert.deepEqual(left(full - 1), [0, 2, 1, 1]);
  assert.deepEqual(left(full - 4), [0, 0, 1, 1]);
  assert.deepEqual(left(full - 10), [0, 0, 0, 1]);
  assert.deepEqual(left(full - 13), [0, 0, 0, 0]);
});

test("the sizes in the description of the format hold at the worst", () => {
  const course = large(40);
  const questions = course.modules.flatMap((m) => m.lessons.flatMap((lesson) => lesson.pages.flatMap((page) => page.questions)));
  const all = (id: string) => (course.questions[id]?.options ?? []).map((option) => option.id);
  const items = course.tests[0]?.bank ?? [];
  const answers = Object.fromEntries(items.map((id) => [id, all(id)]));
  const progress: Progress = {
    seed: 2 ** 32 - 1,
    seen: new Set(course.modules.flatMap((m) => m.lessons.flatMap((lesson) => lesson.pages.map((page) => page.ref)))),
    at: "test",
    questions: Object.fromEntries(questions.map((id) => [id, { response: all(id), success: true, tries: 999 }])),
    scenarios: { stop: { path: [{ node: "window", choice: "listen" }, { node: "story", choice: "explain" }], node: "calm", run: 99, finished: true } },
    acknowledged: new Set(),
    ticked: {},
    activeMs: {},
    toldMs: {},
    settings: "12345678",
    tests: {
      final: {
        open: { number: 100, items, answers, position: items.length, startedAt: NOW - 10 ** 10 },
        finished: Array.from({ length: 99 }, (_, i) => ({ number: i + 1, score: 100, success: true })),
        last: { items, answers },
      },
    },
    completed: true,
    verdict: "passed",
    score: 100,
    interactions: 999_999,
    totalMs: 10 ** 11,
  };
  const ofItems = items.reduce((sum, id) => sum + 5 + 3 * all(id).length, 0);
  const bound = 95 + 4 * 40 + 40 * (6 + 12) + (6 + 6) + 60 + 2 * (ofItems + 12);
  const size = encode(course, progress, NOW).length;
  assert(size <= bound && size > bound - 120, `${size} of ${bound}`);
});

test("attempts without end do not make the state grow, and their number is kept", () => {
  const course = sample();
  const finished = Array.from({ length: 500 }, (_, i) => ({ number: i + 1, score: 55.55, success: false }));
  const text = encode(course, { ...freshProgress(course, 1), tests: { final: { open: null, finished, last: null } } }, NOW);
  assert(text.length < 120, text);
  const after = decode(course, text, NOW)?.tests["final"]?.finished ?? [];
  assert.deepEqual(after[after.length - 1], { number: 500, score: 55.55, success: false });
});
