/** The copy that this browser keeps of a session's work, as soon as something is done and whatever the other side says. */

import type { Clock } from "./clock.js";
import type { CourseEvent } from "./events.js";
import { isRecord } from "./state/resume.js";
import type { Journal } from "./tracking/journal.js";
import { keptWork, type Kept, type KeptWork } from "./tracking/kept.js";

/** What is lost when the browser is killed. */
const SOON_MS = 100;

export class Backup {
  /** As in Kept. */
  confirmed = false;
  /** As in Kept. */
  readonly records: CourseEvent[] = [];
  private work: KeptWork | null = null;
  private callOff = (): void => undefined;
  private armed = false;

  constructor(
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly course: string,
    /** The state now. */
    private readonly state: () => string,
    /** What the adapter keeps beside it; whether that worked. */
    private readonly beside: () => boolean,
    private readonly told: (kept: boolean) => void,
  ) {}

  /** What is kept of this learner, who is the one from now on. Of learners that cannot be told apart nothing is kept. */
  open(learner: string | null): Kept | null {
    this.disarm();
    this.work = learner === null ? null : keptWork(this.journal, this.course, learner);
    return this.work?.read() ?? null;
  }

  forget(): void {
    this.disarm();
    this.work?.write(null);
    this.work = null;
  }

  record(events: readonly CourseEvent[]): void {
    this.records.push(...events.filter(isRecord));
  }

  /** Whether it is kept. */
  keep(): boolean {
    this.disarm();
    const own = this.work?.write({ state: this.state(), confirmed: this.confirmed, events: this.records }) ?? false;
    const kept = this.beside() && own;
    this.told(kept);
    return kept;
  }

  /** Several changes at once come together; one after the other, they do not put it off. */
  soon(): void {
    if (this.armed) return;
    this.armed = true;
    this.callOff = this.clock.after(SOON_MS, () => this.keep());
  }

  private disarm(): void {
    this.callOff();
    this.armed = false;
  }

  stop(): void {
    this.disarm();
    this.work = null;
  }

  /** The other side has given back what it took: when it has nothing later on, that was meant. */
  confirm(): void {
    if (this.confirmed) return;
    this.confirmed = true;
    this.keep();
  }
}
