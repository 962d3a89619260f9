/** How long the learner had a question, a situation or an item of the test in sight. */

import type { Clock } from "./clock.js";
import { testAt } from "./engine/tests.js";
import type { CourseData } from "./data.js";
import type { Progress } from "./progress.js";

export class Stopwatch {
  /** The page in sight, or "test"; null before the first. */
  page: string | null = null;
  /** Milliseconds by item of the open attempt. */
  readonly items = new Map<string, number>();

  private turnedAt: number;
  private pausedAt: number;
  private readonly laps = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly course: CourseData,
  ) {
    this.turnedAt = this.pausedAt = clock.now();
  }

  turn(page: string): void {
    this.page = page;
    this.turnedAt = this.clock.now();
  }

  /** Since the page came into sight, or since the last time it was asked for `id`. */
  lap(id: string): number {
    const now = this.clock.now();
    const since = Math.max(this.turnedAt, this.laps.get(id) ?? 0);
    this.laps.set(id, now);
    return now - since;
  }

  /** Credits the time since the last call to the item in sight, if there is one. */
  pause({ at, tests }: Progress): void {
    const now = this.clock.now();
    const open = tests[testAt(this.course, at)?.id ?? ""]?.open;
    const item = open?.items[open.position];
    if (item !== undefined) this.items.set(item, (this.items.get(item) ?? 0) + now - this.pausedAt);
    this.pausedAt = now;
  }

  clear(): void {
    this.items.clear();
  }
}
