/**
 * Progress as a short text, and back. `1`, a checksum of 7 characters, then sections joined by `*`:
 *
 *     seed.interactions.time.flags.score * course version * bookmark * pages seen * questions * scenarios
 *     * first number.finished attempts * position.time.open attempt * last attempt
 *
 * Numbers are in base 36; pages, questions and scenarios are their keys of 4 characters, options and choices those of
 * 3. A question is key, tries and success in one character, options; items of an attempt are key, options; a scenario
 * is key, run and end in one character, choices. Entries of a list are joined by `.`, keys of one length by nothing.
 * Only `[A-Za-z0-9._*-]` occurs: no encoding of forms or URLs makes it longer.
 *
 * So a state has at most 95 characters for the head, the version and the bookmark, 4 a page, 6 + 3n a question of the
 * lessons with n options chosen, 6 + 3n a scenario with n decisions, 60 for the finished attempts, and twice
 * 5 + 3n an item of the test plus 12. What may be dropped of it, and in which order, is in `shortened`.
 */

import type { CourseData, QuestionData } from "../data.js";
import type { FinishedAttempt, OpenAttempt, Progress, QuestionProgress, ScenarioProgress, TestProgress } from "../progress.js";
import { hash } from "../engine/random.js";
import { freshProgress } from "./progress.js";

const VERSION = "1";
const SUM = 7;
/** Finished attempts kept; the numbers of older ones are not needed. */
const KEPT = 12;
/** The most tries or runs that fit one character of base 36 beside a flag. */
const MOST = 17;

const checksum = (body: string): string => hash(body).toString(36).padStart(SUM, "0");
const number = (value: number): string => Math.max(0, Math.round(value)).toString(36);
const parsed = (text: string | undefined): number => parseInt(text || "0", 36);
const counted = (count: number, flag: boolean): string => number(Math.min(count, MOST) * 2 + +flag);
const chunks = (text: string, size: number): string[] => text.match(new RegExp(`.{${size}}`, "g")) ?? [];
const entries = (section: string | undefined): string[] => (section ? section.split(".") : []);

/** A piece of the state: what must stay, and detail that may be dropped. */
interface Piece {
  readonly core: string;
  detail: string;
}

const optionKeys = (question: QuestionData | undefined, response: readonly string[]): string =>
  (question?.options ?? []).filter((option) => response.includes(option.id)).map((option) => option.key).join("");

const optionIds = (question: QuestionData, keys: string): string[] => {
  const chosen = chunks(keys, 3);
  return question.options.filter((option) => chosen.includes(option.key)).map((option) => option.id);
};

type Answers = Readonly<Record<string, readonly string[]>>;

const itemList = (course: CourseData, items: readonly string[], answers: Answers): string =>
  items.map((id) => (course.questions[id]?.key ?? "") + optionKeys(course.questions[id], answers[id] ?? [])).join(".");

function scenarioPiece(course: CourseData, id: string, { run, finished, path }: ScenarioProgress): Piece {
  const nodes = course.scenarios[id]?.nodes;
  const choices = path.map((step) => nodes?.[step.node]?.choices.find((choice) => choice.id === step.choice)?.key ?? "");
  return { core: (course.scenarios[id]?.key ?? "") + counted(run, finished), detail: choices.join("") };
}

/** Drops detail, least missed first, until `over` characters are gone. What decides on completion always stays. */
function shortened(over: number, pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    if (over <= 0) return;
    over -= piece.detail.length;
    piece.detail = "";
  }
}

const join = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.core + piece.detail).join(".");

function finishedList(finished: readonly FinishedAttempt[]): string {
  const kept = finished.slice(-KEPT);
  const scores = kept.map(({ score, success }) => number(Math.round(score * 100) * 2 + +success));
  return kept[0] ? [number(kept[0].number), ...scores].join(".") : "";
}

/** `at` is now: of an open attempt the time spent is kept, so that a pause between sessions does not count. */
export function encode(course: CourseData, progress: Progress, at: number, limit = Infinity): string {
  const { test } = progress;
  const flags = +progress.completed + (progress.verdict === "passed" ? 2 : progress.verdict ? 4 : 0);
  const score = progress.score === null ? 0 : Math.round(progress.score * 100) + 1;
  const pages = new Map(course.modules.flatMap((m) => m.lessons.flatMap((l) => l.pages.map((page) => [page.ref, page.key]))));
  const questions = Object.entries(progress.questions).map(([id, { tries, success, response }]) => ({
    core: (course.questions[id]?.key ?? "") + counted(tries, success),
    detail: optionKeys(course.questions[id], response),
  }));
  const walks = Object.entries(progress.scenarios);
  const scenarios = walks.map(([id, walk]) => scenarioPiece(course, id, walk));
  const last = { core: "", detail: test?.last ? itemList(course, test.last.items, test.last.answers) : "" };
  const open = test?.open;
  const body = () =>
    [
      [progress.seed, progress.interactions, progress.totalMs, flags, score].map(number).join("."),
      course.version.replace(/[^\w.-]/g, "_"),
      progress.at === "test" ? "-" : (pages.get(progress.at) ?? ""),
      [...progress.seen].map((ref) => pages.get(ref) ?? "").join(""),
      join(questions),
      join(scenarios),
      finishedList(test?.finished ?? []),
      open ? `${number(open.position)}.${number(at - open.startedAt)}.${itemList(course, open.items, open.answers)}` : "",
      last.detail,
    ].join("*");
  const ended = scenarios.filter((_, i) => walks[i]?.[1].finished);
  const running = scenarios.filter((_, i) => !walks[i]?.[1].finished);
  shortened(VERSION.length + SUM + body().length - limit, [...questions, ...ended, last, ...running]);
  const text = body();
  return VERSION + checksum(text) + text;
}

