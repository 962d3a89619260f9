/** What a learner has done, as far as it must be known to go on. */

export interface QuestionProgress {
  /** The answer last submitted, as in questions/kind.ts; empty when it was dropped from the state for room. */
  readonly response: readonly string[];
  /** null where nothing is right or wrong. */
  readonly success: boolean | null;
  readonly tries: number;
}

export interface ScenarioProgress {
  /** Decisions of the current run, in order. */
  readonly path: readonly { readonly node: string; readonly choice: string }[];
  /** The node in sight. */
  readonly node: string;
  readonly run: number;
  /** Whether some run reached an end. */
  readonly finished: boolean;
}

/** A test that was started and not submitted. */
export interface OpenAttempt {
  /** From 1. */
  readonly number: number;
  /** Ids of the drawn items, in the order shown. */
  readonly items: readonly string[];
  /** Answers by item, as in questions/kind.ts; an item without one is absent. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** The item in sight: an index into `items`, or `items.length` for the overview before submitting. */
  readonly position: number;
  readonly startedAt: number;
}

export interface FinishedAttempt {
  readonly number: number;
  /** 0..100. */
  readonly score: number;
  readonly success: boolean;
}

export interface TestProgress {
  readonly open: OpenAttempt | null;
  readonly finished: readonly FinishedAttempt[];
  /** Items and answers of the last finished attempt, for its review. */
  readonly last: { readonly items: readonly string[]; readonly answers: Readonly<Record<string, readonly string[]>> } | null;
}

/** What a later version of the course has in the state and this one does not know, as it stands there. */
export interface Foreign {
  readonly version: string;
  readonly entries: readonly { readonly section: number; readonly text: string }[];
}

export interface Progress {
  /** Set where the package was rolled back: what the later version knows is kept for it. */
  readonly foreign?: Foreign;
  /** Seeds the draws of the test and the order of options; made once, at the first launch. */
  readonly seed: number;
  /** Refs of the pages seen. */
  readonly seen: ReadonlySet<string>;
  /** Ref of the page or test in sight. */
  readonly at: string;
  readonly questions: Readonly<Record<string, QuestionProgress>>;
  readonly scenarios: Readonly<Record<string, ScenarioProgress>>;
  /** Ids of the acknowledgements given. */
  readonly acknowledged: ReadonlySet<string>;
  /** Ticked items by checklist. */
  readonly ticked: Readonly<Record<string, readonly string[]>>;
  /** By id of the test. */
  readonly tests: Readonly<Record<string, TestProgress>>;
  /** Time that the learner worked on a lesson, by its id. */
  readonly activeMs: Readonly<Record<string, number>>;
  /** What of it was told last, or was there at the start of the session; no part of the state. */
  readonly toldMs: Readonly<Record<string, number>>;
  /** How the learner wants to read: letters and digits that the view of the settings understands. */
  readonly settings: string;
  readonly completed: boolean;
  readonly verdict: "passed" | "failed" | null;
  /** Best finished score of the final test, 0..100. */
  readonly score: number | null;
  /** Interactions written so far over all sessions (SCORM indexes). */
  readonly interactions: number;
  /** Time in earlier sessions. */
  readonly totalMs: number;
}
