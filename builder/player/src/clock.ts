/** Time as the session sees it. */

export interface Clock {
  /** Milliseconds since 1970; never goes back, so that the order of events is the order of their times. */
  now(): number;
  /** Calls back once, `ms` from now; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

export function systemClock(): Clock {
  let last = 0;
  return {
    now: () => (last = Math.max(last, Date.now())),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}
