/** The one event log: every format of tracking is a projection of it. */

/** `at` is milliseconds since 1970 by the session's clock, which never goes back. */
interface Base {
  readonly at: number;
}

export interface SessionStarted extends Base {
  readonly type: "session-started";
  readonly resumed: boolean;
}
export interface PageViewed extends Base {
  readonly type: "page-viewed";
  /** `<lesson id>/<page id>`. */
  readonly page: string;
  /** Whether the learner sees it for the first time in this attempt at the course. */
  readonly first: boolean;
}
export interface LessonCompleted extends Base {
  readonly type: "lesson-completed";
  readonly lesson: string;
  /** Share of the course's pages seen, 0..100, whole. */
  readonly progress: number;
  /** Time that the learner worked on the lesson, over all sessions. */
  readonly durationMs: number;
}
/** Where the learner has worked on it since that was last told: more may come after a lesson is complete. */
export interface LessonLeft extends Base {
  readonly type: "lesson-left";
  readonly lesson: string;
  /** As in LessonCompleted. */
  readonly durationMs: number;
}
export interface Answered extends Base {
  readonly type: "answered";
  readonly question: string;
  /** As in questions/kind.ts, normalized. */
  readonly response: readonly string[];
  /** null where nothing is right or wrong. */
  readonly success: boolean | null;
  /** What it is worth, 0..1: a fraction only where the question gives credit for a part; null as in `success`. */
  readonly share: number | null;
  readonly latencyMs: number;
  /** How often it was answered, this time included; 1 in a test. */
  readonly tries: number;
  /** The test that it belongs to and the attempt at it (from 1), or null in a lesson. */
  readonly test: string | null;
  readonly attempt: number | null;
  /** Its number among the interactions of all sessions, from 0. */
  readonly interaction: number;
}
export interface DecisionTaken extends Base {
  readonly type: "decision-taken";
  readonly scenario: string;
  readonly node: string;
  readonly choice: string;
  readonly latencyMs: number;
  /** The run through the scenario, from 1. */
  readonly run: number;
  /** As in Answered. */
  readonly interaction: number;
}
export interface ScenarioFinished extends Base {
  readonly type: "scenario-finished";
  readonly scenario: string;
  readonly end: string;
  readonly run: number;
}
/** The learner has confirmed a statement. */
export interface Acknowledged extends Base {
  readonly type: "acknowledged";
  readonly acknowledgement: string;
  /** As in Answered. */
  readonly test: string | null;
  readonly attempt: number | null;
  readonly interaction: number;
}
export interface TestStarted extends Base {
  readonly type: "test-started";
  readonly test: string;
  readonly attempt: number;
  /** Ids of the drawn items, in the order shown. */
  readonly items: readonly string[];
}
export interface ObjectiveScored extends Base {
  readonly type: "objective-scored";
  readonly test: string;
  readonly objective: string;
  /** Sum of what the answers are worth. */
  readonly points: number;
  readonly items: number;
  readonly success: boolean;
  readonly attempt: number;
}
export interface TestFinished extends Base {
  readonly type: "test-finished";
  readonly test: string;
  readonly attempt: number;
  readonly right: number;
  readonly items: number;
  /** 0..100, rounded to two decimals. */
  readonly score: number;
  readonly success: boolean;
  readonly durationMs: number;
}
/** The course is done by its completion rule; once. */
export interface Completed extends Base {
  readonly type: "completed";
  /** Time in the course over all sessions. */
  readonly durationMs: number;
}
/** The verdict on the course; `passed` once, `failed` after each failed attempt before it. */
export interface Verdict extends Base {
  readonly type: "passed" | "failed";
  /** The best score so far, 0..100. */
  readonly score: number;
  /** As in Completed. */
  readonly durationMs: number;
}
export interface SessionEnded extends Base {
  readonly type: "session-ended";
  /** Whether the course is to be resumed. */
  readonly suspended: boolean;
  readonly durationMs: number;
}

export type CourseEvent =
  | SessionStarted
  | PageViewed
  | LessonCompleted
  | LessonLeft
  | Answered
  | DecisionTaken
  | ScenarioFinished
  | Acknowledged
  | TestStarted
  | ObjectiveScored
  | TestFinished
  | Completed
  | Verdict
  | SessionEnded;
