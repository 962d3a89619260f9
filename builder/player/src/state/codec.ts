/**
 * Progress as a short text, and back. `2`, a checksum of 7 characters, then sections joined by `*`:
 *
 *     seed.interactions.time.flags.score * course version * bookmark * pages seen * questions * scenarios
 *     * acknowledgements * ticks * minutes * settings
 *     * and for each test with anything in it: key * finished attempts * open attempt * last attempt
 *
 * Numbers are in base 36; everything is known by its key of 4 characters, options, targets, choices and items of a list
 * by theirs of 3. A question is key, tries and success in one character, answer; an item of an attempt is key, answer; a
 * scenario is key, run and end in one character, choices; minutes are the key of a lesson and seconds. Entries of a list
 * are joined by `.`, keys of one length by nothing. Only `[A-Za-z0-9._*-]` occurs: no encoding of forms or URLs makes it
 * longer. Sizes are computed at build by builder/course/validate/state_size.py.
 *
 * What may be dropped for room, and in which order, is in `encode`; what decides on completion, and the answers of an open
 * attempt, always stay.
 */

import type { CourseData, LessonData, PageData } from "../data.js";
import { testRef } from "../engine/tests.js";
import type { Progress, QuestionProgress, ScenarioProgress } from "../progress.js";
import { chunks, idOf, KEY, keyOf } from "../questions/kind.js";
import { kindOf } from "../questions/kinds.js";
import { foreignIn, type Keys } from "./foreign.js";
import { checksum, counted, entries, join, number, parsed, shortened, type Piece } from "./letters.js";
import { freshProgress } from "./progress.js";
import { testOf, testPieces } from "./tests.js";

const VERSION = "2";
const HEAD = 8;
const [SEEN, QUESTIONS, SCENARIOS, ACKNOWLEDGED, TICKS, TIMES, TESTS] = [3, 4, 5, 6, 7, 8, 10] as const;
const SECONDS = 1000;

const lessonsOf = (course: CourseData): LessonData[] => course.modules.flatMap(({ lessons }) => lessons);
const pagesOf = (course: CourseData): PageData[] => lessonsOf(course).flatMap(({ pages }) => pages);

function scenarioPiece(course: CourseData, id: string, { run, finished, path }: ScenarioProgress): Piece {
  const nodes = course.scenarios[id]?.nodes;
  const choices = path.map((step) => keyOf(nodes?.[step.node]?.choices ?? [], step.choice));
  return { core: (course.scenarios[id]?.key ?? "") + counted(run, finished), detail: choices.join("") };
}

const questionPieces = (course: CourseData, { questions }: Progress): Piece[] =>
  Object.entries(questions).flatMap(([id, { tries, success, response }]) => {
    const question = course.questions[id];
    if (!question) return [];
    return { core: question.key + counted(tries, success === true), detail: kindOf(question).encode(question, response) };
  });

const tickPieces = (course: CourseData, { ticked }: Progress): Piece[] =>
  Object.entries(ticked).flatMap(([id, items]) => {
    const list = course.checklists[id];
    return list && items.length ? { core: "", detail: list.key + items.map((item) => keyOf(list.items, item)).join("") } : [];
  });

/** Where a lesson asks for a time, the time decides. */
const timePieces = (course: CourseData, { activeMs }: Progress): Piece[] =>
  lessonsOf(course).flatMap(({ id, key, leastMinutes }) => {
    const text = activeMs[id] ? key + number(activeMs[id] / SECONDS) : "";
    return leastMinutes ? { core: text, detail: "" } : { core: "", detail: text };
  });

/** The end of each course is known by its key; of a page by its own. */
function bookmark(course: CourseData, at: string): string {
  const test = course.tests.find((one) => testRef(one) === at);
  return test ? `-${test.key}` : (pagesOf(course).find(({ ref }) => ref === at)?.key ?? "");
}

/** `at` is now, `limit` the most characters. */
export function encode(course: CourseData, progress: Progress, at: number, limit = Infinity): string {
  const flags = +progress.completed + (progress.verdict === "passed" ? 2 : progress.verdict ? 4 : 0);
  const score = progress.score === null ? 0 : Math.round(progress.score * 100) + 1;
  const keys = new Map(pagesOf(course).map(({ ref, key }) => [ref, key]));
  const questions = questionPieces(course, progress);
  const walks = Object.entries(progress.scenarios);
  const scenarios = walks.map(([id, walk]) => scenarioPiece(course, id, walk));
  const ticks = tickPieces(course, progress);
  const times = timePieces(course, progress);
  const tests = course.tests.flatMap((test) => {
    const done = progress.tests[test.id];
    return done ? { key: test.key, pieces: testPieces(course, done, at) } : [];
  });
  const foreign = (progress.foreign?.entries ?? []).map(({ section, text }) => ({ section, core: "", detail: text }));
  const beside = (section: number): Piece[] => foreign.filter((piece) => piece.section === section);
  const keysBeside = (section: number): string => beside(section).map(({ detail }) => detail).join("");
  const version = progress.foreign?.version ?? course.version;
  const body = () =>
    [
      [progress.seed, progress.interactions, progress.totalMs, flags, score].map(number).join("."),
      version.replace(/[^\w.-]/g, "_"),
      bookmark(course, progress.at),
      [...progress.seen].map((ref) => keys.get(ref) ?? "").join("") + keysBeside(SEEN),
      join([...questions, ...beside(QUESTIONS)]),
      join([...scenarios, ...beside(SCENARIOS)]),
      [...progress.acknowledged].map((id) => course.acknowledgements[id]?.key ?? "").join("") + keysBeside(ACKNOWLEDGED),
      join([...ticks, ...beside(TICKS)]),
      join([...times, ...beside(TIMES)]),
      progress.settings.replace(/[^\w]/g, "").slice(0, 8),
      ...tests.flatMap(({ key, pieces }) => [key, ...pieces.map((piece) => piece.core + piece.detail)]),
      ...beside(TESTS).flatMap(({ detail }) => detail || []),
    ].join("*");
  const ended = scenarios.filter((_, i) => walks[i]?.[1].finished);
  const running = scenarios.filter((_, i) => !walks[i]?.[1].finished);
  // What this version does not know, times that decide nothing, then answers that were recorded long ago, reviews, the learner's own ticks, the way so far.
  const last = tests.map(({ pieces }) => pieces[2]);
  shortened(HEAD + body().length - limit, [...foreign, ...times, ...questions, ...ended, ...last, ...ticks, ...running]);
  const text = body();
  return VERSION + checksum(text) + text;
}

