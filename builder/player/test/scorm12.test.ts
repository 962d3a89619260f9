import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../src/session.js";
import type { AgencyData, CourseData, TrackingSettings } from "../src/data.js";
import type { Journal } from "../src/tracking/journal.js";
import { scorm12Tracking, timespan } from "../src/tracking/scorm12.js";
import { fakeClock, settle, START, type FakeClock } from "./support/clock.js";
import { AGENCY, sample } from "./support/course.js";
import { fakeJournal } from "./support/journal.js";
import { playScenario, readAll, study, takeTest } from "./support/learner.js";
import { Lms, type Quirks } from "./support/scorm.js";

interface Setting {
  readonly course?: CourseData;
  readonly agency?: AgencyData;
  readonly quirks?: Quirks;
  readonly clock?: FakeClock;
  readonly journal?: Journal;
  /** When the API appears. */
  readonly lateMs?: number;
  readonly words?: TrackingSettings["words"];
}

let seeds = 0.1;

function sitting(lms: Lms, { course = sample(), agency = AGENCY, quirks = {}, clock = fakeClock(), journal = fakeJournal(), lateMs = 0, words = {} }: Setting = {}) {
  const api = lms.launch(quirks);
  const from = clock.now() + lateMs;
  const tracking = scorm12Tracking(course, { adapter: "scorm12", stateLimit: 4096, words }, () => (clock.now() >= from ? api : null));
  seeds = (seeds + 0.37) % 1;
  const seed = seeds;
  const session = new Session(course, agency, tracking, { clock, random: () => seed, journal });
  return { session, clock, tracking, journal };
}

async function launched(lms: Lms, setting: Setting = {}) {
  const made = sitting(lms, setting);
  await made.session.start();
  await settle();
  return made;
}

test("the first launch sets incomplete, suspend and a state at once, with few calls and none that errs", async () => {
  const lms = new Lms();
  const { session } = await launched(lms);
  assert.equal(lms.core("lesson_status"), "incomplete");
  assert.equal(lms.core("exit"), "suspend");
  assert(lms.stored["cmi.suspend_data"]);
  assert.equal(lms.core("score.raw"), undefined);
  assert.deepEqual(lms.errors, []);
  assert(lms.calls.length <= 17, String(lms.calls.length));
  assert(!lms.calls.includes("GetLastError"));
  assert.deepEqual(session.status, { phase: "saved", recording: "lms", confirmed: true, mode: "normal", resumed: false, refused: false, restored: false, kept: true });
});

test("reading, answering and passing ends passed, with score, interactions, objectives and time", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  await clock.pass(4000);
  session.view("one/voice");
  await clock.pass(2500);
  session.answer("voice-1", ["c"]);
  assert.equal(session.progress.questions["voice-1"]?.success, false);
  await clock.pass(1200);
  session.answer("voice-1", ["a"]);
  session.answer("respect-1", ["b", "a"]);
  assert.equal(session.progress.questions["respect-1"]?.success, true);
  session.answer("trust-1", ["false"]);
  study(session);
  const result = await takeTest(session, 1);
  assert.deepEqual([result.right, result.items, result.score, result.success], [4, 5, 80, true]);
  assert.equal(lms.core("lesson_status"), "passed");
  await clock.pass(100_000);
  await session.finish(false);
  assert.equal(session.status.phase, "finished");
  assert.equal(lms.core("lesson_status"), "passed");
  assert.deepEqual(["raw", "min", "max"].map((name) => lms.core(`score.${name}`)), ["80", "0", "100"]);
  assert.equal(lms.core("session_time"), "0000:01:47.70");
  assert.equal(lms.core("exit"), "suspend");
  assert.equal(lms.core("lesson_location"), "test");
  const interactions = lms.interactions();
  assert.equal(interactions.length, 4 + 2 + 5);
  const first = { ...interactions[0] };
  assert.match(first["time"] ?? "", /^\d\d:\d\d:\d\d$/);
  delete first["time"];
  assert.deepEqual(first, {
    id: "voice-1",
    "objectives.0.id": "E1_1",
    type: "choice",
    "correct_responses.0.pattern": "a",
    student_response: "c",
    result: "wrong",
    latency: "0000:00:02.50",
  });
  assert.equal(interactions[1]?.["latency"], "0000:00:01.20");
  assert.equal(interactions[2]?.["student_response"], "a,b");
  assert.equal(interactions[3]?.["type"], "true-false");
  assert.equal(interactions[3]?.["student_response"], "f");
  assert.equal(interactions[3]?.["correct_responses.0.pattern"], "t");
  assert.deepEqual([interactions[4]?.["id"], interactions[4]?.["student_response"], interactions[4]?.["result"]], ["stop_window", "a", "neutral"]);
  assert.deepEqual(
    [0, 1].map((n) => lms.stored[`cmi.objectives.${n}.id`]),
    ["E1_1", "E2_1"],
  );
  assert.equal(lms.stored["cmi.objectives.0.score.max"], "100");
  assert.deepEqual(lms.errors, []);
});

