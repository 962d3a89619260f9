/** SCORM 1.2: the snapshot as `cmi.core` and `cmi.suspend_data`, the events as interactions and objectives. */

import type { CourseData, TrackingSettings } from "../data.js";
import type { CourseEvent } from "../events.js";
import type { CommitResult, Opening, Report, Snapshot, Status, Tracking } from "./port.js";
import { Connection, type Call, type ScormApi } from "./scorm-api.js";
import { facts, told } from "./scorm12-report.js";
import { decimal, identifier, interactionValues, objectiveValues, timespan, type Values } from "./scorm12-values.js";

/** CMIString4096, less a margin: some LMSs count what surrounds the value too. */
const STATE_LIMIT = 4096;
const MARGIN = 96;
const CORE = "cmi.core.";
const STATE = "cmi.suspend_data";
const OURS: readonly string[] = ["incomplete", "completed", "passed", "failed"];
/** Errors that say that the LMS is not there now: what was not taken is offered again (RTE 1.2 3.3.5). */
const GONE: readonly string[] = ["101", "301"];

const OK: CommitResult = { ok: true, confirmed: true };

class Scorm12 implements Tracking {
  readonly name = "scorm12";
  readonly destination = "lms";
  readonly stateLimit: number;

  private lms: Connection | null = null;
  private readonly = true;
  private finished = false;
  /** What the LMS holds, as far as we set or read it: only what differs is set. */
  private readonly held = new Map<string, string>();
  private waiting: CourseEvent[] = [];
  /** All that was set in this session, interactions with their index. */
  private readonly told: { readonly event: CourseEvent; readonly index: number }[] = [];
  /** The index of the next interaction, once it is known, and what it was at the last commit that worked. */
  private next: number | null = null;
  private stored: number | null = null;
  /** Elements that this LMS does not have. */
  private readonly lacking = new Set<string>();
  private confirmed: boolean | null = null;
  private mode = "";
  private credit = "";

  constructor(
    private readonly course: CourseData,
    settings: TrackingSettings | null,
    private readonly find: () => ScormApi | null,
  ) {
    this.stateLimit = (settings?.stateLimit ?? STATE_LIMIT) - MARGIN;
  }

  /** All calls so far, at most 500. */
  get log(): readonly Call[] {
    return this.lms?.log ?? [];
  }

  async open(): Promise<Opening | null> {
    const api = this.find();
    const lms = api && new Connection(api);
    if (!lms?.initialize()) return null;
    this.lms = lms;
    const mode = (this.mode = lms.get(`${CORE}lesson_mode`));
    const credit = (this.credit = lms.get(`${CORE}credit`));
    const status = lms.get(`${CORE}lesson_status`);
    const state = lms.get(STATE);
    const location = lms.get(`${CORE}lesson_location`);
    const score = lms.get(`${CORE}score.raw`);
    const count = lms.get("cmi.interactions._count");
    this.held.set(`${CORE}lesson_status`, status).set(STATE, state).set(`${CORE}lesson_location`, location);
    // 80.00 is the score of 80 that was written; what is written again may count again.
    if (score.trim() && Number.isFinite(+score)) this.held.set(`${CORE}score.raw`, decimal(+score));
    this.next = this.stored = /^\d+$/.test(count) ? +count : null;
    this.readonly = mode === "review" || mode === "browse" || credit === "no-credit";
    return {
      state: state || null,
      location: location || null,
      mode: mode === "review" ? mode : this.readonly ? "browse" : "normal",
      status: OURS.includes(status) ? (status as Status) : null,
      learner: lms.get(`${CORE}student_id`) || null,
      // Some LMSs empty the state of a course that is done, and go on knowing that it is.
      fresh: !state && !["", "passed", "completed"].includes(status),
      interactions: this.next,
    };
  }

  record(events: readonly CourseEvent[]): void {
    this.waiting.push(...events);
  }

  /** The session keeps records until a launch has found them. */
  keep(): boolean {
    return true;
  }

  /** Returns the error code, or null when the LMS has the value. */
  private put(element: string, value: string): string | null {
    if (!this.lms || this.held.get(element) === value || this.lacking.has(element)) return null;
    const error = this.lms.set(element, value);
    if (error === null) this.held.set(element, value);
    if (error === "401") this.lacking.add(element);
    return error;
  }

  /** Returns the error of what must not fail: the status and the state. */
  private putSnapshot({ status, score, location, state, sessionMs, suspend }: Snapshot): string | null {
    const refused = this.put(`${CORE}lesson_status`, status);
    if (score !== null) {
      this.put(`${CORE}score.min`, "0");
      this.put(`${CORE}score.max`, "100");
      this.put(`${CORE}score.raw`, decimal(score));
    }
    this.put(`${CORE}exit`, suspend ? "suspend" : "");
    this.put(`${CORE}lesson_location`, location);
    const lost = this.put(STATE, state);
    this.put(`${CORE}session_time`, timespan(sessionMs));
    return refused ?? lost;
  }

