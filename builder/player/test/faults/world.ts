/** A learner's browser and the other side, with faults that come and go, and the windows in which the course is open. */

import assert from "node:assert/strict";
import type { Clock } from "../../src/clock.js";
import type { CourseData } from "../../src/data.js";
import type { CourseEvent } from "../../src/events.js";
import { Session } from "../../src/session.js";
import { browserJournal, type Journal } from "../../src/tracking/journal.js";
import type { Tracking } from "../../src/tracking/port.js";
import { scorm12Tracking } from "../../src/tracking/scorm12.js";
import { scorm2004Tracking } from "../../src/tracking/scorm2004.js";
import type { ScormApi } from "../../src/tracking/scorm/api.js";
import { launchOf } from "../../src/tracking/xapi/launch.js";
import { xapiTracking } from "../../src/tracking/xapi.js";
import type { Channel, Message } from "../../src/windows.js";
import { fakeClock, settle } from "../support/clock.js";
import { AGENCY, IRI } from "../support/course.js";
import { storage } from "../support/journal.js";
import { Lms, type Quirks } from "../support/scorm.js";
import { Lms2004 } from "../support/scorm2004.js";
import { Lrs } from "../support/lrs.js";
import type { Random } from "./course.js";

export type Kind = "scorm12" | "scorm2004" | "xapi";

/** What may be wrong at the moment. */
export interface Trouble {
  /** What the other side does with what it is given. */
  side: "fine" | "refuses" | "forgets" | "500" | "gone" | "keeps nothing" | "answer lost" | "session lost";
  /** `blocked`: for good; `full`: nothing more can be written. */
  storage: "fine" | "blocked" | "full";
  /** Milliseconds until the next window finds its API. */
  late: number;
}

/** What the other side is like, from the first launch to the last. */
export type Habit = "by the book" | "reads empty" | "only passed" | "mastery";

/** Changes of the doubles and of the session, to prove that faults of them are found. */
export interface Plant {
  readonly tracking?: (tracking: Tracking) => Tracking;
  readonly journal?: (journal: Journal) => Journal;
  readonly session?: (session: Session) => void;
  readonly deaf?: boolean;
}

export interface Tab {
  readonly session: Session;
  readonly course: CourseData;
  readonly api: ScormApi | null;
  /** Whether this window still runs. */
  alive: boolean;
  /** Whether it sends what it sends while the page goes away. */
  leaving: boolean;
  readonly launchedAt: number;
}

const QUERY = { endpoint: "https://lrs.example.org/xapi", auth: "Basic abc", actor: '{"mbox":"mailto:ann@example.org"}', registration: "760e3480-ba55-4991-94b0-01820dbd23a2" };
const BEACON = 64 * 1024;
const never = new Promise<never>(() => undefined);

export class World {
  readonly clock = fakeClock();
  readonly trouble: Trouble = { side: "fine", storage: "fine", late: 0 };
  readonly lms: Lms | Lms2004;
  readonly lrs = new Lrs();
  readonly tabs: Tab[] = [];
  /** All events that any window recorded, by what they say. */
  readonly events = new Map<string, { readonly event: CourseEvent; readonly at: number; readonly by: Tab }>();
  /** Statuses and scores that the content has set, in order; null: a new window. */
  readonly set: (readonly [name: string, value: string] | null)[] = [];
  /** Milliseconds that the wall clock was set forward or back. */
  offset = 0;

  private readonly store = storage();
  private readonly channels = new Map<string, Set<(message: Message) => void>>();

  constructor(
    readonly kind: Kind,
    readonly habit: Habit,
    private readonly random: Random,
    public course: CourseData,
    private readonly plant: Plant,
  ) {
    this.lms = kind === "scorm2004" ? new Lms2004() : new Lms();
    this.lrs.quirks = { fault: ({ method, keepalive, body }) => this.fault(method, keepalive, body) };
  }

  async pass(ms: number): Promise<void> {
    await this.clock.pass(ms);
  }

  private journal(tab: { alive: boolean }): Journal {
    const { trouble, store } = this;
    const guarded = new Proxy(store, {
      get: (target, name) => {
        if (trouble.storage === "blocked") throw new Error("SecurityError");
        if (name === "setItem" && !tab.alive) return () => undefined;
        if (name === "setItem" && trouble.storage === "full") throw new Error("QuotaExceededError");
        return Reflect.get(target, name) as unknown;
      },
    });
    const journal = browserJournal(() => guarded);
    return this.plant.journal?.(journal) ?? journal;
  }

  /** Each window has a clock that never goes back, though the wall clock may between two windows. */
  private clockOf(tab: { alive: boolean }): Clock {
    let last = 0;
    return {
      now: () => (last = Math.max(last, this.clock.now() + this.offset)),
      after: (ms, callback) => this.clock.after(ms, () => (tab.alive ? callback() : undefined)),
    };
  }