type Keyed = { readonly id: string; readonly key: string };

const byKey = <T extends Keyed>(list: readonly T[]): Map<string, T> => new Map(list.map((entry) => [entry.key, entry]));

function walkOf(course: CourseData, id: string, entry: string): ScenarioProgress {
  const nodes = course.scenarios[id]?.nodes ?? {};
  const path: { node: string; choice: string }[] = [];
  let node = course.scenarios[id]?.start ?? "";
  for (const key of chunks(entry.slice(1), KEY)) {
    const choice = nodes[node]?.choices.find((candidate) => candidate.key === key);
    if (!choice) break;
    path.push({ node, choice: choice.id });
    node = choice.next;
  }
  const count = parsed(entry[0]);
  return { path, node, run: count >> 1, finished: count % 2 === 1 };
}

function listOf<T extends Keyed, V>(known: readonly T[], section: string | undefined, value: (of: T, rest: string) => V) {
  const keys = byKey(known);
  const out: Record<string, V> = {};
  for (const entry of entries(section)) {
    const of = keys.get(entry.slice(0, 4));
    if (of) out[of.id] = value(of, entry.slice(4));
  }
  return out;
}

function questionsOf(course: CourseData, section: string | undefined): Record<string, QuestionProgress> {
  return listOf(Object.values(course.questions), section, (question, entry) => {
    const count = parsed(entry[0]);
    const neutral = kindOf(question).share(question, []) === null;
    const response = kindOf(question).decode(question, entry.slice(1));
    return { response, success: neutral ? null : count % 2 === 1, tries: count >> 1 };
  });
}

function testsOf(course: CourseData, sections: readonly string[], seed: number, at: number): Progress["tests"] {
  const questions = byKey(Object.values(course.questions));
  const tests: Record<string, NonNullable<ReturnType<typeof testOf>>> = {};
  for (let i = TESTS; i < sections.length; i += 4) {
    const test = course.tests.find(({ key }) => key === sections[i]);
    const done = test && testOf({ course, test, questions, seed, at }, sections.slice(i + 1, i + 4));
    if (test && done) tests[test.id] = done;
  }
  return tests;
}

/** Whether a later format of ours made it: it must not be overwritten. */
export const isNewer = (text: string): boolean =>
  /^\d/.test(text) && text.slice(0, 1) > VERSION && text.slice(1, HEAD) === checksum(text.slice(HEAD));

/** null when the text is no state of ours; what the course no longer knows is left out. */
export function decode(course: CourseData, text: string, at: number): Progress | null {
  const body = text.slice(HEAD);
  if (text.slice(0, HEAD) !== VERSION + checksum(body)) return null;
  const sections = body.split("*");
  const [seed = 0, interactions = 0, totalMs = 0, flags = 0, score = 0] = entries(sections[0]).map(parsed);
  const refs = new Map(pagesOf(course).map(({ ref, key }) => [key, ref]));
  const mark = sections[2] ?? "";
  const test = course.tests.find(({ key }) => mark === `-${key}`);
  const fresh = freshProgress(course, seed);
  const activeMs = listOf(lessonsOf(course), sections[8], (_, entry) => parsed(entry) * SECONDS);
  return {
    ...fresh,
    at: test ? testRef(test) : (refs.get(mark) ?? fresh.at),
    seen: new Set(chunks(sections[3] ?? "", 4).flatMap((key) => refs.get(key) ?? [])),
    questions: questionsOf(course, sections[4]),
    scenarios: listOf(Object.values(course.scenarios), sections[5], ({ id }, entry) => walkOf(course, id, entry)),
    acknowledged: new Set(chunks(sections[6] ?? "", 4).flatMap((key) => idOf(Object.values(course.acknowledgements), key) ?? [])),
    ticked: listOf(Object.values(course.checklists), sections[7], ({ items }, entry) =>
      chunks(entry, KEY).flatMap((key) => idOf(items, key) ?? []),
    ),
    activeMs,
    toldMs: activeMs,
    settings: sections[9] ?? "",
    tests: testsOf(course, sections, seed, at),
    completed: (flags & 1) > 0,
    verdict: flags & 2 ? "passed" : flags & 4 ? "failed" : null,
    score: score ? (score - 1) / 100 : null,
    interactions,
    totalMs,
    ...foreignIn(course.version, sections, keysOf(course)),
  };
}

/** What this version of the course knows, by the section where it stands. */
const keysOf = (course: CourseData): Keys => ({
  fixed: [
    [SEEN, pagesOf(course)],
    [ACKNOWLEDGED, Object.values(course.acknowledgements)],
  ],
  lists: [
    [QUESTIONS, Object.values(course.questions)],
    [SCENARIOS, Object.values(course.scenarios)],
    [TICKS, Object.values(course.checklists)],
    [TIMES, lessonsOf(course)],
  ],
  tests: [TESTS, course.tests],
});
