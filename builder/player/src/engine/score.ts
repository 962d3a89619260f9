/** Scores the answers of an attempt. */

import type { CourseData } from "../data.js";
import { isRight, questionOf } from "./questions.js";

export interface ObjectiveScore {
  readonly objective: string;
  readonly right: number;
  readonly items: number;
}

export interface Score {
  readonly right: number;
  readonly items: number;
  /** 0..100, rounded to two decimals. */
  readonly score: number;
  /** By objective, in the order of the blueprint. */
  readonly objectives: readonly ObjectiveScore[];
}

export function percent(right: number, items: number): number {
  return items ? Math.round((right / items) * 10000) / 100 : 0;
}

export function scored(
  course: CourseData,
  items: readonly string[],
  answers: Readonly<Record<string, readonly string[]>>,
): Score {
  const right = items.filter((id) => isRight(questionOf(course, id), answers[id] ?? []));
  const ofObjective = (list: readonly string[], objective: string) =>
    list.filter((id) => course.questions[id]?.objective === objective).length;
  const objectives = [...new Set(course.test?.blueprint.map((part) => part.objective))].map((objective) => ({
    objective,
    right: ofObjective(right, objective),
    items: ofObjective(items, objective),
  }));
  return { right: right.length, items: items.length, score: percent(right.length, items.length), objectives };
}
