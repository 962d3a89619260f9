/** The suite can fail: each of these faults, put into the doubles or into the session, is found by it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Session } from "../../src/session.js";
import type { Journal } from "../../src/tracking/journal.js";
import type { CommitResult, Snapshot, Tracking } from "../../src/tracking/port.js";
import { plays } from "./plays.js";
import type { Habit, Kind, Plant } from "./world.js";

const RUNS = 40;

/** Does some things otherwise than the adapter. */
const adapter = (change: (own: Tracking) => Partial<Tracking>) => (own: Tracking): Tracking =>
  ({
    name: own.name,
    destination: own.destination,
    stateLimit: own.stateLimit,
    open: () => own.open(),
    record: (events) => own.record(events),
    commit: (snapshot) => own.commit(snapshot),
    finish: (snapshot, leaving) => own.finish(snapshot, leaving),
    report: () => own.report(),
    keep: () => own.keep(),
    probe: () => own.probe(),
    ...change(own),
  }) satisfies Tracking;

const yes = async (): Promise<CommitResult> => ({ ok: true, confirmed: true });

/** What a session does not show is changed where it stands. */
function patched(name: string, replace: (own: (...args: unknown[]) => unknown) => (...args: unknown[]) => unknown): (session: Session) => void {
  return (session) => {
    const open = session as unknown as Record<string, (...args: unknown[]) => unknown>;
    const own = open[name]?.bind(session);
    if (!own) throw new Error(`the session has no ${name}`);
    open[name] = replace(own);
  };
}

let calls = 0;
const now = (): number => ++calls;

interface Planted {
  readonly plant: Plant;
  /** What the suite says of it. */
  readonly found: RegExp;
  readonly kind?: Kind;
  readonly habit?: Habit;
}

const PLANTED: Readonly<Record<string, Planted>> = {
  "a commit that is only said to have worked": {
    plant: { tracking: adapter((own) => ({ commit: (snapshot) => (now() % 3 ? own.commit(snapshot) : yes()) })) },
    found: /told that all is saved|is lost/,
  },
  "an event that is forgotten": {
    plant: { tracking: adapter((own) => ({ record: (events) => own.record(events.filter(() => now() % 9)) })) },
    found: /(interaction|statement) .* is lost/,
  },
  "an event that is told twice": {
    plant: { tracking: adapter((own) => ({ record: (events) => own.record(events.flatMap((event) => (now() % 9 ? [event] : [event, event]))) })) },
    found: /doubled/,
  },
  "a status that is lowered": {
    plant: { tracking: adapter((own) => ({ commit: (snapshot) => own.commit({ ...snapshot, status: now() % 5 ? snapshot.status : "incomplete" }) })) },
    found: /status went back/,
    kind: "scorm12",
    habit: "by the book",
  },
  "a score of the last attempt instead of the best": {
    plant: {
      tracking: adapter((own) => ({
        commit: (snapshot: Snapshot) => own.commit({ ...snapshot, score: snapshot.score === null ? null : (now() * 37) % 100 }),
      })),
    },
    found: /score went back/,
    kind: "scorm12",
    habit: "by the book",
  },
  "a browser that says that it keeps what it does not keep": {
    plant: { journal: (own): Journal => ({ ...own, write: () => true }) },
    found: /is lost/,
  },
  "a session that does not go on from what the browser kept": {
    plant: { journal: (own): Journal => ({ ...own, read: () => null }) },
    found: /is lost/,
    kind: "scorm12",
    habit: "by the book",
  },
  "a session that forgets its saved state": {
    plant: { session: patched("restore", () => () => []) },
    found: /lost|doubled/,
  },
  "windows that do not hear of each other": {
    plant: { deaf: true },
    found: /more than one window|called the LMS/,
    kind: "scorm12",
    habit: "by the book",
  },
  "a session that believes an LMS without a network": {
    plant: { session: (session) => Object.assign(session["around"], { online: () => true }) },
    found: /told that all is saved/,
    kind: "scorm12",
    habit: "by the book",
  },
};

const results = new Map<string, Awaited<ReturnType<typeof plays>>>();
const seeds = Array.from({ length: RUNS }, (_, i) => 50_000 + i);
for (const [name, { plant, kind, habit }] of Object.entries(PLANTED)) results.set(name, await plays(seeds, plant, kind, habit));

for (const [name, { found }] of Object.entries(PLANTED))
  test(`the suite finds ${name}`, () => {
    const said = (results.get(name) ?? []).map(({ message }) => message);
    assert(said.some((message) => found.test(message)), `${said.length} of ${RUNS} runs failed: ${said.slice(0, 5).join("; ")}`);
  });
