/** What a learner has done, as far as it must be known to go on. */

export interface QuestionProgress {
  /** Ids of the options last chosen and submitted. */
  readonly response: readonly string[];
  readonly success: boolean;
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
  /** Ids of the chosen options by item; an item without an answer is absent. */
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

export interface Progress {
  /** Seeds the draws of the test and the order of options; made once, at the first launch. */
  readonly seed: number;
  /** Refs of the pages seen. */
  readonly seen: ReadonlySet<string>;
  /** Ref of the page in sight, or "test". */
  readonly at: string;
  readonly questions: Readonly<Record<string, QuestionProgress>>;
  readonly scenarios: Readonly<Record<string, ScenarioProgress>>;
  readonly test: TestProgress | null;
  readonly completed: boolean;
  readonly verdict: "passed" | "failed" | null;
  /** Best finished score, 0..100. */
  readonly score: number | null;
  /** Interactions written so far over all sessions (SCORM indexes). */
  readonly interactions: number;
  /** Time in earlier sessions. */
  readonly totalMs: number;
}