test("nothing counts before the test is submitted, and then it counts at once", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  study(session);
  session.view("test");
  session.startTest("final");
  const items = session.progress.tests["final"]?.open?.items ?? [];
  for (const item of items) {
    session.answerItem("final", item, ["b"]);
    await clock.pass(3000);
  }
  assert.equal(lms.core("lesson_status"), "incomplete");
  assert.equal(lms.core("score.raw"), undefined);
  assert.equal(lms.interactions().length, 2);
  session.submitTest("final");
  assert.notEqual(lms.core("score.raw"), undefined);
  assert.equal(lms.interactions().length, 7);
});

test("failed, then passed: the best score stays, and a pass is never taken back", async () => {
  const lms = new Lms();
  const { session } = await launched(lms);
  study(session);
  assert.equal((await takeTest(session, 3)).success, false);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["failed", "40"]);
  assert.equal(session.attemptsLeft("final"), 2);
  assert.equal((await takeTest(session, 0)).success, true);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["passed", "100"]);
  assert.equal((await takeTest(session, 5)).success, false);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["passed", "100"]);
  assert.equal(session.progress.verdict, "passed");
  assert.deepEqual(lms.errors, []);
});

test("an LMS is told the words that it asks for, after the score, and the course knows what they mean", async () => {
  const lms = new Lms();
  const words = { passed: "completed", failed: "incomplete" } as const;
  const { session } = await launched(lms, { words });
  study(session);
  await takeTest(session, 3);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["incomplete", "40"]);
  assert.equal(session.progress.verdict, "failed");
  await session.finish(true);
  const later = await launched(lms, { words });
  assert.equal(later.session.progress.verdict, "failed");
  const before = lms.calls.length;
  await takeTest(later.session, 0);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["completed", "100"]);
  const order = lms.calls.slice(before).map((call) => /core\.(score\.raw|lesson_status)/.exec(call)?.[1]).filter(Boolean);
  assert.deepEqual(order, ["score.raw", "lesson_status"]);
  await later.session.finish(true);
  const done = await launched(lms, { words });
  assert.equal(done.session.progress.verdict, "passed");
  assert.equal(lms.core("lesson_status"), "completed");
});

test("an LMS that completes nothing but what is passed is told so of a course without a test", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { course: sample({ test: null }), agency: { ...AGENCY, passMark: null, attempts: null }, words: { completed: "passed" } });
  study(session);
  await settle();
  assert.equal(lms.core("lesson_status"), "passed");
});

for (const [mastery, mark, wrong, verdict] of [["40", 40, 3, "passed"], ["90", 90, 1, "failed"], ["0", 80, 3, "failed"], ["", 80, 3, "failed"], ["many", 80, 3, "failed"]] as const)
  test(`an LMS whose mastery score is "${mastery}" passes at ${mark}, and so does the course`, async () => {
    const lms = new Lms({ "cmi.student_data.mastery_score": mastery });
    const { session, tracking } = await launched(lms);
    assert.equal(session.passMark("final"), mark);
    assert.equal(tracking.report().facts["mastery"], +mastery > 0 ? mark : null);
    study(session);
    await takeTest(session, wrong);
    assert.equal(session.progress.verdict, verdict);
    assert.equal(lms.core("lesson_status"), verdict);
  });

test("a course without a test asks for no mastery score", async () => {
  const lms = new Lms();
  await launched(lms, { course: sample({ test: null }), agency: { ...AGENCY, passMark: null, attempts: null } });
  assert(!lms.calls.some((call) => call.includes("mastery")));
});

test("words that are exchanged take back nothing that an earlier package has told, and are not believed", async () => {
  const lms = new Lms();
  const first = await launched(lms);
  study(first.session);
  await takeTest(first.session, 0);
  await first.session.finish(true);
  const again = await launched(lms, { words: { passed: "completed", failed: "incomplete" } });
  await again.session.save();
  assert.equal(lms.core("lesson_status"), "passed");

  const other = new Lms();
  const noTest = { course: sample({ test: null }), agency: { ...AGENCY, passMark: null, attempts: null }, words: { completed: "passed" } as const };
  const done = await launched(other, noTest);
  study(done.session);
  await done.session.finish(true);
  const back = await launched(other, noTest);
  assert.deepEqual([other.core("lesson_status"), back.session.receipt().status], ["passed", "completed"]);
});

test("used up attempts end in failed with the best score, and no further attempt starts, now or later", async () => {
  const lms = new Lms();
  const { session } = await launched(lms);
  study(session);
  for (const wrong of [5, 2, 3]) await takeTest(session, wrong);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["failed", "60"]);
  assert.equal(session.attemptsLeft("final"), 0);
  session.startTest("final");
  assert.equal(session.progress.tests["final"]?.open, null);
  await session.finish(true);
  const again = await launched(lms);
  assert.equal(again.session.attemptsLeft("final"), 0);
  again.session.startTest("final");
  assert.equal(again.session.progress.tests["final"]?.open, null);
  assert.equal(lms.core("lesson_status"), "failed");
});

