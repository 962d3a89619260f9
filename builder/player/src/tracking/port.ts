/** The port between the session and whatever keeps the records. Navigation and blocks never see an adapter. */

import type { AdapterName } from "../data.js";
import type { CourseEvent } from "../events.js";
import type { Progress } from "../progress.js";

export type Status = "incomplete" | "completed" | "passed" | "failed";
export type Mode = "normal" | "browse" | "review";

/** What was found at the start. An empty answer of an LMS means "unknown", never "nothing". */
export interface Opening {
  /** The state as it was saved, or null when there is none or it cannot be read. */
  readonly state: string | null;
  /** The bookmark, for when the state cannot be read; null when there is none. */
  readonly location: string | null;
  readonly mode: Mode;
  /** The status that the LMS already holds, or null when it is unknown; only ever used not to go back. */
  readonly status: Status | null;
  /** Who learns, for the key of the local journal; null when unknown. Never shown, never sent. */
  readonly learner: string | null;
  /** Whether the other side says itself that this attempt is a new one: then what it does not have was taken away on purpose. */
  readonly fresh: boolean;
  /** Interactions that the other side counts; null when it does not count or does not say. */
  readonly interactions: number | null;
  /** Percent, where the other side decides what passes; it wins over that of the package. Absent or null: it does not say. */
  readonly passMark?: number | null;
}

/** All that a commit must make durable. */
export interface Snapshot {
  readonly state: string;
  /** `<lesson id>/<page id>` of the page in sight, at most 255 characters. */
  readonly location: string;
  readonly status: Status;
  /** What the one word does not say, for formats that have more. */
  readonly progress: Pick<Progress, "verdict" | "seen">;
  /** Best finished score, 0..100, or null before a test was finished. */
  readonly score: number | null;
  /** This session only. */
  readonly sessionMs: number;
  /** Whether leaving now should bring the learner back here. */
  readonly suspend: boolean;
  /** Whether more than time has passed since the last commit that worked; absent: unknown. */
  readonly unsaved?: boolean;
}

export type CommitResult =
  /** Stored, as far as the other side can be believed; `confirmed` when it was read back or acknowledged. */
  | { readonly ok: true; readonly confirmed: boolean }
  /**
   * Not stored; `retry` says whether trying again may help. `newer` is a state that another window stored
   * meanwhile: merge it, then commit again.
   */
  | { readonly ok: false; readonly retry: boolean; readonly reason: string; readonly newer?: string };

/** A call to the other side, for the page that an administrator reads: nothing in it names the learner. */
export interface Call {
  readonly call: string;
  readonly answer: string;
  /** The code of the error, where there was one. */
  readonly error?: string;
}

/** What the other side is, as far as it was found out. */
export interface Report {
  /** Names of facts (texts of the interface have them) and their values, in words of the standard. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  /** The last 500, oldest first. */
  readonly calls: readonly Call[];
}

export interface Tracking {
  readonly name: AdapterName;
  /** Where the records go, for the words the learner reads. */
  readonly destination: "lms" | "lrs" | "device";
  /** Whether what is unsent outlives the window without the session's help, where the records go to an LMS. */
  readonly queued?: boolean;
  /** Most characters (UTF-16 units) a state may have; Infinity where there is no limit. */
  readonly stateLimit: number;
  /** Looks for the other side once; null when it is not there (yet): ask again later. */
  open(): Promise<Opening | null>;
  /** Takes events in order; they become durable with the next commit. */
  record(events: readonly CourseEvent[]): void;
  /** Keeps in this browser what was recorded and is not yet sent, where the adapter does that; whether it is kept. */
  keep(): boolean;
  commit(snapshot: Snapshot): Promise<CommitResult>;
  /**
   * The last commit and the end of the session; must do its work before it first awaits when `leaving`
   * (the page is going away). Without a snapshot the session only ends. Calling it twice is harmless.
   */
  finish(snapshot: Snapshot | null, leaving: boolean): Promise<CommitResult>;
  report(): Report;
  /** Writes something harmless and reads it back: whether it came back, null where there is nothing to write to. */
  probe(): Promise<boolean | null>;
}
