import assert from "node:assert/strict";
import { test } from "node:test";
import { hash, numbers } from "../src/engine/random.js";
import { Session } from "../src/session.js";
import { cmi5LaunchOf } from "../src/tracking/cmi5/launch.js";
import { cmi5Tracking } from "../src/tracking/cmi5.js";
import type { Journal } from "../src/tracking/journal.js";
import { fakeClock, settle } from "./support/clock.js";
import { Cmi5Lms, type Sitting } from "./support/cmi5.js";
import { AGENCY, sample } from "./support/course.js";
import { fakeJournal } from "./support/journal.js";
import { study, takeTest } from "./support/learner.js";

type Fault = Cmi5Lms["fault"];

const FAULTS: Readonly<Record<string, Fault>> = {
  fine: () => null,
  silent: ({ path }) => (path.startsWith("fetch") ? null : 0),
  "no statements": ({ path }) => (path === "statements" ? 503 : null),
  "no documents": ({ path, method }) => (path === "activities/state" && method === "PUT" ? 500 : null),
  "answers lost": ({ path, method }) => (!path.startsWith("fetch") && method !== "GET" ? "lost" : null),
};

interface Tab {
  readonly sitting: Sitting;
  /** What the window keeps. */
  readonly window: Journal;
}

/** One learner in one browser, launch after launch, each with its own trouble and its own end. */
async function anyLearner(seed: number): Promise<{ steps: string[]; lms: Cmi5Lms; given: number }> {
  const random = numbers(hash(`cmi5 ${seed}`));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const steps: string[] = [];
  const lms = new Cmi5Lms();
  const clock = fakeClock();
  const journal = fakeJournal();
  let again: Tab | null = null;
  let given = 0;
  const opened = (known: Tab | null): Tab => known ?? { sitting: lms.launch(), window: fakeJournal() };
  const pass = async (ms: number): Promise<void> => {
    for (let part = 0; part < 4; part++) {
      await clock.pass(ms / 4);
      await settle();
    }
  };
  for (let round = 0; round < 6; round++) {
    const last = round === 5;
    if (last) again = null;
    const { sitting, window } = opened(again);
    const tab = { alive: true, reloading: false };
    const trouble = last ? "fine" : pick(Object.keys(FAULTS));
    lms.fault = FAULTS[trouble] ?? lms.fault;
    const fetch: typeof globalThis.fetch = async (address, init) => {
      if (!tab.alive) return new Promise<never>(() => undefined);
      const answer = await lms.fetch(address, init);
      return tab.alive ? answer : new Promise<never>(() => undefined);
    };
    const tracking = cmi5Tracking({
      course: sample(), launch: cmi5LaunchOf(sitting.query) ?? assert.fail("no launch"), agency: null, journal, session: window, fetch,
      now: () => clock.now(), reloading: () => tab.reloading, quiet: () => undefined, go: () => undefined,
    });
    const own = { now: clock.now, after: (ms: number, callback: () => void) => clock.after(ms, () => (tab.alive ? callback() : undefined)) };
    const session = new Session(sample(), AGENCY, tracking, { clock: own, random, journal });
    void session.start();
    await pass(1000);
    const does = pick(["answers", "answers", "studies", "fails", "passes"]);
    // Before the LMS has answered, what is done is done on trial.
    if (session.status.phase !== "connecting") {
      if (does !== "studies") for (const id of ["voice-1", "trust-1"]) if (random() < 0.7) (session.answer(id, ["a"]), given++);
      if (does !== "answers") study(session);
      if (does === "fails" || does === "passes") if (session.mayStart("final")) await takeTest(session, does === "fails" ? 4 : 0), (given += 5);
    }
    await pass(4000);
    if (!last && random() < 0.3) lms.fault = () => null;
    const end = last ? "exit" : pick(["exit", "close", "kill", "reload"]);
    steps.push(`${trouble}, ${does}, ${end} (${session.status.phase})`);
    tab.reloading = end === "reload";
    if (end === "exit") void session.finish(false);
    else if (end !== "kill") void session.finish(true);
    await pass(last ? 60_000 : 1000);
    tab.alive = false;
    again = end === "reload" ? { sitting, window } : null;
  }
  return { steps, lms, given };
}

test("whatever goes wrong, the LMS has nothing to object, and each answer is told once", async () => {
  const verdicts = new Set<string>();
  for (let seed = 0; seed < 30; seed++) {
    const { steps, lms, given } = await anyLearner(seed);
    const where = `seed ${seed}\n  ${steps.join("\n  ")}`;
    assert.deepEqual(lms.violations, [], where);
    assert.equal(lms.about("answered").length, given, where);
    for (const verb of lms.defined()) verdicts.add(verb);
  }
  assert.deepEqual([...verdicts].sort(), ["completed", "failed", "initialized", "passed", "terminated"]);
});
