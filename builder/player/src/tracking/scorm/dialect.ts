/** By what the standards called SCORM differ: names, words and forms. All else is in scorm.ts and beside this file. */

import type { ChoiceData, CourseData, QuestionData, TrackingSettings } from "../../data.js";
import type { ObjectiveScored } from "../../events.js";
import type { Response } from "../../questions/kind.js";
import type { Snapshot, Status } from "../port.js";
import type { Names } from "./api.js";

export type Values = readonly (readonly [element: string, value: string])[];
export type Words = NonNullable<TrackingSettings["words"]>;

/** Interactions: names of elements below `cmi.interactions.n` and forms of values. */
export interface Forms {
  readonly identifier: (id: string) => string;
  readonly time: readonly [element: string, of: (at: number) => string];
  readonly span: (ms: number) => string;
  readonly type: (question: QuestionData) => string;
  readonly response: "student_response" | "learner_response";
  readonly answer: (question: QuestionData, response: Response) => string;
  readonly pattern: (question: QuestionData, answer: Response) => string;
  readonly choice: (choice: ChoiceData) => string;
  readonly yes: "t" | "true";
  readonly wrong: "wrong" | "incorrect";
  readonly description: (course: CourseData, text: string) => Values;
}

export interface Dialect {
  readonly name: "scorm12" | "scorm2004";
  /** As people call it. */
  readonly title: string;
  readonly names: Names;
  readonly stateLimit: number;
  /** Errors that say that the LMS is not there now: what was not taken is offered again. */
  readonly gone: readonly string[];
  /** Errors that say that this LMS does not have an element. */
  readonly lacking: readonly string[];
  readonly elements: {
    readonly mode: string;
    readonly credit: string;
    readonly learner: string;
    readonly location: string;
    readonly score: string;
    readonly exit: string;
    readonly time: string;
    /** What passes, by the LMS, and by what it is to be multiplied to be percent. */
    readonly mastery: readonly [element: string, unit: number];
    /** The share that completes, by the LMS. */
    readonly threshold?: string;
    /** What happens to the course when the session ends. */
    readonly request?: string;
  };
  /** The elements that hold the status. */
  readonly statuses: readonly string[];
  /** The status in their values, by the book; null when they do not say. */
  readonly statusIn: (found: readonly string[]) => Status | null;
  /** Whether their values say that this attempt is a new one. */
  readonly isFresh: (found: readonly string[]) => boolean;
  /** Values for the status, which must be taken, and what goes with them: never less than what was `found` at the start. */
  readonly status: (course: CourseData, snapshot: Snapshot, words: Words, found: readonly string[]) => readonly [must: Values, more: Values];
  /** Values for a score of 0..100, the raw score and what follows from it last. */
  readonly score: (score: number) => Values;
  readonly forms: Forms;
  /** Below `cmi.objectives.n`, `id` first. */
  readonly objective: (event: ObjectiveScored) => Values;
  /** Whether the LMS may have named objectives before the course does. */
  readonly hasOwnObjectives: boolean;
}

/** From the weakest on. */
const ORDER: readonly Status[] = ["incomplete", "failed", "completed", "passed"];

/** The word that this LMS is told, which is never weaker than the one that it held. */
export function toldWord(status: Status, words: Words, held: Status | null): Status {
  const word = words[status];
  return word ? stronger(word, held) : status;
}

const stronger = (word: Status, held: Status | null): Status =>
  held && ORDER.indexOf(held) > ORDER.indexOf(word) ? held : word;

/** What a word of this LMS says for sure: the weakest status for which it is told. */
export const ownWord = (word: Status, words: Words): Status =>
  ORDER.find((status) => (words[status] ?? status) === word) ?? word;