test("the test stays shut until all that the course requires is done", async () => {
  const { session } = await launched(new Lms());
  session.view("one/hello");
  session.startTest("final");
  assert.deepEqual(session.progress.tests, {});
  assert.deepEqual(session.missingFor("final"), { pages: ["one/voice", "two/trust", "two/stop"], questions: [], scenarios: ["stop"], acknowledgements: [], times: [] });
  study(session);
  assert.deepEqual(session.missingFor("final"), { pages: [], questions: [], scenarios: [], acknowledgements: [], times: [] });
});

test("a learner who left by closing the tab is back at the same page with the same answers and the same test", async () => {
  const lms = new Lms();
  const first = await launched(lms);
  study(first.session);
  first.session.answer("respect-1", ["a", "d"]);
  first.session.view("test");
  first.session.startTest("final");
  first.session.moveTo("final", 2);
  const items = first.session.progress.tests["final"]?.open?.items ?? [];
  const item = items[0] ?? "";
  const chosen = first.session.course.questions[item]?.options[1]?.id ?? "";
  first.session.answerItem("final", item, [chosen]);
  await first.clock.pass(500);
  void first.session.finish(true);
  const before = first.session.progress;

  const second = await launched(lms);
  const { progress, status } = second.session;
  assert.equal(status.resumed, true);
  assert.equal(progress.at, "test");
  assert.deepEqual(progress.questions, before.questions);
  assert.deepEqual(progress.scenarios, before.scenarios);
  assert.deepEqual(progress.tests["final"]?.open?.items, items);
  assert.deepEqual(progress.tests["final"]?.open?.answers, { [item]: [chosen] });
  assert.equal(progress.tests["final"]?.open?.position, 2);
  const q = second.session.course.questions["voice-1"] ?? assert.fail("no question");
  assert.deepEqual(second.session.optionsOf(q), first.session.optionsOf(q));
  second.session.submitTest("final");
  assert.equal(second.session.attemptsLeft("final"), 2);
  assert.deepEqual(lms.errors, []);
});

test("a browser that is killed loses nothing that is older than five seconds", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  for (let i = 0; i < 12; i++) {
    session.answer("voice-1", [["a", "b", "c"][i % 3] ?? "a"]);
    await clock.pass(1000);
  }
  const again = await launched(lms);
  const { tries = 0 } = again.session.progress.questions["voice-1"] ?? {};
  assert(tries >= 7, String(tries));
  assert.equal(again.session.status.resumed, true);
});

test("a quiet moment after a change saves it", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  const commits = () => lms.calls.filter((call) => call === "Commit").length;
  const before = commits();
  assert.equal(session.status.phase, "saving");
  await clock.pass(1400);
  assert.equal(commits(), before);
  await clock.pass(200);
  assert.equal(commits(), before + 1);
  assert.equal(session.status.phase, "saved");
  await clock.pass(60_000);
  assert.equal(commits(), before + 1);
});

test("only what changed is set", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  await clock.pass(2000);
  lms.calls = [];
  session.view("one/voice");
  session.view("one/hello");
  await clock.pass(2000);
  // The lesson was completed: a checkpoint, and then the way back; after each commit the state is asked back.
  assert(lms.calls.length <= 10, lms.calls.join("\n"));
  assert(!lms.calls.some((call) => /lesson_status|exit|score/.test(call)));
});

test("an API that appears late is found, and what was done meanwhile counts", async () => {
  const lms = new Lms();
  const { session, clock } = sitting(lms, { lateMs: 3000 });
  await session.start();
  assert.equal(session.status.phase, "connecting");
  session.view("one/hello");
  session.view("one/voice");
  session.answer("voice-1", ["a"]);
  await clock.pass(3100);
  assert.equal(session.status.phase, "saved");
  assert.equal(lms.core("lesson_status"), "incomplete");
  assert.equal(lms.core("lesson_location"), "one/voice");
  assert.equal(lms.interactions().length, 1);
  assert.equal(lms.core("session_time"), "0000:00:03.00");
  assert.deepEqual(lms.errors, []);
});

test("a late API with a saved state: who has gone nowhere yet is taken to the bookmark, who has stays", async () => {
  const lms = new Lms();
  const { session } = await launched(lms);
  session.view("one/hello");
  session.view("one/voice");
  session.answer("voice-1", ["b"]);
  session.view("two/trust");
  await session.finish(true);

  const waiting = sitting(lms, { lateMs: 3000 });
  await waiting.session.start();
  waiting.session.view("one/hello");
  await waiting.clock.pass(3100);
  assert.equal(waiting.session.progress.at, "two/trust");
  await waiting.session.finish(true);

  const busy = sitting(lms, { lateMs: 3000 });
  await busy.session.start();
  busy.session.view("one/hello");
  busy.session.view("one/voice");
  busy.session.answer("voice-1", ["a"]);
  busy.session.view("two/stop");
  await busy.clock.pass(3100);
  assert.equal(busy.session.progress.at, "two/stop");
  assert.deepEqual(busy.session.progress.questions["voice-1"], { response: ["a"], success: true, tries: 2 });
  assert.deepEqual([...busy.session.progress.seen].sort(), ["one/hello", "one/voice", "two/stop", "two/trust"]);
  assert.equal(lms.interactions().length, 2);
  assert.deepEqual(lms.errors, []);
});