  private quirks(tab: Pick<Tab, "leaving" | "alive">): Quirks {
    const { trouble, habit, set } = this;
    const session = { lost: false };
    return {
      mute: habit === "reads empty",
      onlyPassed: habit === "only passed",
      ...(habit === "mastery" ? { mastery: 80 } : {}),
      refuse: () => {
        session.lost ||= trouble.side === "session lost";
        return session.lost ? (this.kind === "scorm2004" ? "132" : "301") : null;
      },
      commits: () => !session.lost && !["refuses", "forgets", "500", "session lost"].includes(trouble.side),
      heard: (element, value) => {
        if (/^cmi\.(core\.)?((lesson|completion|success)_status|score\.raw)$/.test(element)) set.push([element, value]);
      },
      get forgets() {
        return trouble.side === "forgets";
      },
      get finishes() {
        return !["refuses", "forgets", "500"].includes(trouble.side) && !session.lost;
      },
      get keeps() {
        return !["gone", "keeps nothing"].includes(trouble.side);
      },
      get room() {
        return tab.leaving ? BEACON : Infinity;
      },
    };
  }

  private fault(method: string, keepalive: boolean, body: string): number | "lost" | null {
    const { side } = this.trouble;
    if (keepalive && body.length > BEACON) return 0;
    if (side === "500" || side === "refuses") return method === "GET" && side === "refuses" ? null : 500;
    if (side === "gone") return 0;
    if (side === "answer lost" && method !== "GET") return "lost";
    return side === "session lost" ? 401 : null;
  }

  private tracking(tab: Tab, course: CourseData, clock: Clock, journal: Journal): Tracking {
    if (this.kind !== "xapi") {
      const from = this.clock.now() + this.trouble.late;
      const dead = { ...tab.api, LMSInitialize: () => null, Initialize: () => null } as unknown as ScormApi;
      const make = this.kind === "scorm12" ? scorm12Tracking : scorm2004Tracking;
      return make(course, { adapter: this.kind, stateLimit: 8192 }, () => (!tab.alive ? dead : this.clock.now() >= from ? tab.api : null));
    }
    const launch = launchOf(`?${new URLSearchParams(QUERY).toString()}`) ?? assert.fail("no launch");
    const from = clock.now() + this.trouble.late;
    const fetch = (address: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      if (!tab.alive) return never;
      if (clock.now() < from) return Promise.reject(new TypeError("Failed to fetch"));
      return this.lrs.fetch(address, init).then((answer) => (tab.alive ? answer : never), (error: unknown) => (tab.alive ? Promise.reject(error) : never));
    };
    return xapiTracking({ course, launch, activityId: IRI, agency: "a", journal, fetch, newId: () => this.uuid() });
  }

  private uuid(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  private readonly connect = (name: string, hear: (message: Message) => void): Channel => {
    const ears = this.channels.get(name) ?? new Set();
    this.channels.set(name, ears.add(hear));
    return {
      post: (message) => {
        const text = JSON.stringify(message);
        for (const ear of ears) if (ear !== hear && !this.plant.deaf) void Promise.resolve().then(() => ears.has(ear) && ear(JSON.parse(text) as Message));
      },
      close: () => void ears.delete(hear),
    };
  };

  /** `api`: that of a window which is loaded again. */
  async open(api: ScormApi | null = null): Promise<Tab> {
    const state: { -readonly [K in keyof Tab]?: Tab[K] } = { alive: true, leaving: false, course: this.course, launchedAt: this.clock.now() };
    const tab = state as Tab;
    if (this.kind !== "xapi") state.api = api ?? this.lms.launch(this.quirks(tab));
    const clock = this.clockOf(tab);
    const journal = this.journal(tab);
    const own = this.tracking(tab, this.course, clock, journal);
    const tracking = this.plant.tracking?.(own) ?? own;
    const spied: Tracking = {
      ...bound(tracking),
      record: (events) => {
        for (const event of events) {
          const sign = JSON.stringify({ ...event, interaction: 0 });
          if (!this.events.has(sign)) this.events.set(sign, { event, at: this.clock.now(), by: tab });
        }
        tracking.record(events);
      },
    };
    const hear = this.connect;
    const windows = (name: string, listen: (message: Message) => void) => hear(name, (message) => (tab.alive ? listen(message) : undefined));
    state.session = new Session(this.course, AGENCY, spied, { clock, random: this.random, journal, windows, online: () => this.trouble.side !== "gone" });
    this.plant.session?.(tab.session);
    this.set.push(null);
    this.tabs.push(tab);
    void tab.session.start();
    await settle();
    return tab;
  }

  /** The browser, or the power, is gone: nothing more runs. */
  kill(tab: Tab): void {
    tab.alive = false;
  }

  async close(tab: Tab): Promise<void> {
    tab.leaving = true;
    void tab.session.finish(true);
    tab.alive = this.kind === "xapi"; // what was sent last arrives, or not
    await settle();
    tab.alive = false;
  }

  get storageKeys(): readonly string[] {
    return Array.from({ length: this.store.length }, (_, i) => this.store.key(i) ?? "");
  }

  stored(key: string): string | null {
    return this.store.getItem(key);
  }
}

/** Methods of a class do not spread. */
const bound = (tracking: Tracking): Tracking => ({
  name: tracking.name,
  destination: tracking.destination,
  stateLimit: tracking.stateLimit,
  open: () => tracking.open(),
  record: (events) => tracking.record(events),
  commit: (snapshot) => tracking.commit(snapshot),
  finish: (snapshot, leaving) => tracking.finish(snapshot, leaving),
  report: () => tracking.report(),
  keep: () => tracking.keep(),
  probe: () => tracking.probe(),
});
