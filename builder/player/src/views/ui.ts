/** What every view and block is given. */

import type { SessionApi } from "../api.js";
import type { Words } from "../strings.js";

/** One way on from a screen. */
export interface Step {
  readonly label: string;
  /** What it leads to; left out where there is no room. */
  readonly title?: string;
  readonly run: () => void;
  /** Set while there is something to do before it on the page itself. */
  readonly quiet?: boolean;
}

export interface Steps {
  readonly back: Step | null;
  readonly next: Step | null;
}

export interface Ui {
  readonly session: SessionApi;
  readonly words: Words;
  /** Shows a page by its ref, or "test". */
  go(ref: string): void;
  /** Asks whether to leave. */
  leave(): void;
  /** The screen in sight has changed what Back and Next do. */
  stepsChanged(): void;
}
