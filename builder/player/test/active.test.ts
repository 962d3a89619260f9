import assert from "node:assert/strict";
import { test } from "node:test";
import { ActiveTime } from "../src/active.js";
import { systemClock } from "../src/clock.js";
import type { CourseData } from "../src/data.js";
import { Session } from "../src/session.js";
import type { Snapshot, Tracking } from "../src/tracking/port.js";
import { memoryTracking } from "../src/tracking/memory.js";
import { fakeClock, settle } from "./support/clock.js";
import { AGENCY, IRI, sample } from "./support/course.js";
import { fakeJournal } from "./support/journal.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LIMIT = 10 * MINUTE;

function watched() {
  const clock = fakeClock();
  const states: string[] = [];
  let worked = 0;
  const active: ActiveTime = new ActiveTime(clock, (ms) => (worked += ms), () => states.push(active.state));
  active.start();
  const total = () => (active.settle(), worked);
  return { clock, active, states, total };
}

test("silence is presence up to the limit, and nothing of it is taken away", async () => {
  const { clock, active, states, total } = watched();
  await clock.pass(9 * MINUTE);
  assert.equal(total(), 9 * MINUTE);
  await clock.pass(30 * MINUTE);
  assert.equal(active.state, "away");
  assert.equal(total(), LIMIT);
  active.sign();
  await clock.pass(MINUTE);
  assert.equal(total(), LIMIT + MINUTE);
  assert.deepEqual(states, ["away", "working"]);
});

test("every sign begins the patience anew", async () => {
  const { clock, active, states, total } = watched();
  for (let n = 0; n < 6; n++) {
    await clock.pass(9 * MINUTE);
    active.sign();
  }
  assert.equal(total(), 54 * MINUTE);
  assert.deepEqual(states, []);
});

test("a window out of sight does not count; one that comes back does, without a key", async () => {
  const { clock, active, total } = watched();
  await clock.pass(MINUTE);
  active.show(false);
  await clock.pass(60 * MINUTE);
  active.show(true);
  await clock.pass(2 * MINUTE);
  assert.equal(total(), 3 * MINUTE);
  assert.equal(active.state, "working");
});

test("a pause lasts through signs and hiding, and ends by Resume or by going on", async () => {
  const { clock, active, total } = watched();
  active.pause();
  await clock.pass(MINUTE);
  active.sign();
  active.show(false);
  active.show(true);
  await clock.pass(MINUTE);
  assert.equal(active.state, "paused");
  assert.equal(total(), 0);
  active.work();
  await clock.pass(MINUTE);
  assert.equal(total(), MINUTE);
});

test("a machine that slept, or a clock put forward, adds no more than the limit", () => {
  let now = Date.UTC(2026, 10, 22);
  let worked = 0;
  const jumpy = { now: () => now, after: () => () => undefined };
  const active = new ActiveTime(jumpy, (ms) => (worked += ms), () => undefined);
  active.start();
  for (const _ of [1, 2]) {
    const before = worked;
    now += 26 * 60 * MINUTE;
    active.sign();
    assert.equal(worked - before, LIMIT);
  }
  now -= 26 * 60 * MINUTE;
  active.sign();
  assert.equal(worked, 2 * LIMIT, "and one put back takes nothing");
});

test("a clock that is set back goes on at its pace, so that nobody waits for it to catch up", () => {
  const truly = Date.now;
  let now = 1_000_000_000;
  Date.now = () => now;
  try {
    const clock = systemClock();
    const start = clock.now();
    now -= 60 * MINUTE;
    assert.equal(clock.now(), start);
    now += MINUTE;
    assert.equal(clock.now(), start + MINUTE);
  } finally {
    Date.now = truly;
  }
});

/** The sample, whose first lesson asks for `minutes`. */
function slow(minutes: number): CourseData {
  const course = sample();
  const [module] = course.modules;
  const [first, ...others] = module?.lessons ?? [];
  assert(module && first);
  return { ...course, modules: [{ ...module, lessons: [{ ...first, leastMinutes: minutes }, ...others] }] };
}

async function sitting(course: CourseData) {
  const clock = fakeClock();
  const commits: Snapshot[] = [];
  const memory = memoryTracking(`memory:${IRI}`, fakeJournal());
  const commit = (snapshot: Snapshot) => (commits.push(snapshot), memory.commit(snapshot));
  const tracking: Tracking = { ...memory, commit };
  const session = new Session(course, AGENCY, tracking, { clock, random: () => 0.3, journal: fakeJournal() });
  await session.start();
  await settle();
  return { session, clock, commits };
}

test("time is credited to the lesson in sight, and at the turn of a page to the one that was", async () => {
  const { session, clock } = await sitting(sample());
  session.view("one/hello");
  await clock.pass(50 * SECOND);
  session.view("two/trust");
  assert.deepEqual(session.progress.activeMs, { one: 50 * SECOND });
  await clock.pass(20 * SECOND);
  session.view("test");
  await clock.pass(MINUTE);
  session.view("one/voice");
  assert.deepEqual(session.progress.activeMs, { one: 50 * SECOND, two: 20 * SECOND });
});

test("a lesson that asks for no time asks for no commit either, but the next one carries the time", async () => {
  const { session, clock, commits } = await sitting(sample());
  session.view("one/hello");
  await clock.pass(5 * SECOND);
  const before = commits.length;
  await clock.pass(9 * MINUTE);
  assert.equal(commits.length, before);
  session.answer("voice-1", ["a"]);
  await clock.pass(2 * SECOND);
  assert.equal(commits.length, before + 1);
  assert((session.progress.activeMs["one"] ?? 0) >= 9 * MINUTE + 5 * SECOND);
  await session.finish(false);
});

test("a lesson that asks for time commits once a minute at most, until it has what it asks for", async () => {
  const { session, clock, commits } = await sitting(slow(5));
  session.view("one/hello");
  session.view("one/voice");
  await clock.pass(5 * SECOND);
  const before = commits.length;
  assert.equal(session.minutesLeft("one"), 5);
  await clock.pass(4 * MINUTE);
  assert.equal(session.minutesLeft("one"), 1);
  assert(commits.length - before <= 4, `${commits.length - before} commits in four minutes`);
  await clock.pass(2 * MINUTE);
  assert.equal(session.minutesLeft("one"), 0);
  const done = commits.length;
  await clock.pass(3 * MINUTE);
  assert.equal(commits.length, done);
});

test("the time after which a lesson is done comes by itself, and is a checkpoint", async () => {
  const { session, clock } = await sitting(slow(1));
  session.view("one/hello");
  session.view("one/voice");
  let told = 0;
  session.subscribe(() => told++);
  assert.deepEqual(session.missingFor("final").times, ["one"]);
  await clock.pass(MINUTE + 30 * SECOND);
  assert.deepEqual(session.missingFor("final").times, []);
  assert(told > 0);
});

test("leaving credits the last minutes", async () => {
  const { session, clock } = await sitting(slow(5));
  session.view("one/hello");
  await clock.pass(MINUTE + 10 * SECOND);
  await session.finish(true);
  assert.equal(session.progress.activeMs["one"], MINUTE + 10 * SECOND);
});
