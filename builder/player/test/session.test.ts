import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseEvent } from "../src/events.js";
import { Session } from "../src/session.js";
import { freshProgress, merged } from "../src/state/progress.js";
import type { Progress } from "../src/progress.js";
import type { Journal } from "../src/tracking/journal.js";
import { memoryTracking } from "../src/tracking/memory.js";
import type { Opening, Tracking } from "../src/tracking/port.js";
import { fakeClock, settle } from "./support/clock.js";
import { AGENCY, IRI, large, sample } from "./support/course.js";
import { blockedJournal, fakeJournal, storage } from "./support/journal.js";
import { playScenario, readAll, study, takeTest } from "./support/learner.js";

/** Memory that also keeps the log of events. */
async function sitting(journal: Journal = fakeJournal(), course = sample()) {
  const clock = fakeClock();
  const events: CourseEvent[] = [];
  const tracking: Tracking = { ...memoryTracking(`memory:${IRI}`, journal), record: (more) => void events.push(...more) };
  const session = new Session(course, AGENCY, tracking, { clock, random: () => 0.3, journal });
  await session.start();
  await settle();
  return { session, clock, events, types: () => events.map((event) => event.type) };
}

test("without an LMS this browser remembers, and says so", async () => {
  const journal = fakeJournal();
  const first = await sitting(journal);
  assert.deepEqual(first.session.status, { phase: "saved", recording: "device", confirmed: true, mode: "normal", resumed: false, refused: false, restored: false, kept: false });
  study(first.session);
  await takeTest(first.session, 0);
  first.session.view("two/trust");
  void first.session.finish(true);
  const second = await sitting(journal);
  assert.equal(second.session.status.resumed, true);
  assert.equal(second.session.progress.at, "two/trust");
  assert.equal(second.session.progress.verdict, "passed");
});

test("a browser that keeps nothing says that nothing is kept", async () => {
  for (const journal of [blockedJournal(), fakeJournal(storage(0))]) {
    const { session } = await sitting(journal);
    assert.equal(session.status.recording, "nowhere");
    study(session);
    assert.equal((await takeTest(session, 0)).success, true);
    await session.finish(false);
    assert.equal(session.status.phase, "finished");
  }
});

test("an administrator is told when work was last taken, which is never where none is", async () => {
  const saved = async (journal: Journal, mode: Opening["mode"] = "normal") => {
    const clock = fakeClock();
    const memory = memoryTracking(`memory:${IRI}`, journal);
    const open = async () => ({ ...((await memory.open()) as Opening), mode });
    const session = new Session(sample(), AGENCY, { ...memory, open }, { clock, random: () => 0.3, journal, settings: { adapter: "memory", format: "web" } });
    await session.start();
    study(session);
    await session.finish(false);
    const { savedAt, settings } = session.report();
    assert.equal(settings?.format, "web");
    return savedAt === null ? null : clock.now() - savedAt;
  };
  assert.equal(await saved(fakeJournal()), 0);
  assert.equal(await saved(blockedJournal()), null);
  assert.equal(await saved(fakeJournal(), "browse"), null);
});

test("the log tells a session from its start to its end", async () => {
  const { session, types, events } = await sitting();
  session.view("one/hello");
  session.view("one/voice");
  session.answer("voice-1", ["a"]);
  session.view("one/hello");
  await session.finish(false);
  assert.deepEqual(types(), ["session-started", "page-viewed", "page-viewed", "lesson-completed", "answered", "page-viewed", "session-ended"]);
  assert.deepEqual(events.flatMap((event) => (event.type === "page-viewed" ? [event.first] : [])), [true, true, false]);
  assert.deepEqual(events.flatMap((event) => (event.type === "lesson-completed" ? [event.progress] : [])), [50]);
});

