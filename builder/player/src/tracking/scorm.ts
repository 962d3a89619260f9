/** SCORM: the snapshot as status, score and state, the events as interactions and objectives, in the words of a dialect. */

import type { CourseData, TrackingSettings } from "../data.js";
import type { CourseEvent } from "../events.js";
import type { CommitResult, Opening, Report, Snapshot, Tracking } from "./port.js";
import { Connection, type Call, type ScormApi } from "./scorm/api.js";
import { ownWord, type Dialect, type Values, type Words } from "./scorm/dialect.js";
import { facts, told } from "./scorm/report.js";
import { decimal, interactionValues } from "./scorm/values.js";

/** Some LMSs count what surrounds the value too. */
const MARGIN = 96;
/** What SCORM 1.2 LMSs keep (CMIString4096); some keep no more of SCORM 2004. */
const NARROW = 4096 - MARGIN;
const STATE = "cmi.suspend_data";
const OBJECTIVES = "cmi.objectives.";

const OK: CommitResult = { ok: true, confirmed: true };

const isCount = (text: string): boolean => /^\d+$/.test(text);

export class Scorm implements Tracking {
  readonly name: Dialect["name"];
  readonly destination = "lms";
  stateLimit: number;

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
  private passMark: number | null = null;
  private threshold: string | null = null;
  /** The words of the status that the LMS held at the start. */
  private found: readonly string[] = [];
  /** Objectives that the LMS has named itself, once they were asked for. */
  private named: readonly string[] | null = null;
  private readonly words: Words;

  constructor(
    private readonly dialect: Dialect,
    private readonly course: CourseData,
    settings: TrackingSettings | null,
    private readonly find: () => ScormApi | null,
  ) {
    this.name = dialect.name;
    this.stateLimit = (settings?.stateLimit ?? dialect.stateLimit) - MARGIN;
    this.words = settings?.words ?? {};
  }

  /** All calls so far, at most 500. */
  get log(): readonly Call[] {
    return this.lms?.log ?? [];
  }

  async open(): Promise<Opening | null> {
    const { dialect, words } = this;
    const { elements } = dialect;
    const api = this.find();
    const lms = api && new Connection(dialect.names, api);
    if (!lms?.initialize(dialect.statuses[0] ?? "")) return null;
    this.lms = lms;
    const mode = (this.mode = lms.get(elements.mode));
    const credit = (this.credit = lms.get(elements.credit));
    const found = (this.found = dialect.statuses.map((element) => this.read(element)));
    const state = this.read(STATE);
    const location = this.read(elements.location);
    const score = lms.get(elements.score);
    const count = lms.get("cmi.interactions._count");
    // 80.00 is the score of 80 that was written; what is written again may count again.
    if (score.trim() && Number.isFinite(+score)) for (const [element, value] of dialect.score(+score).slice(2)) this.held.set(element, value);
    this.next = this.stored = isCount(count) ? +count : null;
    this.readonly = mode === "review" || mode === "browse" || credit === "no-credit";
    const status = dialect.statusIn(found);
    return {
      state: state || null,
      location: location || null,
      mode: mode === "review" ? mode : this.readonly ? "browse" : "normal",
      status: status && ownWord(status, words),
      learner: lms.get(elements.learner) || null,
      fresh: !state && dialect.isFresh(found),
      interactions: this.next,
      passMark: (this.passMark = this.mastery(lms)),
    };
  }

  private read(element: string): string {
    const value = this.lms?.get(element) ?? "";
    this.held.set(element, value);
    return value;
  }

  private mastery(lms: Connection): number | null {
    const [element, unit] = this.dialect.elements.mastery;
    const { threshold } = this.dialect.elements;
    if (threshold) this.threshold = lms.get(threshold) || null;
    const percent = this.course.tests.length ? +decimal(+lms.get(element) * unit) : 0;
    return percent > 0 && percent <= 100 ? percent : null;
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
    if (this.lacks(error)) this.lacking.add(element);
    return error;
  }

  private lacks(error: string | null): boolean {
    return error !== null && this.dialect.lacking.includes(error);
  }

  /** Returns the first error. */
  private putAll(values: Values): string | null {
    return values.map(([element, value]) => this.put(element, value)).find((error) => error !== null) ?? null;
  }

  /** Returns the error of what must not fail: the status and the state. */
  private putSnapshot(snapshot: Snapshot): string | null {
    const { dialect, found } = this;
    const { elements } = dialect;
    const { score, progress } = snapshot;
    const [status, more] = dialect.status(this.course, snapshot, this.words, found);
    // Beside a pass that only the LMS remembers, a lower score of a new try would take it back.
    if (score !== null && (progress.verdict === "passed" || !found.includes("passed"))) this.putAll(dialect.score(score));
    // After the score: an LMS may make a status of it.
    const refused = this.putAll(status);
    this.putAll(more);
    this.put(elements.exit, snapshot.suspend ? "suspend" : "");
    this.put(elements.location, snapshot.location);
    const lost = this.put(STATE, snapshot.state);
    if (lost !== null && !dialect.gone.includes(lost)) this.narrow();
    this.put(elements.time, dialect.forms.span(snapshot.sessionMs));
    return refused ?? lost;
  }

