/** A clock that stands still until it is told to go on. */

import type { Clock } from "../../src/clock.js";

export interface FakeClock extends Clock {
  /** Lets `ms` pass: timers fire in their order, and what they start is let run. */
  pass(ms: number): Promise<void>;
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 120; i++) await Promise.resolve();
}

export const START = Date.UTC(2026, 10, 22, 14, 30);

export function fakeClock(now = START): FakeClock {
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async pass(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((timer) => timer !== due);
        now = Math.max(now, due.at);
        due.callback();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}