test("the time on a lesson is told when the learner leaves it, also after its last page, as all that was worked on it", async () => {
  const journal = fakeJournal();
  const { session, clock, types, events } = await sitting(journal);
  const left = (told = events) => told.flatMap((event) => (event.type === "lesson-left" ? [[event.lesson, event.durationMs]] : []));
  session.view("one/hello");
  await clock.pass(40_000);
  session.view("one/voice");
  await clock.pass(20_000);
  assert.deepEqual(events.flatMap((event) => (event.type === "lesson-completed" ? [event.durationMs] : [])), [40_000]);
  assert.deepEqual(left(), []);
  session.view("two/trust");
  assert.deepEqual(types().slice(-2), ["lesson-left", "page-viewed"]);
  await clock.pass(5000);
  session.view("test");
  await clock.pass(90_000);
  session.view("one/voice");
  session.view("two/trust");
  assert.deepEqual(left(), [["one", 60_000], ["two", 5000]]);
  session.view("one/hello");
  await clock.pass(7000);
  await session.finish(false);
  assert.deepEqual(types().slice(-2), ["lesson-left", "session-ended"]);
  assert.deepEqual(left(), [["one", 60_000], ["two", 5000], ["one", 67_000]]);
  const again = await sitting(journal);
  again.session.view("two/trust");
  assert.deepEqual(left(again.events), []);
  await again.clock.pass(3000);
  void again.session.finish(true);
  assert.deepEqual(left(again.events), [["two", 8000]]);
});

test("time on a lesson before the saved state was known is told on top of it; outside of normal mode none is", async () => {
  const journal = fakeJournal();
  const before = await sitting(journal);
  await before.clock.pass(30_000);
  await before.session.finish(false);
  for (const [mode, told] of [["normal", [34_000]], ["review", []]] as const) {
    const clock = fakeClock();
    const events: CourseEvent[] = [];
    const memory = memoryTracking(`memory:${IRI}`, journal);
    const open = async () => (clock.now() < before.clock.now() - 26_000 ? null : { ...((await memory.open()) as Opening), mode });
    const tracking: Tracking = { ...memory, open, record: (more) => void events.push(...more) };
    const session = new Session(sample(), AGENCY, tracking, { clock, random: () => 0.3, journal });
    await session.start();
    session.view("one/voice");
    session.view("one/hello");
    await clock.pass(4000);
    session.view("two/trust");
    await clock.pass(1000);
    assert.deepEqual(events.flatMap((event) => (event.type === "lesson-left" ? [event.durationMs] : [])), told);
  }
});

test("the time that was worked in another window is told with that of this one", async () => {
  const { session, clock, events } = await sitting();
  await clock.pass(12_000);
  const theirs = { ...freshProgress(session.course, 1), activeMs: { one: 50_000 }, toldMs: { one: 50_000 } };
  session.progress = merged(session.progress, theirs);
  session.view("two/trust");
  assert.deepEqual(events.flatMap((event) => (event.type === "lesson-left" ? [event.durationMs] : [])), [62_000]);
});

test("completed and passed are told once, whatever comes after", async () => {
  const { session, types } = await sitting();
  study(session);
  await takeTest(session, 0);
  await takeTest(session, 0);
  study(session);
  const counts = (type: CourseEvent["type"]) => types().filter((other) => other === type).length;
  assert.deepEqual([counts("completed"), counts("passed"), counts("failed"), counts("test-finished")], [1, 1, 0, 2]);
  const order = types();
  assert(order.indexOf("test-finished") < order.indexOf("completed") && order.indexOf("completed") < order.indexOf("passed"));
});

test("a failed attempt after a pass that still waits for lessons is no verdict", async () => {
  const { session, types } = await sitting(fakeJournal(), sample({ test: { opens: "always" } }));
  await takeTest(session, 0);
  await takeTest(session, 5);
  assert(!types().includes("failed") && !types().includes("passed"));
  readAll(session);
  playScenario(session, "order");
  assert(types().includes("passed") && types().includes("completed"));
});

test("each answer to a question of a lesson is a try; the last one counts", async () => {
  const { session, events } = await sitting();
  session.answer("voice-1", ["b"]);
  session.answer("voice-1", ["a"]);
  assert.deepEqual(session.progress.questions["voice-1"], { response: ["a"], success: true, tries: 2 });
  assert.deepEqual(events.flatMap((event) => (event.type === "answered" ? [[event.tries, event.attempt, event.interaction]] : [])), [[1, null, 0], [2, null, 1]]);
});