test("a test begun before a late state was known goes on as the next attempt", async () => {
  const lms = new Lms();
  const first = await launched(lms);
  study(first.session);
  await takeTest(first.session, 5);
  await first.session.finish(true);

  const { session, clock } = sitting(lms, { lateMs: 8000 });
  await session.start();
  study(session);
  session.view("test");
  session.startTest("final");
  const items = session.progress.tests["final"]?.open?.items;
  session.answerItem("final", items?.[0] ?? "", ["b"]);
  await clock.pass(8100);
  assert.equal(session.progress.tests["final"]?.open?.number, 2);
  assert.deepEqual(session.progress.tests["final"]?.open?.items, items);
  assert.equal(session.progress.scenarios["stop"]?.run, 2);
  session.submitTest("final");
  assert.equal(session.attemptsLeft("final"), 1);
  assert.deepEqual(lms.errors, []);
});

test("a test begun before a late state was known goes on in place of one that the state has open", async () => {
  const lms = new Lms();
  const first = await launched(lms);
  study(first.session);
  first.session.view("test");
  first.session.startTest("final");
  await first.session.finish(true);
  const { session, clock } = sitting(lms, { lateMs: 3000 });
  await session.start();
  study(session);
  session.view("test");
  session.startTest("final");
  const items = session.progress.tests["final"]?.open?.items;
  await clock.pass(3100);
  assert.deepEqual(session.progress.tests["final"]?.open?.items, items);
  assert.equal(session.progress.tests["final"]?.open?.number, 1);
});

test("what was measured before a late API came is told as it was", async () => {
  const lms = new Lms();
  const course = sample({ test: { opens: "always", blueprint: [{ objective: "E1.1", items: 1 }] } });
  const { session, clock } = sitting(lms, { course, lateMs: 9000 });
  await session.start();
  for (const ms of [4000, 3000]) {
    session.view("test");
    session.startTest("final");
    await clock.pass(ms);
    session.submitTest("final");
  }
  await clock.pass(3000);
  assert.deepEqual(lms.interactions().map((one) => one["latency"]), ["0000:00:04.00", "0000:00:03.00"]);
});

test("a late state with no attempts left takes no further attempt", async () => {
  const lms = new Lms();
  const agency = { ...AGENCY, attempts: 1 };
  const first = await launched(lms, { agency });
  study(first.session);
  await takeTest(first.session, 5);
  await first.session.finish(true);
  const { session, clock } = sitting(lms, { agency, lateMs: 3000 });
  await session.start();
  study(session);
  await takeTest(session, 0);
  await clock.pass(3100);
  assert.equal(lms.core("lesson_status"), "failed");
  assert.equal(lms.core("score.raw"), "0");
  assert.equal(session.progress.tests["final"]?.finished.length, 1);
});

test("without any API this browser keeps what is done, says so, and gives it back the next time", async () => {
  const journal = fakeJournal();
  const { session, clock } = sitting(new Lms(), { lateMs: Infinity, journal });
  await session.start();
  session.view("one/hello");
  session.view("one/voice");
  await clock.pass(9900);
  assert.equal(session.status.recording, "lms");
  await clock.pass(200);
  assert.equal(session.status.recording, "device");
  assert.equal(session.status.phase, "connecting");
  session.answer("voice-1", ["a"]);
  await clock.pass(5000);
  const next = sitting(new Lms(), { lateMs: Infinity, journal });
  await next.session.start();
  await next.clock.pass(10_000);
  assert.equal(next.session.progress.at, "one/voice");
  assert.equal(next.session.progress.questions["voice-1"]?.success, true);
  await next.session.finish(false);
  assert.equal(next.session.status.phase, "finished");
});

test("an API that comes after a minute gets all, but nothing of what an earlier, unknown learner left here", async () => {
  const journal = fakeJournal();
  const earlier = sitting(new Lms(), { lateMs: Infinity, journal });
  await earlier.session.start();
  study(earlier.session);
  await earlier.clock.pass(12_000);

  const lms = new Lms();
  const { session, clock } = sitting(lms, { lateMs: 60_000, journal });
  await session.start();
  await clock.pass(20_000);
  session.view("two/trust");
  await clock.pass(45_000);
  assert.equal(session.status.recording, "lms");
  assert.equal(session.status.phase, "saved");
  assert.deepEqual([...session.progress.seen], ["two/trust"]);
  assert.equal(lms.core("lesson_location"), "two/trust");
  const after = sitting(new Lms(), { lateMs: Infinity, journal });
  await after.session.start();
  await after.clock.pass(11_000);
  assert.equal(after.session.progress.seen.size, 0);
});

