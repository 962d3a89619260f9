/** A small course with one of everything, and a larger one for sizes. */

import { LENT } from "../../src/lend.js";
import "../../src/tracking/adapter.js";
import type { AgencyData, CompletionRule, CourseData, LessonData, NodeData, QuestionData, QuestionType, ScenarioData, TestData } from "../../src/data.js";
import { hash } from "../../src/engine/random.js";

globalThis.peacebuilderLent = LENT;

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
export const IRI = "https://example.org/courses/sample";

/** Keys as the build makes them, from another hash. */
export function key(kind: string, id: string, length: number): string {
  let number = hash(`${kind}:${id}`) * 4096 + (hash(id, 7) % 4096);
  return Array.from({ length }, () => {
    const digit = BASE62[number % 62];
    number = Math.floor(number / 62);
    return digit;
  }).join("");
}

export function question(id: string, type: QuestionType, correct: string[], more: Partial<QuestionData> = {}): QuestionData {
  const ids = type === "true-false" ? ["true", "false"] : ["a", "b", "c", "d"];
  return {
    id,
    key: key("question", id, 4),
    iri: `${IRI}/question/${id}`,
    type,
    ...(type === "multiple" ? { many: true } : {}),
    prompt: `Which of ${id}?`,
    options: ids.map((option, i) => ({
      id: option,
      key: key("option", `${id}/${option}`, 3),
      letter: type === "true-false" ? option.slice(0, 1) : "abcdef".slice(i, i + 1),
      text: `Option ${option}`,
      correct: correct.includes(option),
    })),
    shuffle: true,
    objective: null,
    lesson: null,
    ...more,
  };
}

function node(id: string, choices: [string, string][], end: string | null = null): NodeData {
  return {
    id,
    key: key("node", `stop/${id}`, 3),
    iri: `${IRI}/decision/stop/${id}`,
    question: end === null ? "What do you do?" : null,
    choices: choices.map(([choice, next], i) => ({
      id: choice,
      key: key("choice", `stop/${id}/${choice}`, 3),
      letter: "abc".slice(i, i + 1),
      text: `Do ${choice}`,
      next,
    })),
    end,
    safe: end !== null,
  };
}

const scenario: ScenarioData = {
  id: "stop",
  key: key("scenario", "stop", 4),
  iri: `${IRI}/scenario/stop`,
  title: "A traffic stop",
  start: "window",
  lesson: "two",
  nodes: Object.fromEntries(
    [
      node("window", [["listen", "story"], ["order", "anger"]]),
      node("story", [["explain", "calm"], ["cite", "anger"]]),
      node("calm", [], "A calm driver"),
      node("anger", [], "An angry driver"),
    ].map((one) => [one.id, one]),
  ),
};

export function lesson(id: string, pages: string[], on: Record<string, { questions?: string[]; scenarios?: string[]; acknowledgements?: string[] }> = {}): LessonData {
  return {
    id,
    key: key("lesson", id, 4),
    leastMinutes: 0,
    iri: `${IRI}/lesson/${id}`,
    title: `Lesson ${id}`,
    minutes: 5,
    pages: pages.map((page) => ({
      ref: `${id}/${page}`,
      key: key("page", `${id}/${page}`, 4),
      iri: `${IRI}/page/${id}/${page}`,
      anchor: `${id}--${page}`,
      title: `Page ${page}`,
      questions: on[page]?.questions ?? [],
      scenarios: on[page]?.scenarios ?? [],
      acknowledgements: on[page]?.acknowledgements ?? [],
    })),
  };
}

export const OBJECTIVES = ["E1.1", "E2.1"];
const BANK = OBJECTIVES.flatMap((objective) =>
  Array.from({ length: 6 }, (_, i) =>
    question(`${objective.toLowerCase().replace(".", "-")}-${i + 1}`, i === 5 ? "true-false" : i === 4 ? "multiple" : "choice", i === 5 ? ["false"] : i === 4 ? ["a", "c"] : ["b"], {
      objective,
      lesson: "one",
    }),
  ),
);

const test: TestData = {
  id: "final",
  key: key("test", "final", 4),
  module: null,
  own: null,
  reviewAfter: "attempt",
  attestation: null,
  iri: `${IRI}/test/final`,
  title: "Final test",
  opens: "after-lessons",
  shuffle: true,
  review: "answers",
  blueprint: [
    { objective: "E1.1", items: 2 },
    { objective: "E2.1", items: 3 },
  ],
  bank: BANK.map((item) => item.id),
};