test("a scenario is walked to its end, and walked again", async () => {
  const { session, events } = await sitting();
  assert.equal(session.decide("stop", "listen"), "story");
  assert.equal(session.decide("stop", "nonsense"), "story");
  assert.equal(session.decide("stop", "cite"), "anger");
  assert.equal(session.decide("stop", "listen"), "anger");
  assert.equal(session.progress.scenarios["stop"]?.finished, true);
  session.replay("stop");
  assert.deepEqual(session.progress.scenarios["stop"], { path: [], node: "window", run: 2, finished: true });
  assert.equal(session.decide("stop", "order"), "anger");
  assert.deepEqual(events.flatMap((event) => (event.type === "scenario-finished" ? [[event.run, event.end]] : [])), [[1, "anger"], [2, "anger"]]);
});

test("answers of the test can be changed until it is submitted, and taken away", async () => {
  const { session } = await sitting();
  study(session);
  session.view("test");
  session.startTest("final");
  const item = session.progress.tests["final"]?.open?.items[0] ?? "";
  const answers = () => session.progress.tests["final"]?.open?.answers;
  session.answerItem("final", item, [session.course.questions[item]?.options[0]?.id ?? ""]);
  assert.equal(Object.keys(answers() ?? {}).length, 1);
  session.answerItem("final", item, []);
  assert.deepEqual(answers(), {});
  session.startTest("final");
  assert.equal(session.progress.tests["final"]?.open?.items[0], item);
});

test("an unanswered item is wrong", async () => {
  const { session, events } = await sitting();
  study(session);
  session.view("test");
  session.startTest("final");
  const result = session.submitTest("final");
  assert.deepEqual([result.right, result.items, result.score, result.success], [0, 5, 0, false]);
  const answered = events.flatMap((event) => (event.type === "answered" ? [event] : []));
  assert.equal(answered.length, 5);
  assert(answered.every((event) => !event.success && event.response.length === 0 && event.attempt === 1));
});

test("the time at each item is told, and the time of the test", async () => {
  const { session, clock, events } = await sitting();
  study(session);
  session.view("test");
  await clock.pass(5000);
  session.startTest("final");
  const items = session.progress.tests["final"]?.open?.items ?? [];
  await clock.pass(2000);
  session.moveTo("final", 1);
  await clock.pass(1000);
  session.view("one/hello");
  await clock.pass(60_000);
  session.view("test");
  await clock.pass(500);
  session.moveTo("final", 0);
  await clock.pass(3000);
  session.moveTo("final", items.length);
  await clock.pass(10_000);
  session.submitTest("final");
  const times = events.flatMap((event) => (event.type === "answered" ? [event.latencyMs] : []));
  assert.deepEqual(times, [5000, 1500, 0, 0, 0]);
  assert.deepEqual(events.flatMap((event) => (event.type === "test-finished" ? [event.durationMs] : [])), [76_500]);
});

test("the time at an item in an earlier attempt does not count in the next", async () => {
  const { session, clock, events } = await sitting(fakeJournal(), sample({ test: { blueprint: [{ objective: "E1.1", items: 1 }], bank: ["e1-1-1"], opens: "always" } }));
  for (const ms of [5000, 700]) {
    session.view("test");
    session.startTest("final");
    await clock.pass(ms);
    session.submitTest("final");
  }
  assert.deepEqual(events.flatMap((event) => (event.type === "answered" ? [event.latencyMs] : [])), [5000, 700]);
});

test("the result can be read after the test, and after a resume, as it was", async () => {
  const journal = fakeJournal();
  const { session } = await sitting(journal);
  assert.equal(session.lastResult("final"), null);
  study(session);
  const result = await takeTest(session, 2);
  assert.deepEqual(session.lastResult("final"), result);
  assert.equal(result.attempt, 1);
  assert.deepEqual(result.objectives.map((part) => [part.objective, part.items]), [["E1.1", 2], ["E2.1", 3]]);
  await session.finish(true);
  assert.deepEqual((await sitting(journal)).session.lastResult("final"), result);
});

