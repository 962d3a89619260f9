/** Scores the answers of an attempt. */

import type { CourseData, TestData } from "../data.js";
import { judge, questionOf } from "./questions.js";

export interface ObjectiveScore {
  readonly objective: string;
  /** Sum of what the answers are worth: whole numbers, unless items give credit for a part. */
  readonly points: number;
  readonly items: number;
}

export interface Score {
  /** Items that are right as a whole. */
  readonly right: number;
  readonly items: number;
  /** 0..100, rounded to two decimals. */
  readonly score: number;
  /** By objective, in the order of the blueprint. */
  readonly objectives: readonly ObjectiveScore[];
}

export function percent(points: number, items: number): number {
  return items ? Math.round((points / items) * 10000) / 100 : 0;
}

export function scored(
  course: CourseData,
  test: TestData,
  items: readonly string[],
  answers: Readonly<Record<string, readonly string[]>>,
): Score {
  const worth = items.map((id) => {
    const question = questionOf(course, id);
    return { objective: question.objective, ...judge(question, answers[id] ?? []) };
  });
  const points = (list: typeof worth): number => list.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const objectives = [...new Set(test.blueprint.map((part) => part.objective))].map((objective) => {
    const part = worth.filter((one) => one.objective === objective);
    return { objective, points: points(part), items: part.length };
  });
  const right = worth.filter(({ success }) => success).length;
  return { right, items: items.length, score: percent(points(worth), items.length), objectives };
}
