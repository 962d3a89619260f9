/** Decides when to commit: soon after a change, at once at a checkpoint, again after a failure. */

import type { Phase } from "./api.js";
import type { Clock } from "./clock.js";
import type { CommitResult } from "./tracking/port.js";

const QUIET_MS = 1500;
const OLDEST_MS = 5000;
const RETRY_MS = 30_000;

export const retryDelay = (failures: number): number => Math.min(RETRY_MS, 1000 * 2 ** failures);

/** An adapter ought not to throw; if one does, the work is not lost for it. */
export const failed = (error: unknown): CommitResult => ({ ok: false, retry: true, reason: String(error) });

export interface Saver {
  /** Something changed. */
  changed(): void;
  /** Commits now; resolves when that was tried. */
  flush(): Promise<void>;
  /** Whether there are changes that no commit has taken. */
  unsaved(): boolean;
  /** Commits no more by itself; resolves when nothing is under way. */
  stop(): Promise<void>;
}

export function createSaver(clock: Clock, commit: () => Promise<CommitResult>, report: (phase: Phase) => void): Saver {
  let changes = 0;
  let saved = 0;
  let oldest = 0;
  let failures = 0;
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let disarm = (): void => undefined;

  const arm = (ms: number): void => {
    disarm();
    disarm = clock.after(ms, () => void flush());
  };
  const armForChange = (): void => arm(Math.max(0, Math.min(QUIET_MS, oldest + OLDEST_MS - clock.now())));

  const attempt = (): Promise<CommitResult> => commit().catch(failed);

  async function round(): Promise<CommitResult> {
    const upTo = changes;
    again = false;
    if (!failures) report("saving");
    let result = await attempt();
    // Another window wrote, and what it wrote has been merged: no failure that the learner need hear of.
    if (!result.ok && result.newer && !stopped) result = await attempt();
    failures = result.ok ? 0 : failures + 1;
    if (result.ok) saved = upTo;
    return again && result.ok && !stopped ? round() : result;
  }

  async function work(): Promise<void> {
    const result = await round();
    running = null;
    if (stopped) return;
    oldest = clock.now();
    if (!result.ok) {
      stopped = !result.retry;
      if (result.retry) arm(retryDelay(failures));
      return report("unsaved");
    }
    if (changes === saved) return report("saved");
    armForChange();
  }

  function flush(): Promise<void> {
    disarm();
    if (stopped) return Promise.resolve();
    again = true;
    return (running ??= work());
  }

  return {
    changed() {
      if (changes++ === saved) oldest = clock.now();
      if (stopped) return;
      if (!failures) report("saving");
      if (!running) armForChange();
    },
    flush,
    unsaved: () => changes !== saved,
    async stop() {
      disarm();
      stopped = true;
      await running;
    },
  };
}