test("a result whose items were dropped for room still has its sums", async () => {
  const course = sample();
  const tight: Tracking = { ...memoryTracking("tight", fakeJournal()), stateLimit: 0 };
  let session = new Session(course, AGENCY, tight, { clock: fakeClock(), journal: fakeJournal() });
  await session.start();
  study(session);
  const result = await takeTest(session, 2);
  await session.finish(true);
  session = new Session(course, AGENCY, tight, { clock: fakeClock(), journal: fakeJournal() });
  await session.start();
  assert.deepEqual(session.lastResult("final"), { ...result, objectives: [] });
});

test("listeners hear of every change until they stop", async () => {
  const { session } = await sitting();
  let heard = 0;
  const stop = session.subscribe(() => heard++);
  session.view("one/hello");
  assert(heard > 0);
  stop();
  const before = heard;
  session.view("one/voice");
  assert.equal(heard, before);
});

test("seeing the same page again without having left it is no new view", async () => {
  const { session, types } = await sitting();
  session.view("one/hello");
  session.view("one/hello");
  assert.equal(types().filter((type) => type === "page-viewed").length, 1);
});

test("starting twice starts once", async () => {
  const { session, types } = await sitting();
  await session.start();
  assert.deepEqual(types(), ["session-started"]);
});

test("outside of normal mode no adapter is given anything to keep", async () => {
  const given: string[] = [];
  const base = memoryTracking("x", fakeJournal());
  const tracking: Tracking = {
    ...base,
    open: async () => ({ state: null, location: null, mode: "review", status: "passed", learner: "ann", fresh: false, interactions: null }),
    record: () => void given.push("record"),
    commit: (snapshot) => {
      given.push("commit");
      return base.commit(snapshot);
    },
  };
  const clock = fakeClock();
  const session = new Session(sample(), AGENCY, tracking, { clock, journal: fakeJournal() });
  await session.start();
  study(session);
  await takeTest(session, 5);
  await clock.pass(60_000);
  await session.save();
  await session.finish(false);
  assert.deepEqual(given, []);
  assert.equal(session.status.phase, "finished");
});

test("what need not be tried again is not", async () => {
  const clock = fakeClock();
  let tries = 0;
  const tracking: Tracking = {
    ...memoryTracking("x", fakeJournal()),
    commit: async () => ({ ok: false, retry: false, reason: `no ${++tries}` }),
  };
  const session = new Session(sample(), AGENCY, tracking, { clock, journal: fakeJournal() });
  await session.start();
  session.view("one/hello");
  await clock.pass(120_000);
  await session.save();
  assert.equal(tries, 1);
  assert.equal(session.status.phase, "unsaved");
});

test("an adapter that fails without a word is one that did not save", async () => {
  const clock = fakeClock();
  let broken = true;
  const tracking: Tracking = {
    ...memoryTracking("x", fakeJournal()),
    commit: async () => {
      if (broken) throw new Error("oops");
      return { ok: true, confirmed: true };
    },
  };
  const session = new Session(sample(), AGENCY, tracking, { clock, journal: fakeJournal() });
  await session.start();
  await settle();
  assert.equal(session.status.phase, "unsaved");
  broken = false;
  await clock.pass(2100);
  assert.equal(session.status.phase, "saved");
});

