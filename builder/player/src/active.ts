/**
 * How long the learner has worked: while the window is in sight and somebody is there. Whoever listens to a screen
 * reader or reads slowly presses few keys, so silence is presence for ten minutes; after that the clock waits, takes
 * nothing away, and goes on at the next sign.
 */

import type { Clock } from "./clock.js";

const PRESENT_MS = 10 * 60_000;
const TICK_MS = 30_000;

export class ActiveTime {
  /** "away": no sign of the learner for too long; "paused": by the learner. */
  state: "working" | "away" | "paused" | "hidden" = "working";

  private credited: number;
  private signed: number;
  private disarm = (): void => undefined;

  /** `credit` is given time worked, from time to time; `changed` hears of every new state. */
  constructor(
    private readonly clock: Clock,
    private readonly credit: (ms: number) => void,
    private readonly changed: () => void,
    private readonly limit = PRESENT_MS,
  ) {
    this.credited = this.signed = clock.now();
  }

  start(): void {
    this.credited = this.signed = this.clock.now();
    this.tick();
  }

  stop(): void {
    this.settle();
    this.disarm();
  }

  /** A key, a pointer, a scroll, a new focus, a film that plays: somebody is there. */
  sign(): void {
    if (this.state === "away") return this.go("working");
    this.settle();
    this.signed = this.clock.now();
  }

  /** Work that ends a pause by itself: another page. */
  work(): void {
    if (this.state === "paused") this.go("working");
    else this.sign();
  }

  pause(): void {
    if (this.state !== "hidden") this.go("paused");
  }

  show(visible: boolean): void {
    if (!visible && this.state !== "paused") this.go("hidden");
    else if (visible && this.state === "hidden") this.go("working");
  }

  /** Credits what was worked since the last time; never more than the limit for one silence, whatever the clock does. */
  settle(): void {
    const now = this.clock.now();
    const until = Math.min(now, this.signed + this.limit);
    const ms = this.state === "working" ? until - this.credited : 0;
    this.credited = now;
    if (ms > 0) this.credit(ms);
  }

  private go(state: ActiveTime["state"]): void {
    this.settle();
    this.signed = this.clock.now();
    if (state === this.state) return;
    this.state = state;
    this.changed();
  }

  private tick(): void {
    this.settle();
    if (this.state === "working" && this.clock.now() - this.signed >= this.limit) this.go("away");
    this.disarm = this.clock.after(TICK_MS, () => this.tick());
  }
}
