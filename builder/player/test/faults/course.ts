/** A course with every type of question and everything else that is kept, and later versions of it. */

import type { CourseData, LessonData, PageData, QuestionData, QuestionType, TestData } from "../../src/data.js";
import { halves } from "../../src/questions/kind.js";
import { IRI, key, question, sample } from "../support/course.js";

export type Random = () => number;
export const below = (random: Random, end: number): number => Math.floor(random() * end);
export const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T;
export const some = <T>(random: Random, list: readonly T[], share = random()): T[] => list.filter(() => random() < share);

const PAIRED: readonly QuestionType[] = ["matching", "sorting"];
const TYPES: readonly QuestionType[] = [
  "choice", "multiple", "true-false", "point", "mark", "likert", "matching", "sorting", "ordering", "fill-in", "gap", "numeric",
];

function typed(type: QuestionType, lesson: string): QuestionData {
  const made = question(`q-${type}`, type, type === "true-false" ? ["true"] : ["a", "b"], { lesson, partial: true, shuffle: true });
  const targets = ["x", "y"].map((id, i) => ({ id, key: key("target", `${type}/${id}`, 3), letter: "ab".slice(i, i + 1), text: `Target ${id}` }));
  if (PAIRED.includes(type)) {
    const options = made.options.map((option, i) => ({ ...option, letter: String(i + 1), target: i % 2 ? "y" : "x" }));
    return { ...made, options, targets };
  }
  if (type === "fill-in") return { ...made, options: [], accepts: ["Voice", "a hearing"] };
  if (type === "gap") return { ...made, options: made.options.slice(0, 2).map((option) => ({ ...option, accepts: ["law", "the law"] })) };
  return type === "numeric" ? { ...made, options: [], range: { answer: 12.5, min: 12, max: 13 } } : made;
}

const WORDS = ["voice", "Voice", "the law", "ärger – \"so\"", "12.5", "a,b;c", "x".repeat(90)];

/** Any answer that a learner may give. */
export function anyResponse(random: Random, { type, options, targets = [] }: QuestionData): string[] {
  const ids = options.map(({ id }) => id);
  if (PAIRED.includes(type)) return ids.map((id) => `${id}.${pick(random, targets).id}`);
  if (type === "ordering") return [...ids].sort(() => random() - 0.5);
  if (type === "fill-in") return [pick(random, WORDS)];
  if (type === "gap") return ids.map((id) => `${id}.${pick(random, WORDS)}`);
  if (type === "numeric") return [String(below(random, 2000) / 100)];
  return type === "multiple" ? some(random, ids, 0.5) : [pick(random, ids)];
}

/** The right answer, as far as there is one. */
export function rightResponse({ type, options, accepts = [], range }: QuestionData): string[] {
  if (PAIRED.includes(type)) return options.map(({ id, target }) => `${id}.${target}`);
  if (type === "ordering") return options.map(({ id }) => id);
  if (type === "fill-in") return accepts.slice(0, 1);
  if (type === "gap") return options.map(({ id, accepts: texts = [] }) => `${id}.${texts[0]}`);
  if (type === "numeric") return range ? [String(range.answer)] : [];
  return options.filter(({ correct }) => correct).map(({ id }) => id);
}

const page = (lesson: string, id: string, more: Partial<PageData> = {}): PageData => ({
  ref: `${lesson}/${id}`,
  key: key("page", `${lesson}/${id}`, 4),
  iri: `${IRI}/page/${lesson}/${id}`,
  anchor: `${lesson}--${id}`,
  title: `Page ${id}`,
  questions: [],
  scenarios: [],
  acknowledgements: [],
  ...more,
});

const lesson = (id: string, pages: readonly PageData[]): LessonData => ({
  id,
  key: key("lesson", id, 4),
  iri: `${IRI}/lesson/${id}`,
  title: `Lesson ${id}`,
  minutes: 5,
  leastMinutes: 0,
  pages,
});

const statement = (id: string, of: string | null) => ({ id, key: key("acknowledgement", id, 4), iri: `${IRI}/acknowledgement/${id}`, text: `I have read ${id}.`, lesson: of });

export function faultCourse(): CourseData {
  const base = sample({ test: { opens: "always" } });
  const made = TYPES.map((type) => typed(type, "types"));
  const pages = [0, 1, 2].map((n) => page("types", `p${n}`, { questions: made.slice(n * 4, n * 4 + 4).map(({ id }) => id) }));
  const duties = page("duties", "policy", { acknowledgements: ["force-policy"] });
  const [final] = base.tests as [TestData];
  const skip: TestData = {
    ...final,
    id: "skip",
    key: key("test", "skip", 4),
    iri: `${IRI}/test/skip`,
    module: "m1",
    own: { passMark: 100, attempts: 2 },
    blueprint: [{ objective: "E1.1", items: 2 }],
    attestation: null,
  };
  return {
    ...base,
    modules: [...base.modules, { id: "m2", iri: `${IRI}/module/m2`, title: "Module 2", lessons: [lesson("types", pages), lesson("duties", [duties])] }],
    questions: { ...base.questions, ...Object.fromEntries(made.map((one) => [one.id, one])) },
    acknowledgements: { "force-policy": statement("force-policy", "duties") },
    checklists: { gear: { id: "gear", key: key("checklist", "gear", 4), items: ["vest", "radio", "camera"].map((id) => ({ id, key: key("tick", id, 3) })) } },
    tests: [{ ...final, attestation: statement("own-work", null) }, skip],
  };
}