test("an API whose reads are all empty is recorded to, and the learner is told that it gives nothing back", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { quirks: { mute: true } });
  assert.equal(session.status.confirmed, false);
  assert.equal(session.status.mode, "normal");
  study(session);
  await takeTest(session, 0);
  await session.finish(false);
  assert.equal(lms.core("lesson_status"), "passed");
  assert.equal(lms.core("score.raw"), "100");
  assert.equal(lms.interactions().length, 7);
  assert.deepEqual(lms.errors, []);
});

test("a commit that fails is tried again, sooner or later, and nothing is lost or sent twice", async () => {
  const lms = new Lms();
  const quirks = { commits: (n: number) => n < 2 || n > 5 };
  const { session, clock } = await launched(lms, { quirks });
  session.view("one/hello");
  session.answer("voice-1", ["a"]);
  await clock.pass(1600);
  assert.equal(session.status.phase, "unsaved");
  const commits = () => lms.calls.filter((call) => call === "Commit").length;
  assert.equal(commits(), 2);
  await clock.pass(2100);
  assert.equal(commits(), 3);
  await clock.pass(4100);
  assert.equal(commits(), 4);
  session.answer("trust-1", ["true"]);
  await clock.pass(1600);
  assert.equal(commits(), 5);
  assert.equal(session.status.phase, "unsaved");
  await clock.pass(31_000);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lms.interactions().map((one) => one["id"]), ["voice-1", "trust-1"]);
  assert.equal(lms.core("lesson_location"), "one/hello");
});

test("what an LMS threw away with a failed commit is set again", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { quirks: { commits: (n) => n !== 1, forgets: true } });
  assert.equal(session.status.phase, "unsaved");
  await clock.pass(2100);
  assert.equal(session.status.phase, "saved");
  assert.equal(lms.core("lesson_status"), "incomplete");
  assert.equal(lms.core("exit"), "suspend");
  assert(lms.stored["cmi.suspend_data"]);
});

test("an interaction that came when the LMS was away is told when it is back", async () => {
  const lms = new Lms();
  let away = false;
  const { session, clock } = await launched(lms, { quirks: { refuse: () => (away ? "301" : null), commits: () => !away } });
  away = true;
  session.answer("voice-1", ["a"]);
  session.answer("trust-1", ["true"]);
  await clock.pass(1600);
  assert.equal(session.status.phase, "unsaved");
  away = false;
  await clock.pass(2100);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lms.interactions().map((one) => one["id"]), ["voice-1", "trust-1"]);
});

test("where LMSFinish fails as the page goes, a commit saves what it can", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { quirks: { finishes: false } });
  session.view("one/hello");
  void session.finish(true);
  assert.deepEqual(lms.calls.filter((call) => /^(Finish|Commit)/.test(call)).slice(-2), ["Finish", "Commit"]);
  assert.equal(lms.core("lesson_location"), "one/hello");
});

test("a learner who goes on while the LMS is away does not make it try all the time", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { quirks: { commits: (n) => n < 2 } });
  for (let i = 0; i < 200; i++) {
    session.answer("voice-1", ["a"]);
    await clock.pass(300);
  }
  const commits = lms.calls.filter((call) => call === "Commit").length;
  assert(commits >= 10 && commits <= 16, String(commits));
});

test("a failed commit at the Exit keeps the session until it works", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { quirks: { commits: (n) => n !== 2 } });
  session.view("one/hello");
  await session.finish(false);
  assert.equal(session.status.phase, "unsaved");
  assert(!lms.calls.includes("Finish"));
  await clock.pass(2100);
  assert.equal(session.status.phase, "finished");
  assert(lms.calls.includes("Finish"));
  assert.equal(lms.core("lesson_location"), "one/hello");
});

test("leaving while the Exit could not save still ends the session", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { quirks: { commits: (n) => n < 2 } });
  session.view("one/hello");
  await session.finish(false);
  void session.finish(true);
  assert.equal(lms.calls[lms.calls.length - 1], "Finish");
  assert.equal(lms.core("lesson_location"), "one/hello");
});

test("the page going away ends the session before anything is awaited, once", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  await clock.pass(60_000);
  void session.finish(true);
  assert.equal(lms.calls.filter((call) => call === "Finish").length, 1);
  assert.equal(lms.core("session_time"), "0000:01:00.00");
  assert.equal(lms.core("lesson_status"), "incomplete");
  assert.equal(lms.core("exit"), "suspend");
  const calls = lms.calls.length;
  void session.finish(true);
  void session.finish(false);
  void session.save();
  session.view("one/voice");
  session.answer("voice-1", ["a"]);
  await clock.pass(60_000);
  assert.equal(lms.calls.length, calls);
  assert.equal(session.status.phase, "finished");
  assert.deepEqual(lms.errors, []);
});

test("hiding the page writes the time even when all is saved", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms);
  await clock.pass(30_000);
  await session.save();
  assert.equal(lms.core("session_time"), "0000:00:30.00");
});