  /** Indexes have no gaps: the next one is used up only when its id was taken. */
  private putInteraction(values: Values, index: number): string | null {
    const [id, ...others] = values;
    const base = `cmi.interactions.${index}.`;
    const error = id && this.lms ? this.lms.set(base + id[0], id[1]) : "";
    if (error !== null) return error;
    this.next = index + 1;
    for (const [element, value] of others) this.lms?.set(base + element, value);
    return null;
  }

  private putEvents(): void {
    const events = this.waiting;
    this.waiting = [];
    for (const event of events) {
      if (event.type === "objective-scored") {
        this.putObjective(event);
        this.told.push({ event, index: Infinity });
      }
      const values = this.lacking.has("interactions") ? null : interactionValues(this.course, event);
      if (!values || !("interaction" in event)) continue;
      const index = this.next ?? event.interaction;
      const error = this.putInteraction(values, index);
      if (error === null) this.told.push({ event, index });
      if (error === "401") this.lacking.add("interactions");
      if (error !== null && GONE.includes(error)) this.waiting.push(event);
    }
  }

  /**
   * Whether the LMS still holds what was set is not known: all is set again, interactions from the first one on that it
   * no longer counts or that no commit has stored, at the indexes that they had.
   */
  private refused(): void {
    this.held.clear();
    const count = this.lms?.get("cmi.interactions._count") ?? "";
    const first = Math.min(this.stored ?? 0, /^\d+$/.test(count) ? +count : Infinity);
    const again = this.told.filter(({ index }) => index >= first);
    if (!again.length) return;
    this.told.splice(0, this.told.length, ...this.told.filter(({ index }) => index < first));
    this.waiting = [...again.map(({ event }) => event), ...this.waiting];
    this.next = again.find(({ index }) => index < Infinity)?.index ?? this.next;
  }

  private putObjective(event: Extract<CourseEvent, { type: "objective-scored" }>): void {
    // A test that replaces a module shares objectives with the final one, which has the last word.
    const objectives = [...new Set(this.course.tests.flatMap((test) => test.blueprint.map((part) => part.objective)))];
    const index = objectives.indexOf(event.objective);
    const base = `cmi.objectives.${index}.`;
    // Indexes have no gaps: those before it are named first.
    const before = objectives.slice(0, index).map((id, n) => [n, id] as const);
    for (const [n, id] of before) if (!this.lacking.has("objectives")) this.put(`cmi.objectives.${n}.id`, identifier(id));
    for (const [element, value] of objectiveValues(event)) {
      if (this.lacking.has("objectives")) return;
      if (this.put(base + element, value) === "401" && element === "id") this.lacking.add("objectives");
    }
  }

  async commit(snapshot: Snapshot): Promise<CommitResult> {
    if (!this.lms || this.readonly || this.finished) return OK;
    const refused = this.putSnapshot(snapshot);
    this.putEvents();
    const error = this.lms.commit();
    if (error !== null || refused !== null) {
      this.refused();
      return { ok: false, retry: true, reason: `SCORM ${error ?? refused}` };
    }
    this.stored = this.next;
    this.confirmed = this.lms.get(STATE) === snapshot.state;
    return { ok: true, confirmed: this.confirmed };
  }

  /** LMSFinish stores too; a commit before it would send the same again, and a page that goes may send 64 KiB in all. */
  private leave(snapshot: Snapshot): CommitResult {
    const refused = this.putSnapshot(snapshot);
    this.putEvents();
    return refused === null ? OK : { ok: false, retry: false, reason: `SCORM ${refused}` };
  }

  async finish(snapshot: Snapshot | null, leaving: boolean): Promise<CommitResult> {
    if (!this.lms || this.finished) return OK;
    const silent = this.readonly || !snapshot;
    const result = silent ? OK : leaving ? this.leave(snapshot) : await this.commit(snapshot);
    // After LMSFinish nothing can be tried again, so a learner who is still there keeps the session until it is saved.
    if (!result.ok && !leaving) return result;
    const done = this.lms.finish();
    this.finished = done || !leaving;
    if (done || silent || !leaving) return result;
    const error = this.lms.commit();
    return error === null ? result : { ok: false, retry: false, reason: `SCORM ${error}` };
  }

  report(): Report {
    const { mode, credit, confirmed, stateLimit: limit, lacking, stored: interactions } = this;
    return { facts: facts(this.lms, { mode, credit, confirmed, limit, interactions, lacking }), calls: this.log.map(told) };
  }

  /** The bookmark is written as it is: a learner in the middle of the course is not moved. */
  async probe(): Promise<boolean | null> {
    if (!this.lms || this.finished) return null;
    const element = `${CORE}lesson_location`;
    const place = this.held.get(element) || "connection-check";
    if (this.readonly) return this.lms.get(`${CORE}lesson_status`) !== "";
    const error = this.lms.set(element, place) ?? this.lms.commit();
    return error === null && this.lms.get(element) === place;
  }
}

export function scorm12Tracking(
  course: CourseData,
  settings: TrackingSettings | null,
  find: () => ScormApi | null,
): Tracking & { readonly log: readonly Call[] } {
  return new Scorm12(course, settings, find);
}
