/** The part of a question's form that takes the answer: each type of question has its own, all serve lessons and tests. */

import type { QuestionData } from "../data.js";
import type { Response } from "../questions/kind.js";
import type { Words } from "../strings.js";

export interface Area {
  /** The response as it stands in the form; not normalized. */
  read(): string[];
  write(response: Response): void;
  /** Puts options and targets in these orders, if they are not. */
  order(options: readonly string[], targets: readonly string[]): void;
  lock(locked: boolean): void;
  /** Marks the parts of an answer in words, with what is said about them; null takes all marks away. `solve`: shows what would have been right, too. */
  mark(response: Response | null, solve: boolean): void;
  /** What now stands beside the parts of the answer, to be read aloud with the verdict. */
  said(): string;
  /** Says beside the answer what keeps it from being one, and tells whether anything does. */
  refuse?(): boolean;
}

export type MakeArea = (form: HTMLElement, question: QuestionData, words: Words) => Area;

export type Mark = "right" | "wrong" | "missed";