for (const [name, start] of [
  ["review", { "cmi.core.lesson_mode": "review", "cmi.core.credit": "no-credit" }],
  ["browse", { "cmi.core.lesson_mode": "browse" }],
  ["no credit", { "cmi.core.credit": "no-credit" }],
] as const)
  test(`in ${name} mode nothing is written at all`, async () => {
    const lms = new Lms();
    const first = await launched(lms);
    study(first.session);
    await takeTest(first.session, 0);
    await first.session.finish(true);
    const before = { ...lms.stored };
    Object.assign(lms.stored, start);
    const { session, clock } = await launched(lms);
    assert.equal(session.status.mode, name === "review" ? "review" : "browse");
    assert.equal(session.progress.verdict, "passed");
    session.view("one/hello");
    session.answer("voice-1", ["d"]);
    await takeTest(session, 5);
    await clock.pass(60_000);
    await session.save();
    await session.finish(false);
    assert.deepEqual(lms.calls.filter((call) => /^(Set|Commit)/.test(call)), []);
    assert.equal(lms.calls[lms.calls.length - 1], "Finish");
    assert.deepEqual({ ...lms.stored, ...start }, { ...before, ...start });
    assert.equal(session.status.phase, "finished");
  });

test("a status that the LMS holds is never lowered, nor is the score of a pass that only it remembers", async () => {
  for (const held of ["passed", "completed", "failed"]) {
    const lms = new Lms({ "cmi.core.lesson_status": held, "cmi.core.score.raw": "90" });
    const { session } = await launched(lms);
    assert.equal(lms.core("lesson_status"), held);
    study(session);
    await takeTest(session, 5);
    assert.equal(lms.core("lesson_status"), held);
    assert.equal(lms.core("score.raw"), held === "passed" ? "90" : "0");
    await takeTest(session, 0);
    assert.equal(lms.core("lesson_status"), "passed");
    assert.equal(lms.core("score.raw"), "100");
  }
});

test("a course without a test ends completed, without a score", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { course: sample({ test: null }), agency: { ...AGENCY, passMark: null, attempts: null } });
  readAll(session);
  await clock.pass(2000);
  assert.equal(lms.core("lesson_status"), "incomplete");
  playScenario(session, "order");
  await settle();
  assert.equal(lms.core("lesson_status"), "completed");
  await session.finish(false);
  assert.equal(lms.core("score.raw"), undefined);
  assert.equal(lms.core("lesson_status"), "completed");
});

test("where the test need only be taken, failing it still completes", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { course: sample({ completion: { test: "taken" } }) });
  study(session);
  await takeTest(session, 5);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["completed", "0"]);
  assert.equal(session.progress.verdict, "failed");
  await takeTest(session, 0);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["passed", "100"]);
});

test("a test that was passed first waits for the lessons", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { course: sample({ test: { opens: "always" } }) });
  await takeTest(session, 0);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["incomplete", "100"]);
  readAll(session);
  playScenario(session, "listen", "explain");
  await clock.pass(2000);
  assert.equal(lms.core("lesson_status"), "passed");
});

test("a test that does not count changes no status", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { course: sample({ completion: { test: "none" }, test: { opens: "always" } }) });
  await takeTest(session, 5);
  assert.equal(lms.core("lesson_status"), "incomplete");
  study(session);
  await settle();
  assert.equal(lms.core("lesson_status"), "completed");
});

test("where questions are required, each must be answered", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { course: sample({ completion: { questions: "all", test: "none" }, test: null }) });
  study(session);
  session.answer("voice-1", ["b"]);
  session.answer("respect-1", ["b"]);
  await clock.pass(2000);
  assert.equal(lms.core("lesson_status"), "incomplete");
  session.answer("trust-1", ["false"]);
  await clock.pass(2000);
  assert.equal(lms.core("lesson_status"), "completed");
});

test("interactions go on where the LMS's own count stands, over sessions", async () => {
  const lms = new Lms();
  for (let session = 0; session < 3; session++) {
    const sat = await launched(lms);
    sat.session.answer("voice-1", ["a"]);
    sat.session.answer("trust-1", ["true"]);
    await sat.session.finish(true);
  }
  assert.equal(lms.interactions().length, 6);
  assert.deepEqual(lms.errors, []);
});

test("an LMS that forgets interactions between sessions gets the next ones from its own count on", async () => {
  const lms = new Lms();
  for (let session = 0; session < 2; session++) {
    const sat = await launched(lms);
    sat.session.answer("voice-1", ["a"]);
    await sat.session.finish(true);
    assert.equal(sat.session.progress.interactions, session + 1);
    lms.stored = Object.fromEntries(Object.entries(lms.stored).filter(([element]) => !element.startsWith("cmi.interactions")));
  }
  assert.deepEqual(lms.errors, []);
});