const QUESTIONS = [
  question("voice-1", "choice", ["a"], { lesson: "one", objective: "E1.1" }),
  question("respect-1", "multiple", ["a", "b"], { lesson: "one" }),
  question("trust-1", "true-false", ["true"], { lesson: "two" }),
];

interface Variant {
  readonly completion?: Partial<CompletionRule>;
  readonly test?: Partial<TestData> | null;
}

export function sample({ completion = {}, test: changes = {} }: Variant = {}): CourseData {
  return {
    id: "sample",
    iri: IRI,
    version: "1.2.0",
    title: "A sample",
    description: "A course for tests.",
    language: "en-US",
    generator: "peacebuilder/0.1.0",
    objectives: OBJECTIVES.map((id) => ({ id, iri: `${IRI}/objective/${id}`, text: `Can do ${id}` })),
    modules: [
      {
        id: "m1",
        iri: `${IRI}/module/m1`,
        title: "Module 1",
        lessons: [
          lesson("one", ["hello", "voice"], { voice: { questions: ["voice-1", "respect-1"] } }),
          lesson("two", ["trust", "stop"], { trust: { questions: ["trust-1"] }, stop: { scenarios: ["stop"] } }),
        ],
      },
    ],
    questions: Object.fromEntries([...QUESTIONS, ...BANK].map((one) => [one.id, one])),
    scenarios: { stop: scenario },
    acknowledgements: {},
    checklists: {},
    navigation: "free",
    tests: changes ? [{ ...test, ...changes }] : [],
    completion: { pages: "all", questions: "none", scenarios: "all", acknowledgements: "all", test: "passed", ...completion },
    strings: {},
  };
}

export const AGENCY: AgencyData = {
  id: "springfield",
  name: "Springfield Police Department",
  shortName: "Springfield PD",
  seal: null,
  passMark: 80,
  attempts: 3,
  slots: {},
  policies: {},
};

/** `count` pages in lessons of five, each page with a question of four options. */
export function large(count: number): CourseData {
  const base = sample();
  const questions = Array.from({ length: count }, (_, i) => question(`lesson-question-${i}`, "multiple", ["a"], { lesson: `l${Math.floor(i / 5)}` }));
  const lessons = Array.from({ length: Math.ceil(count / 5) }, (_, l) => {
    const pages = Array.from({ length: Math.min(5, count - l * 5) }, (_, p) => `p${p}`);
    return lesson(`l${l}`, pages, Object.fromEntries(pages.map((page, p) => [page, { questions: [`lesson-question-${l * 5 + p}`] }])));
  });
  const [first] = base.modules;
  if (!first) throw new Error("no module");
  return {
    ...base,
    modules: [{ ...first, lessons }],
    questions: { ...base.questions, ...Object.fromEntries(questions.map((one) => [one.id, one])) },
  };
}

export const STATEMENT = { id: "own-work", key: key("acknowledgement", "own-work", 4), iri: `${IRI}/acknowledgement/own-work`, text: "I work alone.", lesson: null };

/** Two modules, of which the first can be tested out of; both tests ask for E2.1 and are confirmed before. */
export function testedTwice(): CourseData {
  const base = sample({ test: { opens: "always", attestation: STATEMENT } });
  const [first] = base.modules;
  if (!first) throw new Error("no module");
  const items = Array.from({ length: 4 }, (_, i) => question(`out-${i}`, "choice", ["a"], { objective: "E2.1", lesson: "one" }));
  const out: TestData = {
    ...test,
    id: "skip",
    key: key("test", "skip", 4),
    iri: `${IRI}/test/skip`,
    title: "Do you know it?",
    module: "m1",
    own: { passMark: 100, attempts: 2 },
    opens: "always",
    attestation: STATEMENT,
    blueprint: [{ objective: "E2.1", items: 2 }],
    bank: items.map(({ id }) => id),
  };
  const [one, two] = first.lessons;
  return {
    ...base,
    modules: [
      { ...first, lessons: one ? [one] : [] },
      { id: "m2", iri: `${IRI}/module/m2`, title: "Module 2", lessons: two ? [two] : [] },
    ],
    questions: { ...base.questions, ...Object.fromEntries(items.map((item) => [item.id, item])) },
    tests: [...base.tests, out],
  };
}
