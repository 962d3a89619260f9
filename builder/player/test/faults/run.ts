/** One random run: what the learner does, what goes wrong meanwhile, and what must be true whatever happened. */

import assert from "node:assert/strict";
import { hash, numbers } from "../../src/engine/random.js";
import { interactionValues } from "../../src/tracking/scorm/values.js";
import { SCORM12 } from "../../src/tracking/scorm12.js";
import { SCORM2004 } from "../../src/tracking/scorm2004.js";
import { decode } from "../../src/state/codec.js";
import type { Progress } from "../../src/progress.js";
import { statusKey } from "../../src/views/status.js";
import { anyResponse, below, faultCourse, pick, rightResponse, some, updated, type Random } from "./course.js";
import { assertHolds, type Given } from "./promises.js";
import { World, type Habit, type Kind, type Plant, type Tab } from "./world.js";

/** What may be lost with a browser that is killed: the answer being given. */
const GIVING_MS = 150;

interface Promised {
  readonly progress: Progress;
  readonly step: number;
}

export class Run {
  readonly steps: string[] = [];
  readonly world: World;
  private readonly random: Random;
  private tab!: Tab;
  private readonly given: Given = { values: new Map() };
  /** The last that the learner was told is safe. */
  private promised: Promised | null = null;
  /** Events that must arrive, by what they say. */
  private readonly firm = new Set<string>();
  private readonly late: () => number;
  /** Whether the LMS has said that it keeps what it does not keep: then all that can be asked for is that this browser does. */
  private lied = false;
  /** Whether two windows of an LRS were open at once. */
  private together = false;

  constructor(
    readonly seed: number,
    plant: Plant = {},
    kind?: Kind,
    habit?: Habit,
  ) {
    this.random = numbers(hash(`faults ${seed}`));
    const habits: readonly Habit[] = ["by the book", "by the book", "by the book", "mastery", "only passed", "reads empty"];
    const of = kind ?? pick(this.random, ["scorm12", "scorm2004", "xapi"]);
    this.world = new World(of, of === "xapi" ? "by the book" : (habit ?? pick(this.random, habits)), this.random, faultCourse(), plant);
    if (this.random() < 0.08) this.world.trouble.storage = "blocked";
    this.late = () => (this.random() < 0.3 ? pick(this.random, [700, 4000, 25_000]) : 0);
    this.steps.push(`${this.world.kind}, ${this.world.habit}, storage ${this.world.trouble.storage}`);
  }

  private get session() {
    return this.tab.session;
  }

  async play(): Promise<void> {
    this.tab = await this.world.open();
    for (let left = 8 + below(this.random, 20); left > 0; left--) {
      const steps = this.random() < 0.3 ? this.faults() : this.work();
      const name = pick(this.random, Object.keys(steps));
      this.steps.push(name);
      await steps[name]?.();
      this.check();
    }
    await this.end();
  }

  // --- what the learner does ---

  private note(name: string, value: readonly string[]): void {
    const values = this.given.values.get(name) ?? [];
    this.given.values.set(name, [...values, { step: this.steps.length, value: [...value].sort().join("|") }]);
  }

  private async soon(): Promise<void> {
    await this.world.pass(pick(this.random, [GIVING_MS, 400, 1600, 5200]));
  }

  private answer(): void {
    const { course } = this.tab;
    const pages = course.modules.flatMap(({ lessons }) => lessons.flatMap(({ pages }) => pages));
    const id = pick(this.random, pages.flatMap(({ questions }) => questions));
    const question = course.questions[id];
    if (question) this.session.answer(id, this.random() < 0.5 ? rightResponse(question) : anyResponse(this.random, question));
  }

  private items(share: number, right: number): void {
    const { session, tab } = this;
    const test = tab.course.tests.find(({ id }) => session.progress.tests[id]?.open);
    const open = test && session.progress.tests[test.id]?.open;
    if (!test || !open) return;
    for (const item of some(this.random, open.items, share)) {
      const question = tab.course.questions[item];
      if (!question) continue;
      const response = this.random() < right ? rightResponse(question) : anyResponse(this.random, question);
      session.moveTo(test.id, open.items.indexOf(item));
      session.answerItem(test.id, item, response);
      this.note(`${test.id}/${item}`, session.progress.tests[test.id]?.open?.answers[item] ?? []);
    }
  }

