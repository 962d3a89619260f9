/** cmi5: the events as statements of one session, in the order that cmi5 prescribes, the state as a document. */

import type { CourseData } from "../data.js";
import type { CourseEvent } from "../events.js";
import { definedOf, dress } from "./cmi5/dress.js";
import { modeOf, objectIn, type Cmi5Launch, type LaunchData } from "./cmi5/launch.js";
import { createStatements, type Statements } from "./cmi5/statements.js";
import { createToken, type Token } from "./cmi5/token.js";
import type { Journal } from "./journal.js";
import type { Call, CommitResult, Opening, Report, Snapshot, Tracking } from "./port.js";
import { isForbidden, isPassing, isStored, sender, type Send } from "./xapi/http.js";
import { bytes, createQueue, type Queue } from "./xapi/queue.js";
import { stateBody, stateDocument, type StateDocument } from "./xapi/state.js";
import type { Statement } from "./xapi/statements.js";
import { unsent, type Unsent } from "./xapi/unsent.js";
import { uuid } from "./xapi/uuid.js";

/** What a page that goes away may still send is 64 KiB in all; the rest is for headers and for luck. */
const LEAVING_BYTES = 60_000;
const OK: CommitResult = { ok: true, confirmed: true };
const CHECK_ID = "peacebuilder-check";

export interface Cmi5Options {
  readonly course: CourseData;
  readonly launch: Cmi5Launch;
  readonly agency: string | null;
  readonly journal: Journal;
  /** Of this window alone. */
  readonly session: Journal;
  readonly fetch: typeof globalThis.fetch;
  now(): number;
  /** Whether the page goes away to be loaded again. */
  reloading(): boolean;
  /** Turns the sound off. */
  quiet(): void;
  /** Leaves for another address. */
  go(address: string): void;
}

class Cmi5 implements Tracking {
  readonly name = "cmi5";
  readonly destination = "lms";
  readonly queued = true;
  readonly stateLimit = Infinity;

  private readonly calls: Call[] = [];
  private readonly send: Send;
  private readonly token: Token;
  private readonly document: StateDocument;
  private readonly kept: Unsent;
  private readonly queue: Queue;
  private readonly statements: Statements;
  private readonly tried = new Set<string>();
  private readonly learner: string;
  private data: LaunchData = {};
  private left: Statement[] = [];
  private waiting: readonly Statement[] = [];
  /** `failed` waits for the end of the session: with `passed` in the same one it must not be told (cmi5 9.3.5). */
  private held: Statement | null = null;
  private ending: Statement[] | null = null;
  private startedAt = 0;
  private away = false;
  private forbidden = false;
  private confirmed: boolean | null = null;

  constructor(private readonly options: Cmi5Options) {
    const { course, launch, agency, journal, session, fetch } = options;
    const { registration, activityId, actor } = launch;
    // The units of a course share a registration.
    this.learner = `${registration} ${activityId} ${JSON.stringify(actor)}`;
    this.send = sender(launch, fetch, this.calls);
    this.token = createToken(launch, session, fetch, this.calls);
    this.document = stateDocument(this.send, launch, activityId);
    this.kept = unsent(journal, this.learner, uuid());
    this.statements = createStatements(course, launch, agency);
    this.queue = createQueue(
      this.send,
      (waiting) => {
        this.waiting = waiting;
        this.keep();
      },
      ({ id }, { status, text }) => console.warn(`The LMS refused statement ${id} (${status}): ${text}`),
      { dressed: (statement) => dress(launch, this.data, statement), isTold: (statement) => this.isTold(statement) },
    );
  }

  // --- opening ---

  async open(): Promise<Opening | null> {
    const found = await this.token.get();
    if (found === null) return null;
    const { activityId, actor, registration } = this.options.launch;
    const agent = JSON.stringify(actor);
    const told = found && (await this.send({ method: "GET", path: "activities/state", query: { activityId, agent, registration, stateId: "LMS.LaunchData" } }));
    if (told && isPassing(told.status)) return null;
    this.forbidden = !told || isForbidden(told.status);
    if (!told || this.forbidden) return this.opening(null);
    this.data = objectIn<LaunchData>(told.text);
    // Asked before the first statement, whatever the answer (cmi5 11).
    const liked = await this.send({ method: "GET", path: "agents/profile", query: { agent, profileId: "cmi5LearnerPreferences" } });
    const { status, text, state } = await this.document.read();
    if ([liked.status, status].some(isPassing)) return null;
    if (objectIn<{ audioPreference: string }>(liked.text).audioPreference === "off") this.options.quiet();
    const { due } = objectIn<{ due: Statement[] }>(text);
    this.left = this.statements.adopted([...this.kept.adopt(), ...(Array.isArray(due) ? due : [])], this.data.masteryScore);
    if (modeOf(this.data) !== "normal") await this.look();
    return this.opening(state);
  }

  private opening(state: string | null): Opening {
    const { masteryScore } = this.data;
    const passMark = masteryScore === undefined ? null : Math.round(masteryScore * 10_000) / 100;
    const { learner } = this;
    return { state, location: null, mode: modeOf(this.data), status: null, learner, fresh: false, interactions: null, passMark };
  }

  /** To look around is told as such, and nothing else (cmi5 10.2.2). */
  private async look(): Promise<void> {
    this.left = [];
    this.begin({ type: "session-started", at: this.options.now(), resumed: false });
    const { ok } = await this.queue.flush();
    if (ok) this.begun();
  }

  // --- what is told ---

  record(events: readonly CourseEvent[]): void {
    for (const event of events) {
      if (event.type === "session-started") this.begin(event);
      else if (event.type === "session-ended") this.end(event);
      else this.tell(this.statements.of(event));
    }
  }

