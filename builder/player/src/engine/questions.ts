/** Answers: what they are worth, and in which order things stand. */

import type { CourseData, QuestionData } from "../data.js";
import type { Response } from "../questions/kind.js";
import { kindOf } from "../questions/kinds.js";
import { hash, shuffle } from "./random.js";

export interface Judgment {
  readonly success: boolean | null;
  /** As in Answered. */
  readonly share: number | null;
}

export const normalized = (question: QuestionData, response: Response): string[] =>
  kindOf(question).normalized(question, response);

export const isWhole = (question: QuestionData, response: Response): boolean => kindOf(question).isWhole(question, response);

/** What a normalized response is worth. */
export function judge(question: QuestionData, response: Response): Judgment {
  const share = kindOf(question).share(question, response);
  if (share === null) return { success: null, share };
  return { success: share === 1, share: share === 1 || question.partial ? Math.round(share * 10000) / 10000 : 0 };
}

export const isRight = (question: QuestionData, response: Response): boolean => judge(question, response).success === true;

/** Whether another try is open: not after a right answer, nor where nothing is right or wrong. */
export const mayTry = (question: QuestionData, known: { readonly success: boolean | null; readonly tries: number } | undefined): boolean =>
  !known || (known.success === false && known.tries < (question.tries ?? Infinity));

/** True and false keep their places, as do the points of a scale, lines and spots: readers expect them there. */
const FIXED: readonly string[] = ["true-false", "likert", "point", "mark", "gap"];

/** What is to be put in order never stands in the right one. */
export function shownOptions(question: QuestionData, seed: number): string[] {
  const ids = question.options.map((option) => option.id);
  const isOrdering = question.type === "ordering";
  if ((!question.shuffle && !isOrdering) || FIXED.includes(question.type)) return ids;
  const shown = shuffle(ids, hash(question.id, seed));
  return isOrdering && shown.join() === ids.join() ? [...shown.slice(1), ...shown.slice(0, 1)] : shown;
}

/** Groups keep their places. */
export function shownTargets(question: QuestionData, seed: number): string[] {
  const ids = (question.targets ?? []).map((target) => target.id);
  return question.shuffle && question.type === "matching" ? shuffle(ids, hash(`targets of ${question.id}`, seed)) : ids;
}

export function questionOf(course: CourseData, id: string): QuestionData {
  const question = course.questions[id];
  if (!question) throw new Error(`no question ${id}`);
  return question;
}
