/** One sitting of one learner: takes commands, decides the events, owns the status, and sees to it that all is saved. */

import { ActiveTime } from "./active.js";
import type { Missing, Phase, Receipt, SessionApi, SessionReport, SessionStatus, TestResult } from "./api.js";
import { Backup } from "./backup.js";
import { systemClock, type Clock } from "./clock.js";
import type { CourseEvent } from "./events.js";
import type { AgencyData, CourseData, PageData, QuestionData, TestData, TrackingSettings } from "./data.js";
import { fixed, left, mayStartTest, run, type Command, type Rules } from "./engine/commands.js";
import { minutesLeft, missing, statusOf, stronger } from "./engine/completion.js";
import { outline } from "./engine/outline.js";
import { shownOptions, shownTargets } from "./engine/questions.js";
import { lastResult } from "./engine/result.js";
import { attemptsLeft, passMark, testOf } from "./engine/tests.js";
import { barrier } from "./engine/way.js";
import type { Progress } from "./progress.js";
import { receipt } from "./receipt.js";
import { createSaver, failed, retryDelay, type Saver } from "./saver.js";
import { decode, encode, isNewer } from "./state/codec.js";
import { isEvent, scenarioOf, type Change } from "./state/apply.js";
import { counted, freshProgress, joined, merged } from "./state/progress.js";
import { startFrom, type Start } from "./state/resume.js";
import { Stopwatch } from "./stopwatch.js";
import { browserJournal, type Journal } from "./tracking/journal.js";
import { nameOf } from "./tracking/kept.js";
import type { CommitResult, Opening, Snapshot, Status, Tracking } from "./tracking/port.js";
import { Ownership, type Connect } from "./windows.js";

const LOOK_MS = 250;
const PATIENCE_MS = 10_000;
const LOOK_LATER_MS = 5000;

/** After these the learner may rightly believe to be done with something: saved without delay. */
const CHECKPOINTS: readonly Change["type"][] = ["test-started", "test-finished", "scenario-finished", "lesson-completed", "acknowledged"];

interface Options {
  readonly clock?: Clock;
  /** A number in [0, 1). */
  readonly random?: () => number;
  readonly journal?: Journal;
  /** How windows of the same learner hear of each other; absent: not at all. */
  readonly windows?: Connect;
  /** Whether the browser has a network, as far as it knows. */
  readonly online?: () => boolean;
  readonly settings?: TrackingSettings | null;
}

export class Session implements SessionApi {
  progress: Progress;
  status: SessionStatus;
  readonly active: ActiveTime;

  private readonly clock: Clock;
  private readonly journal: Journal;
  private readonly around: Pick<Options, "windows" | "online" | "settings">;
  private readonly id: string;
  private readonly backup: Backup;
  private rules: Rules;
  private readonly saver: Saver;
  private readonly watch: Stopwatch;
  private readonly listeners = new Set<() => void>();
  /** All commands until the saved state is known. */
  private commands: Command[] = [];
  private opening: Opening | null = null;
  private found: Start | null = null;
  private started = false;
  private navigated = false;
  /** Nobody answered in time: meanwhile this browser keeps what is done. */
  private alone = false;
  private endedAt: number | null = null;
  private savedAt: number | null = null;
  /** Whether the end of the session was recorded. */
  private closed = false;
  private failures = 0;
  private owner: Ownership | null = null;

