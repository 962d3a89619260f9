/** What the engine, the state and the records must know of a type of question. */

import type { QuestionData } from "../data.js";

/**
 * An answer as a list of words: ids of the chosen options (in the learner's order where the order is the answer),
 * pairs `<option>.<target>`, `<gap>.<text>`, or one text. Ids have no dot, so the first one divides.
 */
export type Response = readonly string[];

/** The interaction types of the standards (RTE 1.2 3.4.4; xAPI Part Two 2.4.4.1). */
export type InteractionType = "choice" | "true-false" | "matching" | "sequencing" | "fill-in" | "numeric" | "likert";

export interface Kind {
  readonly interaction: InteractionType;
  /** How the words of a response are written down in records. */
  readonly form: "ids" | "pairs" | "texts" | "number";
  /** Only what can be an answer, in canonical order; empty when nothing was answered. */
  normalized(question: QuestionData, response: Response): string[];
  /** Whether a normalized response answers all that is asked. */
  isWhole(question: QuestionData, response: Response): boolean;
  /** The share of a normalized response that is right, 0..1; null where nothing is right or wrong. */
  share(question: QuestionData, response: Response): number | null;
  /** The right answers, as alternatives; empty where nothing is right or wrong. */
  correct(question: QuestionData): readonly Response[];
  /** A normalized response in the letters of the state, and back. */
  encode(question: QuestionData, response: Response): string;
  decode(question: QuestionData, text: string): string[];
}

interface Keyed {
  readonly id: string;
  readonly key: string;
}

/** Characters of the key of an option or target. */
export const KEY = 3;

export const chunks = (text: string, size: number): string[] => text.match(new RegExp(`.{${size}}`, "g")) ?? [];

export const keyOf = (list: readonly Keyed[], id: string): string => list.find((one) => one.id === id)?.key ?? "";

export const idOf = (list: readonly Keyed[], key: string): string | undefined => list.find((one) => one.key === key)?.id;

/** The two parts of a pair. */
export function halves(word: string): readonly [string, string] {
  const dot = word.indexOf(".");
  return dot < 0 ? [word, ""] : [word.slice(0, dot), word.slice(dot + 1)];
}