test("a hundred pages with their questions fit the least that an LMS must take", async () => {
  const course = large(100);
  const journal = fakeJournal();
  const states: string[] = [];
  const tracking: Tracking = {
    ...memoryTracking("large", journal),
    stateLimit: 4000,
    commit: async ({ state }) => {
      states.push(state);
      return { ok: true, confirmed: journal.write("large", state) };
    },
  };
  const session = new Session(course, AGENCY, tracking, { clock: fakeClock(), journal });
  await session.start();
  readAll(session);
  for (const id of Object.keys(course.questions).filter((name) => name.startsWith("lesson"))) session.answer(id, ["a", "b", "c", "d"]);
  playScenario(session, "listen", "explain");
  await takeTest(session, 3);
  await takeTest(session, 0);
  await session.save();
  assert(states.every((state) => state.length <= 4000));
  assert((states[states.length - 1]?.length ?? 0) > 2000);
  const again = new Session(course, AGENCY, tracking, { clock: fakeClock(), journal });
  await again.start();
  assert.equal(again.progress.verdict, "passed");
  assert.equal(again.progress.seen.size, 100);
  assert.equal(Object.keys(again.progress.questions).length, 100);
});

test("two states of one learner are brought together without undoing anything", () => {
  const base = freshProgress(sample(), 1);
  const open = { number: 2, items: ["e1-1-1"], answers: {}, position: 0, startedAt: 0 };
  const one: Progress = {
    ...base,
    at: "one/voice",
    seen: new Set(["one/hello", "one/voice"]),
    questions: { "voice-1": { response: ["a"], success: true, tries: 3 }, "trust-1": { response: ["true"], success: true, tries: 1 } },
    scenarios: { stop: { path: [], node: "window", run: 2, finished: false } },
    tests: { final: { open, finished: [{ number: 1, score: 40, success: false }], last: null } },
    verdict: "failed",
    score: 40,
    interactions: 9,
  };
  const two: Progress = {
    ...base,
    at: "two/stop",
    seen: new Set(["two/stop"]),
    questions: { "voice-1": { response: ["b"], success: false, tries: 2 } },
    scenarios: { stop: { path: [{ node: "window", choice: "order" }], node: "anger", run: 1, finished: true } },
    tests: { final: { open: null, finished: [{ number: 1, score: 40, success: false }, { number: 2, score: 90, success: true }], last: null } },
    completed: true,
    verdict: "passed",
    score: 90,
    interactions: 7,
    totalMs: 5,
  };
  const wanted: Progress = {
    ...one,
    seen: new Set(["one/hello", "one/voice", "two/stop"]),
    scenarios: { stop: { path: [], node: "window", run: 2, finished: true } },
    tests: two.tests,
    completed: true,
    verdict: "passed",
    score: 90,
    totalMs: 5,
  };
  assert.deepEqual(merged(one, two), wanted);
  assert.deepEqual(merged(two, one), { ...wanted, at: "two/stop" });
  assert.deepEqual(merged(base, base), base);
});

test("ticks of a checklist are there after a resume, and in no event", async () => {
  const journal = fakeJournal();
  const items = [{ id: "card", key: "crd" }, { id: "pen", key: "pen" }];
  const course = { ...sample(), checklists: { shift: { id: "shift", key: "shft", items } } };
  const first = await sitting(journal, course);
  first.session.tick("shift", ["pen"]);
  await first.session.finish(false);
  assert.deepEqual(first.types().filter((type) => !type.startsWith("session")), []);
  const second = await sitting(journal, course);
  assert.deepEqual(second.session.progress.ticked, { shift: ["pen"] });
});

test("notes are kept by course and learner, and for nobody where an LMS does not say who learns", async () => {
  const named = async (destination: Tracking["destination"], learner: string | null): Promise<string | null> => {
    const journal = fakeJournal();
    const tracking = memoryTracking(`memory:${IRI}`, journal);
    const open = async () => ({ ...(await tracking.open()), learner }) as Opening;
    const session = new Session(sample(), AGENCY, { ...tracking, destination, open }, { clock: fakeClock(), journal });
    const before = session.keeper();
    await session.start();
    await settle();
    assert.equal(before === null, destination !== "device");
    return session.keeper();
  };
  const names = [await named("lms", "A-1"), await named("lms", "A-2"), await named("lrs", "{}"), await named("device", null)];
  assert.equal(new Set(names).size, 4);
  for (const name of names) assert.equal(name?.startsWith(`${IRI}:`) && !name.includes("A-"), true);
  assert.equal(await named("lms", null), null);
});