  constructor(
    readonly course: CourseData,
    public agency: AgencyData,
    private readonly tracking: Tracking,
    { clock = systemClock(), random = Math.random, journal = browserJournal(), ...around }: Options = {},
  ) {
    this.around = around;
    this.clock = clock;
    this.journal = journal;
    this.backup = new Backup(clock, journal, course.iri, () => this.encoded(Infinity), () => tracking.keep(), (kept) => {
      if (kept !== this.status.kept) this.tell({ kept });
    });
    this.rules = { course, agency, outline: outline(course), startedAt: clock.now(), open: false };
    this.watch = new Stopwatch(clock, course);
    this.active = new ActiveTime(clock, (ms) => this.spend(ms), () => this.tell({}));
    this.progress = freshProgress(course, Math.floor(random() * 2 ** 32));
    this.id = random().toString(36);
    this.status = {
      phase: "connecting",
      recording: this.recording(),
      confirmed: true,
      mode: "normal",
      resumed: false,
      refused: false,
      restored: false,
      kept: false,
    };
    this.saver = createSaver(clock, () => this.commit(), (phase) => this.reached(phase));
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(change: Partial<SessionStatus>): void {
    this.status = { ...this.status, ...change };
    for (const listener of [...this.listeners]) listener();
  }

  /** Of a saver that works for this browser only, the learner hears nothing: the LMS is still awaited. */
  private reached(phase: Phase): void {
    if (this.opening && this.endedAt === null && phase !== this.status.phase) this.tell({ phase });
  }

  private recording(): SessionStatus["recording"] {
    const { destination } = this.tracking;
    return destination === "device" && !this.journal.works ? "nowhere" : destination;
  }

  // --- opening ---

  async start(): Promise<void> {
    if (this.started) return;
    this.started = true;
    this.active.start();
    this.clock.after(PATIENCE_MS, () => this.goAlone());
    await this.look();
  }

  private async look(): Promise<void> {
    const opening = await this.tracking.open().catch(() => null);
    if (this.endedAt !== null) return;
    if (opening) return this.opened(opening);
    const patient = this.clock.now() - this.rules.startedAt < PATIENCE_MS;
    this.clock.after(patient ? LOOK_MS : LOOK_LATER_MS, () => void this.look());
  }

  /** What was kept here is gone on with only as long as nobody answers: it may be somebody else's. */
  private goAlone(): void {
    if (this.opening || this.endedAt !== null) return;
    this.alone = true;
    const kept = this.backup.open("");
    this.restore(kept && decode(this.course, kept.state, this.clock.now()));
    this.tellDevice(this.journal.works);
    this.saver.changed();
  }

  private opened(found: Opening): void {
    const newer = found.state !== null && isNewer(found.state);
    const opening: Opening = newer ? { ...found, mode: "browse" } : found;
    const { mode, learner, location } = opening;
    // Whoever sits here next need not find what goes to the LMS now.
    if (this.alone) this.backup.forget();
    const start = (this.found = startFrom(this.course, opening, this.backup.open(learner), this.clock.now()));
    const fresh = freshProgress(this.course, this.progress.seed);
    const known = location !== null && this.rules.outline.pages.has(location) ? { ...fresh, at: location } : null;
    const saved = start.progress ?? known;
    const resumed = saved !== null;
    this.opening = opening;
    this.backup.confirmed = start.confirmed;
    this.agency = { ...this.agency, passMark: found.passMark ?? this.agency.passMark };
    this.rules = { ...this.rules, agency: this.agency, open: mode !== "normal" };
    this.record(start.events);
    this.record([{ type: "session-started", at: this.rules.startedAt, resumed }]);
    this.record(this.restore(counted(saved ?? fresh, opening.interactions)));
    this.commands = [];
    this.tell({ phase: "running", mode: newer ? "newer" : mode, resumed, restored: start.restored, recording: this.recording() });
    if (mode !== "normal") return this.backup.stop();
    this.join(learner);
    void this.saver.flush();
  }

  /** An LRS says itself when another window has written; of an LMS the last window would overwrite the others. */
  private join(learner: string | null): void {
    const { destination } = this.tracking;
    if (!this.around.windows || destination === "lrs" || (learner === null && destination === "lms")) return;
    this.owner = new Ownership(this.around.windows, nameOf(this.course.iri, learner ?? ""), this.clock, this.id, {
      give: () => this.handOver(),
      lost: () => this.goesOnElsewhere(),
      take: (state, events) => this.takeOver(state, events),
    });
  }

  private handOver(): { readonly state: string; readonly events: readonly CourseEvent[] } {
    this.active.stop();
    return { state: this.encoded(Infinity), events: this.backup.records };
  }

  /** From now on nothing is written and nobody called: it would overwrite what the other window does. */
  private goesOnElsewhere(): void {
    this.backup.keep();
    this.backup.stop();
    void this.saver.stop();
    this.endedAt ??= this.clock.now();
    this.tell({ phase: "elsewhere" });
  }

  private takeOver(state: string, events: readonly CourseEvent[]): void {
    const theirs = decode(this.course, state, this.clock.now());
    if (!theirs || this.endedAt !== null) return;
    const now = joined(this.progress, theirs, this.backup.records, events.filter((event) => this.found?.lacks(event)));
    this.progress = now.progress;
    this.record(now.events);
    this.tell({ resumed: true });
    this.saver.changed();
    void this.saver.flush();
  }

  /** Goes on from `saved`: what was done here meanwhile is done again on top of it. */
  private restore(saved: Progress | null): Change[] {
    if (!saved) return [];
    const changes: Change[] = [];
    const elsewhere = saved.at !== this.progress.at && !this.navigated;
    this.progress = saved;
    if (elsewhere) this.commands = [];
    for (const command of this.commands) {
      const now = run(this.rules, this.progress, command);
      this.progress = now.progress;
      changes.push(...now.changes);
    }
    return changes;
  }

  // --- what the learner does ---

  private do(command: Command): void {
    if (this.endedAt !== null) return;
    this.watch.pause(this.progress);
    const before = this.progress;
    const now = run(this.rules, before, command);
    if (!now.changes.length) return;
    this.progress = now.progress;
    if (!this.opening) this.commands.push(fixed(command, now.changes));
    this.record(now.changes);
    if (this.opening || this.alone) this.backup.soon();
    if (now.changes.every((change) => this.canWait(change, before))) return;
    if (this.status.mode === "normal" && (this.opening || this.alone)) {
      this.saver.changed();
      if (now.changes.some(({ type }) => CHECKPOINTS.includes(type))) void this.saver.flush();
    }
    this.tell({});
  }

  private spend(ms: number): void {
    const lesson = this.rules.outline.pages.get(this.progress.at)?.lesson.id;
    if (lesson !== undefined) this.do({ do: "spend", at: this.clock.now(), lesson, ms });
  }

  /** Time goes along with the next commit; only a minute less to wait for is worth one of its own. */
  private canWait(change: Change, { activeMs }: Progress): boolean {
    if (change.type !== "spent") return false;
    const lesson = this.rules.outline.lessons.get(change.lesson)?.lesson;
    return !lesson || minutesLeft(lesson, { activeMs }) === minutesLeft(lesson, this.progress);
  }

  private record(changes: readonly Change[]): void {
    if (this.opening?.mode !== "normal") return;
    const events = changes.filter(isEvent);
    if (!events.length) return;
    // Statements have a queue of their own.
    if (this.tracking.destination === "lms" && !this.tracking.queued) this.backup.record(events);
    this.tracking.record(events);
  }

  view(ref: string): void {
    if (ref === this.watch.page && ref === this.progress.at) return;
    if (ref !== this.progress.at) this.navigated = true;
    this.active.work();
    this.do({ do: "view", at: this.clock.now(), ref });
    this.watch.turn(ref);
  }

  barrier(ref: string): PageData | null {
    return this.rules.open ? null : barrier(this.course, this.progress, ref);
  }

  minutesLeft(lesson: string): number {
    const place = this.rules.outline.lessons.get(lesson);
    return place ? minutesLeft(place.lesson, this.progress) : 0;
  }

  answer(question: string, response: readonly string[]): void {
    this.navigated = true;
    this.do({ do: "answer", at: this.clock.now(), question, response, latencyMs: this.watch.lap(question) });
  }

  acknowledge(acknowledgement: string, test: string | null = null): void {
    this.navigated = true;
    this.do({ do: "acknowledge", at: this.clock.now(), acknowledgement, test });
  }

  tick(checklist: string, items: readonly string[]): void {
    this.do({ do: "tick", at: this.clock.now(), checklist, items });
  }

  prefer(settings: string): void {
    this.do({ do: "prefer", at: this.clock.now(), settings });
  }

  decide(scenario: string, choice: string): string {
    this.navigated = true;
    const { node } = scenarioOf(this.course, this.progress, scenario);
    this.do({ do: "decide", at: this.clock.now(), scenario, node, choice, latencyMs: this.watch.lap(scenario) });
    return scenarioOf(this.course, this.progress, scenario).node;
  }

  replay(scenario: string): void {
    this.navigated = true;
    this.watch.lap(scenario);
    this.do({ do: "replay", at: this.clock.now(), scenario });
  }

  missingFor(id: string): Missing {
    const open = this.test(id).opens === "always" || this.test(id).module !== null;
    return open ? { pages: [], questions: [], scenarios: [], acknowledgements: [], times: [] } : missing(this.course, this.progress);
  }

  private test(id: string): TestData {
    const test = testOf(this.course, id);
    if (!test) throw new Error(`no test ${id}`);
    return test;
  }

  attemptsLeft(id: string): number {
    return attemptsLeft(this.test(id), this.agency, this.progress);
  }

  passMark(id: string): number {
    return passMark(this.test(id), this.agency);
  }

  mayStart(id: string): boolean {
    return mayStartTest(this.rules, this.progress, this.test(id));
  }

  startTest(test: string): void {
    this.navigated = true;
    if (!this.mayStart(test)) return;
    this.watch.clear();
    this.do({ do: "start-test", at: this.clock.now(), test, items: null });
  }

  answerItem(test: string, item: string, response: readonly string[]): void {
    this.do({ do: "answer-item", at: this.clock.now(), test, item, response });
  }

  moveTo(test: string, position: number): void {
    this.do({ do: "move", at: this.clock.now(), test, position });
  }

  submitTest(test: string): TestResult {
    this.watch.pause(this.progress);
    this.do({ do: "submit", at: this.clock.now(), test, latencies: new Map(this.watch.items) });
    const result = this.lastResult(test);
    if (!result) throw new Error("no test to submit");
    return result;
  }

  lastResult(id: string): TestResult | null {
    return lastResult(this.course, this.test(id), this.progress.tests[id]);
  }

  optionsOf(question: QuestionData): readonly string[] {
    return shownOptions(question, this.progress.seed);
  }

  targetsOf(question: QuestionData): readonly string[] {
    return shownTargets(question, this.progress.seed);
  }

  // --- saving and ending ---

  private sessionMs(): number {
    return (this.endedAt ?? this.clock.now()) - this.rules.startedAt;
  }

  private word(): Status {
    const own = statusOf(this.course, this.progress);
    return this.opening?.status ? stronger(own, this.opening.status) : own;
  }

  private encoded(limit: number): string {
    const whole = { ...this.progress, totalMs: this.progress.totalMs + this.sessionMs() };
    return encode(this.course, whole, this.clock.now(), limit);
  }

  private snapshot(): Snapshot {
    const { progress } = this;
    const sessionMs = this.sessionMs();
    const status = this.word();
    return {
      state: this.encoded(this.tracking.stateLimit),
      location: progress.at,
      status,
      progress,
      // Beside a pass that only the LMS remembers, a lower score of a new try would take it back.
      score: status === "passed" && progress.verdict !== "passed" ? null : progress.score,
      sessionMs,
      // Also when the course is done: without it the next launch is a new attempt, which wipes the result.
      suspend: true,
      unsaved: this.saver.unsaved(),
    };
  }

  private async commit(): Promise<CommitResult> {
    this.active.settle();
    const kept = this.backup.keep();
    if (this.opening) return this.took(await this.tracking.commit(this.snapshot()));
    this.tellDevice(kept);
    return { ok: true, confirmed: kept };
  }

  private tellDevice(works: boolean): void {
    const recording = works ? "device" : "nowhere";
    if (recording !== this.status.recording) this.tell({ recording });
  }

  private took(result: CommitResult): CommitResult {
    const { destination } = this.tracking;
    // Without a network, some LMSs say yes to everything and store nothing.
    const confirmed = result.ok && result.confirmed && (destination !== "lms" || (this.around.online?.() ?? true));
    if (confirmed) this.backup.confirm();
    if (result.ok && (confirmed || destination !== "device") && this.status.mode === "normal") this.savedAt = this.clock.now();
    if (result.ok && confirmed !== this.status.confirmed) this.tell({ confirmed });
    if (destination === "device") this.tellDevice(confirmed);
    const refused = !result.ok && !result.retry;
    if (refused !== this.status.refused) this.tell({ refused });
    const newer = result.ok || !result.newer ? null : decode(this.course, result.newer, this.clock.now());
    if (newer) this.progress = merged(this.progress, newer);
    return result;
  }

  async save(): Promise<void> {
    if (this.opening?.mode === "normal") await this.saver.flush();
  }

  async finish(leaving: boolean): Promise<void> {
    const { phase } = this.status;
    if (this.gone() || (phase === "finishing" && !leaving)) return;
    this.active.stop();
    const idle = this.saver.stop();
    this.endedAt ??= this.clock.now();
    this.tell({ phase: "finishing" });
    if (!leaving) await idle;
    await this.close(leaving, this.endedAt);
  }

  private gone(): boolean {
    return ["finished", "elsewhere"].includes(this.status.phase);
  }

  private async close(leaving: boolean, at: number): Promise<void> {
    if (this.gone()) return;
    const ended: CourseEvent = { type: "session-ended", at, suspended: !this.progress.completed, durationMs: this.sessionMs() };
    if (!this.closed) this.record([...left(this.rules, this.progress, at, null), ended]);
    this.closed = true;
    this.backup.keep();
    if (!this.opening) return this.ended();
    let result = await this.end(leaving);
    if (!result.ok && result.newer) result = await this.end(leaving);
    if (this.gone()) return;
    if (result.ok || leaving) return this.ended();
    this.tell({ phase: "unsaved" });
    if (result.retry) this.clock.after(retryDelay(++this.failures), () => void this.finish(false));
  }

  private ended(): void {
    this.owner?.close();
    this.tell({ phase: "finished" });
  }

  private end(leaving: boolean): Promise<CommitResult> {
    const snapshot = this.opening?.mode === "normal" ? this.snapshot() : null;
    return this.tracking.finish(snapshot, leaving).then((result) => this.took(result), failed);
  }

  keeper(): string | null {
    const learner = this.opening?.learner ?? (this.tracking.destination === "device" ? "" : null);
    return learner === null ? null : nameOf(this.course.iri, learner);
  }

  receipt(): Receipt {
    return receipt(this.course, this.progress, this.word(), this.sessionMs(), this.clock.now());
  }

  report(): SessionReport {
    const { status, savedAt, around, journal } = this;
    return { ...this.tracking.report(), settings: around.settings ?? null, status, savedAt, journal: journal.works };
  }

  probe(): Promise<boolean | null> {
    return this.tracking.probe();
  }
}