const shuffled = <T>(random: Random, list: readonly T[]): T[] => [...list].sort(() => random() - 0.5);

function without<T>(record: Readonly<Record<string, T>>, ...ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(id)));
}

type Update = (course: CourseData, random: Random) => CourseData;

const mapLessons = (course: CourseData, change: (lessons: readonly LessonData[]) => readonly LessonData[]): CourseData => ({
  ...course,
  modules: course.modules.map((module) => ({ ...module, lessons: change(module.lessons) })),
});

const mapPages = (course: CourseData, change: (pages: readonly PageData[], lesson: string) => readonly PageData[]): CourseData =>
  mapLessons(course, (lessons) => lessons.map((one) => ({ ...one, pages: change(one.pages, one.id) })));

let added = 0;

/** What an author may do between two releases; ids that stay mean what they meant. */
const UPDATES: Readonly<Record<string, Update>> = {
  "page added": (course, random) => mapPages(course, (pages, of) => (random() < 0.5 ? [page(of, `new${++added}`), ...pages] : pages)),
  "page removed": (course, random) => mapPages(course, (pages) => (pages.length > 1 && random() < 0.4 ? pages.slice(1) : pages)),
  "pages reordered": (course, random) => mapPages(course, (pages) => shuffled(random, pages)),
  "lesson removed": (course) => mapLessons(course, (lessons) => (lessons.length > 1 ? lessons.slice(1) : lessons)),
  "lesson added": (course) => mapLessons(course, (lessons) => [...lessons, lesson(`new${++added}`, [page(`new${added}`, "one")])]),
  "lessons reordered": (course, random) => mapLessons(course, (lessons) => shuffled(random, lessons)),
  "question removed": (course, random) => {
    const gone = pick(random, TYPES.map((type) => `q-${type}`));
    const less = mapPages(course, (pages) => pages.map((one) => ({ ...one, questions: one.questions.filter((id) => id !== gone) })));
    return { ...less, questions: without(course.questions, gone) };
  },
  "questions reordered": (course, random) => ({ ...course, questions: Object.fromEntries(shuffled(random, Object.entries(course.questions))) }),
  "option added": (course) => withOptions(course, (options, id) => options.some((one) => one.id === "new") ? options : [...options, { id: "new", key: key("option", `${id}/new`, 3), letter: "f", text: "New", correct: false }]),
  "option removed": (course) => withOptions(course, (options) => options.slice(0, -1)),
  "options reordered": (course, random) => withOptions(course, (options) => shuffled(random, options)),
  "item removed": (course, random) => {
    const bank = course.tests[0]?.bank ?? [];
    const gone = pick(random, bank.filter((id) => bank.filter((other) => other.slice(0, 4) === id.slice(0, 4)).length > 3));
    return { ...course, questions: without(course.questions, gone), tests: course.tests.map((one) => ({ ...one, bank: one.bank.filter((id) => id !== gone) })) };
  },
  "items reordered": (course, random) => ({ ...course, tests: course.tests.map((one) => ({ ...one, bank: shuffled(random, one.bank) })) }),
  "scenario removed": (course) => ({
    ...mapPages(course, (pages) => pages.map((one) => ({ ...one, scenarios: [] }))),
    scenarios: {},
  }),
  "test-out removed": (course) => ({ ...course, tests: course.tests.filter(({ module }) => module === null) }),
  "list changed": (course) => ({ ...course, checklists: Object.fromEntries(Object.entries(course.checklists).map(([id, list]) => [id, { ...list, items: list.items.slice(1) }])) }),
};

/** Of plain questions of a lesson. */
function withOptions(course: CourseData, change: (options: QuestionData["options"], id: string) => QuestionData["options"]): CourseData {
  const changed = (one: QuestionData) => (["choice", "multiple"].includes(one.type) && one.id.startsWith("q-") ? { ...one, options: change(one.options, one.id) } : one);
  return { ...course, questions: Object.fromEntries(Object.entries(course.questions).map(([id, one]) => [id, changed(one)])) };
}

export const updates = Object.keys(UPDATES);

/** The next release, with one or more changes, and their names. */
export function updated(course: CourseData, random: Random, names = some(random, updates, 0.2)): { readonly course: CourseData; readonly names: readonly string[] } {
  const [major = "1", minor = "0"] = course.version.split(".");
  let now: CourseData = { ...course, version: `${major}.${+minor + 1}.0` };
  for (const name of names) now = UPDATES[name]?.(now, random) ?? now;
  return { course: now, names };
}

/** The part of a response that a version of the course still knows. */
export function stillKnown({ options, targets = [], type }: QuestionData, response: readonly string[]): string[] {
  if (["fill-in", "numeric"].includes(type)) return [...response];
  const known = new Set(options.map(({ id }) => id));
  const aims = new Set(targets.map(({ id }) => id));
  return response.filter((word) => known.has(halves(word)[0]) && (!PAIRED.includes(type) || aims.has(halves(word)[1])));
}