test("a count that cannot be read is replaced by our own", async () => {
  const lms = new Lms();
  for (let session = 0; session < 2; session++) {
    const course = sample();
    const api = lms.launch();
    const noCount = { ...api, LMSGetValue: (element = "") => (element.endsWith("_count") ? "" : api.LMSGetValue(element)) };
    const sat = new Session(course, AGENCY, scorm12Tracking(course, null, () => noCount), { clock: fakeClock(), journal: fakeJournal() });
    await sat.start();
    await settle();
    sat.answer("voice-1", ["a"]);
    sat.answer("trust-1", ["true"]);
    await sat.finish(true);
  }
  assert.equal(lms.interactions().length, 4);
  assert.deepEqual(lms.errors, []);
});

test("interactions that the LMS refuses cost neither the state nor the verdict", async () => {
  for (const code of ["401", "405", "201"]) {
    const lms = new Lms();
    const refuse = (element: string) => (/interactions|objectives/.test(element) ? code : null);
    const { session } = await launched(lms, { quirks: { refuse } });
    study(session);
    await takeTest(session, 0);
    await session.finish(false);
    assert.equal(session.status.phase, "finished");
    assert.equal(lms.core("lesson_status"), "passed");
    assert.equal(lms.core("score.raw"), "100");
    // What the LMS does not have at all is asked for once.
    if (code === "401") assert.equal(lms.errors.length, 2);
    const again = await launched(lms);
    assert.equal(again.session.status.resumed, true);
  }
});

test("a part of an interaction that is refused leaves no gap in the indexes", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { quirks: { refuse: (element) => (element.endsWith("latency") ? "405" : null) } });
  session.answer("voice-1", ["a"]);
  session.answer("trust-1", ["true"]);
  await session.finish(true);
  assert.deepEqual(lms.interactions().map((one) => one["result"]), ["correct", "correct"]);
});

test("a refused state is never called saved", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { quirks: { refuse: (element) => (element === "cmi.suspend_data" ? "405" : null) } });
  assert.equal(session.status.phase, "unsaved");
  study(session);
  await takeTest(session, 0);
  await clock.pass(1000);
  assert.equal(session.status.phase, "unsaved");
  assert.equal(lms.core("lesson_status"), "passed");
});

test("an optional element that is missing is asked for once", async () => {
  const lms = new Lms();
  const { session } = await launched(lms, { quirks: { refuse: (element) => (/score\.(min|max)$/.test(element) ? "401" : null) } });
  study(session);
  await takeTest(session, 5);
  await takeTest(session, 2);
  assert.equal(lms.errors.filter((error) => error.includes("cmi.core.score")).length, 2);
  assert.equal(lms.core("score.raw"), "60");
});

test("an API that is initialized already is used if it answers", async () => {
  const lms = new Lms();
  const api = lms.launch();
  api.LMSInitialize("");
  const course = sample();
  const session = new Session(course, AGENCY, scorm12Tracking(course, null, () => api), { clock: fakeClock(), journal: fakeJournal() });
  await session.start();
  await settle();
  assert.equal(session.status.phase, "saved");
  assert.equal(lms.core("lesson_status"), "incomplete");
});

test("an API that refuses to start is asked again", async () => {
  const lms = new Lms();
  const api = lms.launch();
  let refusals = 3;
  const reluctant = { ...api, LMSInitialize: () => (refusals-- > 0 ? "false" : api.LMSInitialize("")) };
  const course = sample();
  const clock = fakeClock();
  const session = new Session(course, AGENCY, scorm12Tracking(course, null, () => reluctant), { clock, journal: fakeJournal() });
  await session.start();
  assert.equal(session.status.phase, "connecting");
  await clock.pass(1000);
  assert.equal(session.status.phase, "saved");
});

test("an API that throws is not there", async () => {
  const boom = (): never => {
    throw new Error("gone");
  };
  const api = { LMSInitialize: boom, LMSFinish: boom, LMSGetValue: boom, LMSSetValue: boom, LMSCommit: boom, LMSGetLastError: boom };
  const course = sample();
  const clock = fakeClock();
  const session = new Session(course, AGENCY, scorm12Tracking(course, null, () => api), { clock, journal: fakeJournal() });
  await session.start();
  await clock.pass(11_000);
  assert.equal(session.status.recording, "device");
});

test("answers may be booleans", async () => {
  const lms = new Lms();
  const api = lms.launch();
  const bool = (call: (...args: string[]) => unknown) => (...args: string[]) => call(...args) === "true";
  const loose = { ...api, LMSInitialize: bool(api.LMSInitialize), LMSSetValue: bool(api.LMSSetValue), LMSCommit: bool(api.LMSCommit), LMSFinish: bool(api.LMSFinish) };
  const course = sample();
  const session = new Session(course, AGENCY, scorm12Tracking(course, null, () => loose), { clock: fakeClock(), journal: fakeJournal() });
  await session.start();
  await settle();
  assert.equal(session.status.phase, "saved");
});

test("a state that another tool wrote, or that was cut off, starts fresh at the bookmark", async () => {
  for (const text of ["{\"slide\":3}", "1abcdefgcut"]) {
    const lms = new Lms({ "cmi.suspend_data": text, "cmi.core.lesson_location": "two/trust" });
    const { session } = await launched(lms);
    assert.equal(session.progress.at, "two/trust");
    assert.equal(session.progress.seen.size, 0);
    assert.equal(session.status.phase, "saved");
  }
});