  private async test(): Promise<void> {
    const { session, tab } = this;
    const test = pick(this.random, tab.course.tests);
    if (test.attestation && this.random() < 0.5) session.acknowledge(test.attestation.id, test.id);
    session.startTest(test.id);
    this.items(0.9, 0.7);
    await this.soon();
    if (this.random() < 0.8 && session.status.phase !== "elsewhere" && session.progress.tests[test.id]?.open) session.submitTest(test.id);
  }

  private work(): Record<string, () => Promise<void>> {
    const { session, random, tab } = this;
    const pages = tab.course.modules.flatMap(({ lessons }) => lessons.flatMap(({ pages }) => pages));
    const doing = (what: () => void) => async () => {
      what();
      await this.soon();
    };
    return {
      reads: doing(() => session.view(pick(random, pages).ref)),
      "reads all": doing(() => pages.forEach(({ ref }) => session.view(ref))),
      answers: doing(() => this.answer()),
      "answers much": doing(() => [0, 1, 2, 3].forEach(() => this.answer())),
      decides: doing(() => {
        const { node = "window" } = session.progress.scenarios["stop"] ?? {};
        const choices = tab.course.scenarios["stop"]?.nodes[node]?.choices ?? [];
        if (choices.length) session.decide("stop", pick(random, choices).id);
        else if (tab.course.scenarios["stop"]) session.replay("stop");
      }),
      acknowledges: doing(() => Object.keys(tab.course.acknowledgements).forEach((id) => session.acknowledge(id))),
      ticks: doing(() => {
        const items = some(random, tab.course.checklists["gear"]?.items ?? []).map(({ id }) => id);
        session.tick("gear", items);
        this.note("gear", items);
      }),
      prefers: doing(() => session.prefer(`a${below(random, 9)}`)),
      "works at a test": doing(() => this.items(0.6, 0.5)),
      "takes a test": async () => {
        await this.test();
        await this.soon();
      },
      waits: async () => this.world.pass(pick(random, [6000, 40_000])),
    };
  }

  // --- what goes wrong ---

  private async next(): Promise<void> {
    // A session that was lost is found again by a new launch.
    if (this.world.trouble.side === "session lost") this.world.trouble.side = "fine";
    this.world.trouble.late = this.late();
    this.tab = await this.world.open();
    await this.world.pass(this.world.trouble.late + 600);
  }

  private side(side: World["trouble"]["side"]): () => Promise<void> {
    return async () => {
      this.world.trouble.side = side;
      await this.soon();
    };
  }

  private faults(): Record<string, () => Promise<void>> {
    const { world } = this;
    const honest = world.kind !== "xapi" ? { "commits are forgotten": this.side("forgets"), "nothing is kept": () => this.lie() } : { "answers are lost": this.side("answer lost") };
    return {
      "tab killed": async () => {
        world.kill(this.tab);
        await this.next();
      },
      "tab killed while answering": async () => {
        this.answer();
        await world.pass(below(this.random, GIVING_MS));
        world.kill(this.tab);
        await this.next();
      },
      "tab closed": async () => {
        await world.close(this.tab);
        await this.next();
      },
      hidden: async () => {
        void this.session.save();
        await this.soon();
      },
      "commits refused": this.side("refuses"),
      "HTTP 500": this.side("500"),
      "network gone": this.side("gone"),
      "session lost": this.side("session lost"),
      ...honest,
      "all is well": async () => this.heal(),
      "second tab": async () => this.second(),
      "clock jump": async () => {
        world.offset += pick(this.random, [-3_600_000, 7_200_000, 90_000]);
        await this.soon();
      },
      "storage full": async () => {
        if (world.trouble.storage === "fine") world.trouble.storage = "full";
      },
      "storage has room": async () => {
        if (world.trouble.storage === "full") world.trouble.storage = "fine";
      },
      "course updated": async () => {
        const { course, names } = updated(world.course, this.random);
        world.course = course;
        this.steps.push(`  ${names.join(", ")}`);
        await world.close(this.tab);
        await this.next();
      },
      "much at once, then closed": async () => {
        const most = this.random() < 0.7 ? 5 : world.kind !== "xapi" ? 250 : 50;
        const id = pick(this.random, ["q-fill-in", "q-gap"].filter((one) => this.tab.course.questions[one]));
        for (let n = 0; id && n < most; n++) this.session.answer(id, id === "q-gap" ? ["a.law", `b.${"x".repeat(90)}`] : ["x".repeat(90)]);
        await world.close(this.tab);
        await this.next();
      },
    };
  }

