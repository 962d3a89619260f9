/** What was done in a test, as three sections of the state: finished attempts, the open one, the last one for its review. */

import type { CourseData, QuestionData, TestData } from "../data.js";
import { refilled } from "../engine/draw.js";
import type { FinishedAttempt, OpenAttempt, TestProgress } from "../progress.js";
import { kindOf } from "../questions/kinds.js";
import { entries, number, parsed, type Piece } from "./letters.js";

/** Finished attempts kept; the numbers of older ones are not needed. */
const KEPT = 12;

type Answers = Readonly<Record<string, readonly string[]>>;

function itemList(course: CourseData, items: readonly string[], answers: Answers): string {
  const one = (question: QuestionData) => question.key + kindOf(question).encode(question, answers[question.id] ?? []);
  return items.flatMap((id) => course.questions[id] ?? []).map(one).join(".");
}

function finishedList(finished: readonly FinishedAttempt[]): string {
  const kept = finished.slice(-KEPT);
  const scores = kept.map(({ score, success }) => number(Math.round(score * 100) * 2 + +success));
  return kept[0] ? [number(kept[0].number), ...scores].join(".") : "";
}

/** `at` is now: of an open attempt the time spent is kept, so that a pause between sessions does not count. */
export function testPieces(course: CourseData, { open, finished, last }: TestProgress, at: number): [Piece, Piece, Piece] {
  const running = open && `${number(open.position)}.${number(at - open.startedAt)}.${itemList(course, open.items, open.answers)}`;
  return [
    { core: finishedList(finished), detail: "" },
    { core: running ?? "", detail: "" },
    { core: "", detail: last ? itemList(course, last.items, last.answers) : "" },
  ];
}

interface Items {
  readonly items: readonly string[];
  readonly answers: Answers;
}

/** Items that the course no longer has are left as empty ids. */
function itemsOf(questions: ReadonlyMap<string, QuestionData>, list: readonly string[]): Items {
  const answers: Record<string, readonly string[]> = {};
  const items = list.map((entry) => {
    const question = questions.get(entry.slice(0, 4));
    const response = question ? kindOf(question).decode(question, entry.slice(4)) : [];
    if (question && response.length) answers[question.id] = response;
    return question?.id ?? "";
  });
  return { items, answers };
}

interface Source {
  readonly course: CourseData;
  readonly test: TestData;
  /** By key. */
  readonly questions: ReadonlyMap<string, QuestionData>;
  readonly seed: number;
  readonly at: number;
}

/** An attempt of an older version of the course goes on: what was answered stays, what is gone is drawn anew. */
function openOf({ course, test, questions, seed, at }: Source, list: readonly string[], attempt: number): OpenAttempt | null {
  const { items: known, answers } = itemsOf(questions, list.slice(2));
  const whole = known.every((id) => test.bank.includes(id));
  const items = whole ? known : refilled(course, test, known, seed, attempt);
  if (!items.length) return null;
  const position = Math.min(parsed(list[0]), items.length);
  return { items, answers, number: attempt, position, startedAt: at - parsed(list[1]) };
}

export function testOf(source: Source, [done, running, reviewed]: readonly (string | undefined)[]): TestProgress | null {
  const [first, ...scores] = entries(done);
  const finished = scores.map((text, i) => ({
    number: parsed(first) + i,
    score: Math.floor(parsed(text) / 2) / 100,
    success: parsed(text) % 2 === 1,
  }));
  const next = (finished[finished.length - 1]?.number ?? 0) + 1;
  const open = openOf(source, entries(running), next);
  const last = itemsOf(source.questions, entries(reviewed));
  // A review is of the whole test or of nothing.
  const isWhole = last.items.length > 0 && !last.items.includes("");
  return open || finished.length ? { open, finished, last: isWhole ? last : null } : null;
}