type Keyed = { readonly id: string; readonly key: string };

const byKey = <T extends Keyed>(list: Readonly<Record<string, T>>): Map<string, T> =>
  new Map(Object.values(list).map((entry) => [entry.key, entry]));

/** Items that the course no longer has make the list unusable: a test is whole or it is not this test. */
function itemsOf(questions: Map<string, QuestionData>, list: readonly string[]): TestProgress["last"] {
  const items: string[] = [];
  const answers: Record<string, readonly string[]> = {};
  for (const entry of list) {
    const question = questions.get(entry.slice(0, 4));
    if (!question) return null;
    items.push(question.id);
    const response = optionIds(question, entry.slice(4));
    if (response.length) answers[question.id] = response;
  }
  return items.length ? { items, answers } : null;
}

function openOf(questions: Map<string, QuestionData>, list: readonly string[], attempt: number, at: number): OpenAttempt | null {
  const attemptItems = itemsOf(questions, list.slice(2));
  if (!attemptItems) return null;
  return { ...attemptItems, number: attempt, position: parsed(list[0]), startedAt: at - parsed(list[1]) };
}

function testOf(questions: Map<string, QuestionData>, sections: readonly string[], at: number): TestProgress | null {
  const [first, ...scores] = entries(sections[6]);
  const finished = scores.map((text, i) => ({
    number: parsed(first) + i,
    score: Math.floor(parsed(text) / 2) / 100,
    success: parsed(text) % 2 === 1,
  }));
  const next = (finished[finished.length - 1]?.number ?? 0) + 1;
  const open = openOf(questions, entries(sections[7]), next, at);
  return open || finished.length ? { open, finished, last: itemsOf(questions, entries(sections[8])) } : null;
}

function walkOf(course: CourseData, id: string, entry: string): ScenarioProgress {
  const nodes = course.scenarios[id]?.nodes ?? {};
  const path: { node: string; choice: string }[] = [];
  let node = course.scenarios[id]?.start ?? "";
  for (const key of chunks(entry.slice(1), 3)) {
    const choice = nodes[node]?.choices.find((candidate) => candidate.key === key);
    if (!choice) break;
    path.push({ node, choice: choice.id });
    node = choice.next;
  }
  const count = parsed(entry[0]);
  return { path, node, run: count >> 1, finished: count % 2 === 1 };
}

const answerOf = (question: QuestionData, entry: string): QuestionProgress => {
  const count = parsed(entry[0]);
  return { response: optionIds(question, entry.slice(1)), success: count % 2 === 1, tries: count >> 1 };
};

function listOf<T extends Keyed, V>(known: Map<string, T>, section: string | undefined, value: (of: T, rest: string) => V) {
  const out: Record<string, V> = {};
  for (const entry of entries(section)) {
    const of = known.get(entry.slice(0, 4));
    if (of) out[of.id] = value(of, entry.slice(4));
  }
  return out;
}

/** null when the text is no state of ours; what the course no longer knows is left out. */
export function decode(course: CourseData, text: string, at: number): Progress | null {
  const body = text.slice(VERSION.length + SUM);
  if (text.slice(0, VERSION.length + SUM) !== VERSION + checksum(body)) return null;
  const sections = body.split("*");
  const [seed, interactions, totalMs, flags = 0, score = 0] = entries(sections[0]).map(parsed);
  const refs = new Map(course.modules.flatMap((m) => m.lessons.flatMap((l) => l.pages.map((page) => [page.key, page.ref]))));
  const questions = byKey(course.questions);
  const fresh = freshProgress(course, seed ?? 0);
  return {
    ...fresh,
    at: sections[2] === "-" ? "test" : (refs.get(sections[2] ?? "") ?? fresh.at),
    seen: new Set(chunks(sections[3] ?? "", 4).flatMap((key) => refs.get(key) ?? [])),
    questions: listOf(questions, sections[4], answerOf),
    scenarios: listOf(byKey(course.scenarios), sections[5], ({ id }, entry) => walkOf(course, id, entry)),
    test: course.test && testOf(questions, sections, at),
    completed: (flags & 1) > 0,
    verdict: flags & 2 ? "passed" : flags & 4 ? "failed" : null,
    score: score ? (score - 1) / 100 : null,
    interactions: interactions ?? 0,
    totalMs: totalMs ?? 0,
  };
}