  /** From now on the state gives up what it can do without. */
  private narrow(): void {
    this.stateLimit = Math.min(this.stateLimit, NARROW);
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
      const values = this.lacking.has("interactions") ? null : interactionValues(this.dialect.forms, this.course, event);
      if (!values || !("interaction" in event)) continue;
      const index = this.next ?? event.interaction;
      const error = this.putInteraction(values, index);
      if (error === null) this.told.push({ event, index });
      if (this.lacks(error)) this.lacking.add("interactions");
      if (error !== null && this.dialect.gone.includes(error)) this.waiting.push(event);
    }
  }

  /**
   * Whether the LMS still holds what was set is not known: all is set again, interactions from the first one on that it
   * no longer counts or that no commit has stored, at the indexes that they had.
   */
  private refused(): void {
    this.held.clear();
    this.named = null;
    const count = this.lms?.get("cmi.interactions._count") ?? "";
    const first = Math.min(this.stored ?? 0, isCount(count) ? +count : Infinity);
    const again = this.told.filter(({ index }) => index >= first);
    if (!again.length) return;
    this.told.splice(0, this.told.length, ...this.told.filter(({ index }) => index < first));
    this.waiting = [...again.map(({ event }) => event), ...this.waiting];
    this.next = again.find(({ index }) => index < Infinity)?.index ?? this.next;
  }

  /** Those of the LMS keep their indexes. */
  private objectives(): string[] {
    this.named ??= this.dialect.hasOwnObjectives ? this.namedByLms() : [];
    // A test that replaces a module shares objectives with the final one, which has the last word.
    const ours = this.course.tests.flatMap((test) => test.blueprint.map((part) => this.dialect.forms.identifier(part.objective)));
    return [...new Set([...this.named, ...ours])];
  }

  private namedByLms(): string[] {
    const count = this.lms?.get(`${OBJECTIVES}_count`) ?? "";
    const ids = Array.from({ length: isCount(count) ? +count : 0 }, (_, n) => this.read(`${OBJECTIVES}${n}.id`));
    return ids.includes("") ? [] : ids;
  }

  private putObjective(event: Extract<CourseEvent, { type: "objective-scored" }>): void {
    const { lacking } = this;
    if (lacking.has("objectives")) return;
    const values = this.dialect.objective(event);
    const objectives = this.objectives();
    const index = objectives.indexOf(values[0]?.[1] ?? "");
    // Indexes have no gaps: those before it are named first.
    objectives.slice(0, index).forEach((id, n) => this.put(`${OBJECTIVES}${n}.id`, id));
    for (const [element, value] of values) {
      if (lacking.has("objectives")) return;
      const error = this.put(`${OBJECTIVES}${index}.${element}`, value);
      if (this.lacks(error) && element === "id") lacking.add("objectives");
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
    const { state } = snapshot;
    const back = this.lms.get(STATE);
    this.confirmed = back === state;
    const isCut = back !== "" && back.length < state.length && state.startsWith(back);
    if (!isCut || this.stateLimit <= NARROW) return { ok: true, confirmed: this.confirmed };
    this.narrow();
    this.held.delete(STATE);
    return { ok: false, retry: true, reason: "SCORM suspend_data" };
  }

  /** The end stores too; a commit before it would send the same again, and a page that goes may send 64 KiB in all. */
  private leave(snapshot: Snapshot): CommitResult {
    const refused = this.putSnapshot(snapshot);
    this.putEvents();
    return refused === null ? OK : { ok: false, retry: false, reason: `SCORM ${refused}` };
  }

  async finish(snapshot: Snapshot | null, leaving: boolean): Promise<CommitResult> {
    if (!this.lms || this.finished) return OK;
    const silent = this.readonly || !snapshot;
    const result = silent ? OK : leaving ? this.leave(snapshot) : await this.commit(snapshot);
    // After the end nothing can be tried again, so a learner who is still there keeps the session until it is saved.
    if (!result.ok && !leaving) return result;
    const { request } = this.dialect.elements;
    // Only here: while the page goes, the LMS knows itself where the learner goes.
    if (request && !leaving) this.put(request, snapshot?.suspend === false ? "exitAll" : "suspendAll");
    const done = this.lms.terminate();
    this.finished = done || !leaving;
    if (done || silent || !leaving) return result;
    const error = this.lms.commit();
    return error === null ? result : { ok: false, retry: false, reason: `SCORM ${error}` };
  }

  report(): Report {
    const { dialect, mode, credit, confirmed, stateLimit: limit, lacking, stored: interactions, passMark: mastery, threshold } = this;
    const more = dialect.elements.threshold ? { threshold } : {};
    return { facts: facts(dialect, this.lms, { mode, credit, confirmed, limit, interactions, mastery, ...more, lacking }), calls: this.log.map(told) };
  }

  /** The bookmark is written as it is: a learner in the middle of the course is not moved. */
  async probe(): Promise<boolean | null> {
    if (!this.lms || this.finished) return null;
    const element = this.dialect.elements.location;
    const place = this.held.get(element) || "connection-check";
    if (this.readonly) return this.lms.get(this.dialect.statuses[0] ?? "") !== "";
    const error = this.lms.set(element, place) ?? this.lms.commit();
    return error === null && this.lms.get(element) === place;
  }
}