  /** Only after the LMS has kept something: what it never had, nobody can tell from what it was told to forget. */
  private async lie(): Promise<void> {
    if (this.world.lms.stored["cmi.suspend_data"]) this.world.trouble.side = "keeps nothing";
    await this.soon();
  }

  private async heal(): Promise<void> {
    this.world.trouble.side = "fine";
    void this.session.save(); // the browser tells that the network is back
    await this.world.pass(31_000);
  }

  private async second(): Promise<void> {
    const { world } = this;
    world.trouble.late = 0;
    const together = this.random() < 0.2;
    if (together) {
      this.tab = await world.open();
      this.tab = await world.open();
    } else this.tab = await world.open();
    await world.pass(2000);
    if (world.kind === "xapi") {
      // Both may go on there, and are brought together by their ETags; this learner goes on in one.
      this.together = true;
      for (const tab of world.tabs.filter((one) => one.alive && one !== this.tab)) await world.close(tab);
      return;
    }
    const living = world.tabs.filter(({ alive, session }) => alive && session.status.phase !== "elsewhere" && session.status.phase !== "connecting");
    if (world.habit !== "reads empty" && this.session.status.phase !== "connecting") assert.equal(living.length, 1, "more than one window goes on");
    this.tab = living[living.length - 1] ?? this.tab;
    const old = world.tabs.filter((one) => one.alive && one !== this.tab);
    const calls = world.lms.calls.length;
    for (const tab of old) await world.close(tab);
    if (world.habit !== "reads empty") assert.equal(world.lms.calls.length, calls, "a window that has stepped back called the LMS");
    await this.soon();
  }

  // --- what must be true ---

  private async end(): Promise<void> {
    const { world } = this;
    this.steps.push("end");
    world.trouble.side = "fine";
    if (world.trouble.storage === "full") world.trouble.storage = "fine";
    await (this.random() < 0.5 ? world.close(this.tab) : this.kill());
    world.trouble.late = 0;
    this.tab = await world.open();
    await world.pass(40_000);
    this.check();
    if (world.habit !== "reads empty") {
      if (this.promised) assertHolds(this.tab.course, this.session.progress, this.promised.progress, this.given, this.promised.step);
      assert.equal(statusKey(this.session.status), "saved");
    }
    this.assertRecords();
    this.assertStatus();
  }

  private async kill(): Promise<void> {
    await this.world.pass(GIVING_MS);
    this.check();
    this.world.kill(this.tab);
  }

  /** Whether the other side has the state of now. */
  private sideHolds(): boolean {
    const { world, session, tab } = this;
    const document = [...world.lrs.documents.values()][0]?.text;
    const state = world.kind !== "xapi" ? world.lms.stored["cmi.suspend_data"] : document && (JSON.parse(document) as { state: string }).state;
    const held = state ? decode(tab.course, state, world.clock.now()) : null;
    if (!held) return false;
    // Of two windows of an LRS each has its own ticks, until it writes again and they are brought together.
    const ticks = world.kind === "xapi" && this.together ? this.given : { values: new Map() };
    try {
      assertHolds(tab.course, held, session.progress, ticks, 0);
    } catch (error) {
      this.steps.push(`(the other side: ${error instanceof Error ? error.message : String(error)})`);
      return false;
    }
    return true;
  }

  private check(): void {
    const { world, session } = this;
    const key = statusKey(session.status);
    this.steps.push(`${this.steps.pop()}: ${key}${session.status.kept ? ", kept" : ""}`);
    const erased = world.habit === "only passed" && (world.lms.core("lesson_status") === "passed" || world.lms.core("completion_status") === "completed");
    const safe = key === "saved" && this.sideHolds();
    if (key === "saved") {
      this.lied = !safe && (this.lied || world.trouble.side === "keeps nothing");
      assert(safe || this.lied || erased, "the learner was told that all is saved, and it is not");
      assert(world.habit !== "reads empty", "the learner was told that all is saved, by an LMS that never gives it back");
    }
    if (session.status.kept) assert(world.trouble.storage !== "blocked", "the learner was told that this browser keeps the work");
    if (key === "device" || key === "nowhere" || !(safe || session.status.kept)) return;
    if (world.habit === "only passed" && !session.status.kept) return;
    this.promised = { progress: session.progress, step: this.steps.length };
    const until = world.clock.now() - (safe ? 0 : GIVING_MS);
    for (const [sign, { at, by }] of world.events) if (at <= until && by === this.tab) this.firm.add(sign);
  }

