/** What the views may ask of the session, and what it tells them. */

import type { ActiveTime } from "./active.js";
import type { AgencyData, CourseData, PageData, QuestionData, TrackingSettings } from "./data.js";
import type { Progress } from "./progress.js";
import type { Mode, Report } from "./tracking/port.js";

/**
 * Phases of the session; `saved` and `unsaved` are what the learner reads as "Saved" and "Not saved". `elsewhere`: another
 * window goes on, and nothing that is done here counts.
 */
export type Phase = "connecting" | "running" | "saving" | "saved" | "unsaved" | "finishing" | "finished" | "elsewhere";

export interface SessionStatus {
  readonly phase: Phase;
  /** Where records go; "device": only this browser; "nowhere": not even this browser keeps them. */
  readonly recording: "lms" | "lrs" | "device" | "nowhere";
  /** False when the other side took the work but does not give it back when asked. */
  readonly confirmed: boolean;
  /** True when the other side refuses this launch: nothing more is tried, the course must be opened anew. */
  readonly refused: boolean;
  /** `newer`: a later version of the player saved the progress; it is left alone. */
  readonly mode: Mode | "newer";
  /** Whether this session went on where an earlier one stopped. */
  readonly resumed: boolean;
  /** Whether it went on with work that this browser had kept and the other side had not. */
  readonly restored: boolean;
  /** Whether this browser keeps a copy of the work, for when the other side does not. */
  readonly kept: boolean;
}

/** What stands between the learner and the end of the course, or an open test; ids, and refs of pages. */
export interface Missing {
  readonly pages: readonly string[];
  readonly questions: readonly string[];
  readonly scenarios: readonly string[];
  readonly acknowledgements: readonly string[];
  /** Lessons that must be worked on longer. */
  readonly times: readonly string[];
}

export interface TestResult {
  readonly attempt: number;
  readonly right: number;
  readonly items: number;
  readonly score: number;
  readonly success: boolean;
  readonly objectives: readonly { readonly objective: string; readonly points: number; readonly items: number }[];
}

export interface Receipt {
  readonly course: string;
  readonly version: string;
  readonly status: string;
  readonly score: number | null;
  readonly minutes: number;
  readonly date: string;
  /** A check code over the fields above. */
  readonly code: string;
}

export interface SessionReport extends Report {
  readonly status: SessionStatus;
  /** Whether this browser keeps anything at all. */
  readonly journal: boolean;
  /** When work was last taken in this session. */
  readonly savedAt: number | null;
  /** null where they could not be read. */
  readonly settings: TrackingSettings | null;
}

export interface SessionApi {
  readonly course: CourseData;
  readonly agency: AgencyData;
  readonly progress: Progress;
  readonly status: SessionStatus;
  /** Told of every sign of the learner; credits time to the lesson in sight. */
  readonly active: ActiveTime;

  /** Calls back after every change of progress or status; returns how to stop it. */
  subscribe(listener: () => void): () => void;
  /** Looks for the LMS or LRS, restores the state, starts the session; keeps looking while it is not there. */
  start(): Promise<void>;

  /** The learner sees a page or a test, unless it is not open yet; `ref` as in PageData and engine/tests.ts. */
  view(ref: string): void;
  /** The page that must be done before this page opens; null when it is open. */
  barrier(ref: string): PageData | null;
  /** Minutes that a lesson still asks for, rounded up. */
  minutesLeft(lesson: string): number;
  /** Submits an answer (as in questions/kind.ts) to a question of a lesson. */
  answer(question: string, response: readonly string[]): void;
  /** Confirms a statement of a page, or with `test` the one before that test. */
  acknowledge(acknowledgement: string, test?: string): void;
  /** Keeps which items of a checklist are ticked. */
  tick(checklist: string, items: readonly string[]): void;
  /** Keeps how the learner wants to read: at most 8 letters and digits. */
  prefer(settings: string): void;
  /** Takes a decision in a scenario; returns the node that follows. */
  decide(scenario: string, choice: string): string;
  /** Starts a scenario over. */
  replay(scenario: string): void;

  /** What must be done before this test opens. */
  missingFor(test: string): Missing;
  /** Attempts left; Infinity when unlimited. */
  attemptsLeft(test: string): number;
  /** Percent. */
  passMark(test: string): number;
  mayStart(test: string): boolean;
  startTest(test: string): void;
  /** Keeps an answer of the open attempt; it can be changed until the test is submitted. */
  answerItem(test: string, item: string, response: readonly string[]): void;
  /** Moves to an item of the open attempt, or to `items.length`: the overview. */
  moveTo(test: string, position: number): void;
  /** Scores the open attempt. */
  submitTest(test: string): TestResult;
  /** The result of the last finished attempt, or null. */
  lastResult(test: string): TestResult | null;

  /** Ids of options and targets in the order shown to this learner: shuffled by a seed that survives a resume. */
  optionsOf(question: QuestionData): readonly string[];
  targetsOf(question: QuestionData): readonly string[];

  /** Saves now what is not yet saved. */
  save(): Promise<void>;
  /** Ends the session: by the Exit button, or because the page goes away (`leaving`). Idempotent. */
  finish(leaving: boolean): Promise<void>;
  receipt(): Receipt;
  /** The name under which this browser keeps what is the learner's alone; null while, or where, nobody says who learns. */
  keeper(): string | null;
  /** For the page that an administrator reads. */
  report(): SessionReport;
  probe(): Promise<boolean | null>;
}