  /** First of all that the session begins, then what others left, then how it goes on. */
  private begin(event: Extract<CourseEvent, { type: "session-started" }>): void {
    this.startedAt = this.token.from || event.at;
    const [initialized, ...rest] = this.statements.of(event);
    const { launch } = this.options;
    const left = (verb: string) => this.left.filter((one) => definedOf(launch, one) === verb);
    if (!left("passed").length) this.held = left("failed").pop() ?? null;
    const others = this.left.filter((one) => !left("failed").includes(one));
    this.put([...(initialized && !this.token.from ? [initialized] : []), ...others, ...rest]);
  }

  private end(event: Extract<CourseEvent, { type: "session-ended" }>): void {
    this.ending = this.statements.of({ ...event, durationMs: event.at - this.startedAt });
  }

  private tell(statements: readonly Statement[]): void {
    for (const statement of statements) {
      const verb = definedOf(this.options.launch, statement);
      if (verb === "passed") this.held = null;
      if (verb === "failed") {
        this.held = statement;
        this.keep();
      } else this.put([statement]);
    }
  }

  private put(statements: readonly Statement[]): void {
    if (statements.length) this.queue.add(statements.map(this.statements.stamped));
  }

  /** What is told at most once is asked for, unless it can only be the first time. */
  private async isTold(statement: Statement): Promise<boolean> {
    const verb = definedOf(this.options.launch, statement);
    const { id } = statement;
    const first = !this.tried.has(id);
    this.tried.add(id);
    if (!verb || (first && (verb === "terminated" || (verb === "initialized" && !this.token.again)))) return false;
    // Nobody who has passed can fail any more.
    for (const statementId of verb === "failed" ? [id, this.statements.id("passed")] : [id])
      if (isStored((await this.send({ method: "GET", path: "statements", query: { statementId } })).status)) return true;
    return false;
  }

  private begun(): void {
    if (!this.token.from) this.token.note({ from: this.startedAt });
  }

  // --- keeping ---

  keep(): boolean {
    return this.kept.keep(this.held ? [...this.waiting, this.held] : this.waiting);
  }

  /** Verdicts that may not be told before the window is gone: the next session finds them, wherever it is. */
  private due(): { readonly due: readonly Statement[] } {
    const { held, options } = this;
    const verdicts = this.waiting.filter((one) => definedOf(options.launch, one));
    return { due: held ? [...verdicts, held] : verdicts };
  }

  private async gate(work: () => Promise<CommitResult>): Promise<CommitResult> {
    const result: CommitResult = this.forbidden ? { ok: false, retry: false, reason: "not allowed" } : await work();
    // A token that was refused is refused next time too.
    this.forbidden ||= !result.ok && !result.retry;
    if (result.ok) this.confirmed = result.confirmed;
    return result;
  }

  commit({ state }: Snapshot): Promise<CommitResult> {
    return this.gate(() => this.save(state));
  }

  /** First the statements: a state that knows of a pass must not be the only one that does. */
  private async save(state: string): Promise<CommitResult> {
    const sent = await this.queue.flush();
    if (!sent.ok) return sent;
    this.begun();
    return this.document.write(state, false, this.due());
  }

  // --- the end ---

  finish(snapshot: Snapshot | null, leaving: boolean): Promise<CommitResult> {
    if (!snapshot && !this.ending) this.end({ type: "session-ended", at: this.options.now(), suspended: false, durationMs: 0 });
    return this.gate(() => (leaving ? this.leave(snapshot) : this.close(snapshot)));
  }

  private takeHeld(): void {
    const { held } = this;
    this.held = null;
    if (held) this.put([held]);
  }

  private takeEnding(): void {
    const ending = this.ending ?? [];
    this.ending = [];
    this.put(ending);
  }

  /** Nothing comes after `terminated`, the state neither: of that which is known to be saved only the time is new. */
  private async leave(snapshot: Snapshot | null): Promise<CommitResult> {
    const over = !this.options.reloading();
    this.away = true;
    let room = LEAVING_BYTES;
    const writing: Promise<CommitResult>[] = [];
    if (over) this.takeHeld();
    if (snapshot && snapshot.unsaved !== false) {
      const due = this.due();
      room -= bytes(stateBody(snapshot.state, due));
      writing.push(this.document.write(snapshot.state, true, due));
    }
    if (over) {
      this.takeEnding();
      this.token.note({ over });
    }
    writing.push(this.queue.leave(room));
    const results = await Promise.all(writing);
    return results.find(({ ok }) => !ok) ?? OK;
  }

  private async close(snapshot: Snapshot | null): Promise<CommitResult> {
    this.takeHeld();
    const saved = snapshot ? await this.save(snapshot.state) : OK;
    if (!saved.ok || this.away) return saved;
    this.takeEnding();
    const sent = await this.queue.flush();
    if (!sent.ok || this.away) return sent;
    this.token.note({ over: true });
    const { returnURL = "" } = this.data;
    if (/^https?:/i.test(returnURL)) this.options.go(returnURL);
    return saved;
  }

  report(): Report {
    const { endpoint } = this.options.launch;
    const { confirmed, forbidden } = this;
    const { masteryScore, launchMode } = this.data;
    return {
      facts: { adapter: "cmi5", endpoint, registration: true, mode: launchMode ?? null, mastery: masteryScore ?? null, confirmed, forbidden },
      calls: [...this.calls],
    };
  }

  async probe(): Promise<boolean | null> {
    const { launch } = this.options;
    const check = stateDocument(this.send, launch, launch.activityId, CHECK_ID);
    const text = String(this.calls.length + Math.random());
    await check.read();
    return (await check.write(text, false)).ok && (await check.read()).state === text;
  }
}

export const cmi5Tracking = (options: Cmi5Options): Tracking => new Cmi5(options);