  private assertRecords(): void {
    if (this.world.kind === "xapi") return this.assertStatements();
    if (this.world.habit === "reads empty" || this.world.habit === "only passed") return;
    const { course, kind } = this.world;
    const { forms } = kind === "scorm12" ? SCORM12 : SCORM2004;
    const told = new Map<string, number>();
    const list = this.world.lms.interactions();
    for (const one of list) {
      assert(one, "an interaction is missing between others");
      const name = `${one["id"]} ${one[forms.time[0]]} ${one["latency"]}`;
      told.set(name, (told.get(name) ?? 0) + 1);
    }
    const all = new Map<string, { firm: number; most: number }>();
    for (const [sign, { event }] of this.world.events) {
      const values = interactionValues(forms, course, event) ?? interactionValues(forms, faultCourse(), event);
      if (!values) continue;
      const of = (name: string) => values.find(([element]) => element === name)?.[1];
      const name = `${of("id")} ${of(forms.time[0])} ${of("latency")}`;
      const sum = all.get(name) ?? { firm: 0, most: 0 };
      const gone = !interactionValues(forms, course, event);
      all.set(name, { firm: sum.firm + +(this.firm.has(sign) && !gone), most: sum.most + 1 });
    }
    for (const [name, count] of told) assert(count <= (all.get(name)?.most ?? 0), `the interaction ${name} is doubled`);
    for (const [name, { firm }] of all) assert((told.get(name) ?? 0) >= firm, `the interaction ${name} is lost`);
  }

  private assertStatements(): void {
    const { statements } = this.world.lrs;
    const ids = new Set(statements.map(({ id }) => id));
    assert.equal(ids.size, statements.length, "a statement is doubled");
    const told = new Map<string, number>();
    for (const one of statements) {
      const { verb, object, result, timestamp } = one as unknown as { verb: { id: string }; object: { id: string }; result?: unknown; timestamp: string };
      if (!/answered$/.test(verb.id)) continue;
      const name = `${object.id.split("/").pop()} ${timestamp} ${JSON.stringify((result as { response?: string }).response ?? "")}`;
      told.set(name, (told.get(name) ?? 0) + 1);
    }
    const names = new Map<string, { firm: number; most: number }>();
    for (const [sign, { event }] of this.world.events) {
      if (event.type !== "answered") continue;
      const prefix = `${event.question} ${new Date(event.at).toISOString()}`;
      const sum = names.get(prefix) ?? { firm: 0, most: 0 };
      names.set(prefix, { firm: sum.firm + +this.firm.has(sign), most: sum.most + 1 });
    }
    const count = (prefix: string) => [...told].reduce((sum, [name, n]) => (name.startsWith(`${prefix} `) ? sum + n : sum), 0);
    for (const [prefix, { firm, most }] of names) {
      assert(count(prefix) <= most, `the statement on ${prefix} is doubled`);
      assert(count(prefix) >= firm, `the statement on ${prefix} is lost`);
    }
  }

  /** The status never goes back; a score is that of a finished attempt, never lower than before, and not written again and again. */
  private assertStatus(): void {
    const ranks = ["unknown", "incomplete", "failed", "completed", "passed"];
    const reached: Record<string, number> = {};
    let score = -1;
    for (const entry of this.world.set) {
      const [name, value] = entry ?? ["", ""];
      if (name.endsWith("status")) {
        const now = ranks.indexOf(value);
        const before = reached[name] ?? 0;
        assert(now >= before || this.forgotten, `the status went back to ${value}`);
        reached[name] = Math.max(before, now);
      } else if (name.endsWith("raw")) {
        assert(+value >= score || this.forgotten, `the score went back to ${value}`);
        score = Math.max(score, +value);
      }
    }
  }

  /** Whether what was set may have been lost with nobody to remember it, so that a lower status is the truth. */
  private get forgotten(): boolean {
    return this.world.trouble.storage === "blocked" || this.world.habit === "reads empty" || this.steps.some((step) => step.startsWith("storage full"));
  }
}