test("a pass that an LMS without a network forgot is told again by the browser where it happened", async () => {
  const lms = new Lms();
  const journal = fakeJournal();
  const first = await launched(lms, { journal });
  study(first.session);
  await first.session.save();
  const before = { ...lms.stored };
  await takeTest(first.session, 0);
  await first.session.finish(true);
  // The LMS said yes to all, as Moodle does without a network, and kept nothing.
  lms.stored = before;
  const elsewhere = await launched(lms, { journal: fakeJournal() });
  assert.equal(elsewhere.session.progress.verdict, null);
  lms.stored = before;
  const again = await launched(lms, { journal });
  assert.equal(again.session.progress.verdict, "passed");
  assert.equal(lms.core("lesson_status"), "passed");
  assert.equal(lms.core("score.raw"), "100");
});

test("what this browser kept of a learner is not given to another one, nor to a new attempt at the course", async () => {
  const journal = fakeJournal();
  const first = await launched(new Lms(), { journal });
  study(first.session);
  await takeTest(first.session, 0);
  await first.session.finish(true);
  const other = await launched(new Lms({ "cmi.core.student_id": "officer-8" }), { journal });
  assert.equal(other.session.progress.seen.size, 0);
  const reset = await launched(new Lms(), { journal });
  assert.equal(reset.session.progress.verdict, null);
  assert.equal(reset.session.status.resumed, false);
});

test("a learner who went on elsewhere is taken there, whatever this browser kept", async () => {
  const lms = new Lms();
  const journal = fakeJournal();
  for (const [page, kept] of [["one/voice", journal], ["two/trust", fakeJournal()]] as const) {
    const { session, clock } = await launched(lms, { journal: kept });
    await clock.pass(60_000);
    session.view(page);
    await session.finish(true);
  }
  assert.equal((await launched(lms, { journal })).session.progress.at, "two/trust");
});

test("a state of another attempt at the course is not mixed with what this browser kept", async () => {
  const journal = fakeJournal();
  const first = await launched(new Lms(), { journal });
  study(first.session);
  await takeTest(first.session, 0);
  await first.session.finish(true);
  const lms = new Lms();
  const elsewhere = await launched(lms);
  elsewhere.session.view("one/hello");
  await elsewhere.session.finish(true);
  const { session } = await launched(lms, { journal });
  assert.deepEqual([session.progress.seen.size, session.progress.verdict], [1, null]);
});

test("of a learner that the LMS does not name, this browser keeps nothing", async () => {
  const journal = fakeJournal();
  const { session } = await launched(new Lms(), { journal, quirks: { mute: true } });
  study(session);
  await session.finish(true);
  assert.deepEqual(journal.keys(""), []);
});

test("the minutes of all sessions add up", async () => {
  const lms = new Lms();
  for (let minutes = 10; minutes <= 30; minutes += 10) {
    const { session, clock } = await launched(lms);
    await clock.pass(10 * 60_000);
    assert.equal(session.receipt().minutes, minutes);
    await session.finish(false);
  }
});

test("all calls are written down, with the code of those that failed", async () => {
  const lms = new Lms();
  const { tracking } = await launched(lms, { quirks: { refuse: (element) => (element.endsWith("exit") ? "405" : null) } });
  const failed = tracking.log.filter((call) => call.error !== undefined);
  assert.deepEqual(failed.map((call) => [call.method, call.args[0], call.answer, call.error]), [["LMSSetValue", "cmi.core.exit", "false", "405"]]);
  assert.equal(tracking.log[0]?.method, "LMSInitialize");
});

test("the log keeps the last 500 calls", async () => {
  const lms = new Lms();
  const { session, tracking } = await launched(lms);
  for (let i = 0; i < 600; i++) await session.save();
  assert.equal(tracking.log.length, 500);
  assert.deepEqual([498, 499].map((n) => tracking.log[n]?.method), ["LMSCommit", "LMSGetValue"]);
});

test("time spans are written as the standard wants them", () => {
  const cases: [number, string][] = [[0, "0000:00:00.00"], [1234, "0000:00:01.23"], [59_999, "0000:01:00.00"], [3_661_000, "0001:01:01.00"], [1e12, "9999:59:59.99"], [-5, "0000:00:00.00"]];
  for (const [ms, text] of cases) assert.equal(timespan(ms), text);
});

test("a receipt says what was done, and its code changes with it", async () => {
  const { session, clock } = await launched(new Lms());
  study(session);
  const before = session.receipt();
  await takeTest(session, 0);
  await clock.pass(25 * 60_000);
  const { code, ...fields } = session.receipt();
  assert.deepEqual(fields, { course: "A sample", version: "1.2.0", status: "passed", score: 100, minutes: 25, date: new Date(START).toISOString().slice(0, 10) });
  assert.match(code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  assert.notEqual(code, before.code);
  assert.equal(session.receipt().code, code);
});
