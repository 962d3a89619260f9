/** Time as the session sees it. */

export interface Clock {
  /** Milliseconds since 1970; never goes back, so that the order of events is the order of their times. */
  now(): number;
  /** Calls back once, `ms` from now; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

export function systemClock(): Clock {
  let last = 0;
  let lead = 0;
  return {
    // Set back by somebody, the clock of the machine is followed from there: time goes on at its pace.
    now: () => {
      const now = Date.now();
      if (now < last) lead += last - now;
      last = now;
      return now + lead;
    },
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}
