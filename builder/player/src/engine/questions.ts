/** Answers: which are right, and in which order the options stand. */

import type { CourseData, QuestionData } from "../data.js";
import { hash, shuffle } from "./random.js";

/** The ids of real options among `response`, in the order of the file. */
export function normalized(question: QuestionData, response: readonly string[]): string[] {
  return question.options.map((option) => option.id).filter((id) => response.includes(id));
}

export function isRight(question: QuestionData, response: readonly string[]): boolean {
  return question.options.every((option) => option.correct === response.includes(option.id));
}

/** True and false keep their places: readers expect them there. */
export function shownOptions(question: QuestionData, seed: number): string[] {
  const ids = question.options.map((option) => option.id);
  return question.shuffle && question.type !== "true-false" ? shuffle(ids, hash(question.id, seed)) : ids;
}

export function questionOf(course: CourseData, id: string): QuestionData {
  const question = course.questions[id];
  if (!question) throw new Error(`no question ${id}`);
  return question;
}
