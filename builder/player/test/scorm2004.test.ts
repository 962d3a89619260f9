import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgencyData, CourseData, QuestionData, TrackingSettings } from "../src/data.js";
import type { Answered } from "../src/events.js";
import { Session } from "../src/session.js";
import type { Journal } from "../src/tracking/journal.js";
import { interactionValues } from "../src/tracking/scorm/values.js";
import { interval, SCORM2004, scorm2004Tracking } from "../src/tracking/scorm2004.js";
import { fakeClock, settle, START, type FakeClock } from "./support/clock.js";
import { AGENCY, large, question, sample } from "./support/course.js";
import { faultCourse } from "./faults/course.js";
import { fakeJournal } from "./support/journal.js";
import { playScenario, readAll, study, takeConfirmed, takeTest } from "./support/learner.js";
import type { Quirks } from "./support/scorm.js";
import { Lms2004 } from "./support/scorm2004.js";

interface Setting {
  readonly course?: CourseData;
  readonly agency?: AgencyData;
  readonly quirks?: Quirks;
  readonly clock?: FakeClock;
  readonly journal?: Journal;
  readonly words?: TrackingSettings["words"];
}

let seeds = 0.1;

async function launched(lms: Lms2004, { course = sample(), agency = AGENCY, quirks = {}, clock = fakeClock(), journal = fakeJournal(), words = {} }: Setting = {}) {
  const api = lms.launch(quirks);
  const tracking = scorm2004Tracking(course, { adapter: "scorm2004", stateLimit: 64_000, words }, () => api);
  seeds = (seeds + 0.37) % 1;
  const seed = seeds;
  const session = new Session(course, agency, tracking, { clock, random: () => seed, journal });
  await session.start();
  await settle();
  return { session, clock, tracking };
}

const NO_TEST = { course: sample({ test: null }), agency: { ...AGENCY, passMark: null, attempts: null } };
const status = (lms: Lms2004) => [lms.core("completion_status"), lms.core("success_status")];
const scores = (lms: Lms2004) => ["scaled", "raw", "min", "max"].map((name) => lms.core(`score.${name}`));

test("the first launch sets incomplete, suspend and a state at once, with few calls and none that errs", async () => {
  const lms = new Lms2004();
  const { session } = await launched(lms);
  assert.deepEqual(status(lms), ["incomplete", "unknown"]);
  assert.equal(lms.core("exit"), "suspend");
  assert(lms.stored["cmi.suspend_data"]);
  assert.deepEqual(scores(lms), [undefined, undefined, undefined, undefined]);
  assert.deepEqual(lms.errors, []);
  assert(lms.calls.length <= 20, lms.calls.join("\n"));
  assert(!lms.calls.includes("GetLastError"));
  assert.deepEqual(session.status, { phase: "saved", recording: "lms", confirmed: true, mode: "normal", resumed: false, refused: false, restored: false, kept: true });
});

test("reading, answering and passing ends completed and passed, with scores, interactions, objectives and time", async () => {
  const lms = new Lms2004();
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  await clock.pass(4000);
  session.view("one/voice");
  await clock.pass(2500);
  session.answer("voice-1", ["c"]);
  session.answer("respect-1", ["b", "a"]);
  session.answer("trust-1", ["false"]);
  study(session);
  await clock.pass(2000);
  assert.deepEqual([lms.core("progress_measure"), ...status(lms)], ["0.99", "incomplete", "unknown"]);
  await takeTest(session, 1);
  assert.deepEqual(status(lms), ["completed", "passed"]);
  await clock.pass(3_661_230);
  await session.finish(false);
  assert.equal(session.status.phase, "finished");
  assert.deepEqual([lms.core("progress_measure"), ...status(lms)], ["1", "completed", "passed"]);
  assert.deepEqual(scores(lms), ["0.8", "80", "0", "100"]);
  assert.equal(lms.core("session_time"), "PT1H1M9.73S");
  assert.equal(lms.core("exit"), "suspend");
  assert.equal(lms.core("location"), "test");
  const interactions = lms.interactions();
  assert.equal(interactions.length, 3 + 2 + 5);
  assert.deepEqual(interactions[0], {
    id: "voice-1",
    "objectives.0.id": "E1.1",
    timestamp: new Date(START + 6500).toISOString().replace(".500Z", ".0Z").replace(".000Z", ".0Z"),
    type: "choice",
    "correct_responses.0.pattern": "a",
    learner_response: "c",
    result: "incorrect",
    latency: "PT2.5S",
    description: "{lang=en-US}Which of voice-1?",
  });
  assert.equal(interactions[1]?.["learner_response"], "a[,]b");
  assert.deepEqual(["type", "learner_response", "correct_responses.0.pattern"].map((name) => interactions[2]?.[name]), ["true-false", "false", "true"]);
  assert.deepEqual(["id", "learner_response", "result", "description"].map((name) => interactions[3]?.[name]), ["stop_window", "listen", "neutral", "{lang=en-US}What do you do?"]);
  assert.deepEqual(lms.objectives().map(({ id }) => id), ["E1.1", "E2.1"]);
  for (const one of lms.objectives()) {
    assert.deepEqual([one["score.min"], one["score.max"], one["completion_status"]], ["0", "100", "completed"]);
    assert.equal(+(one["score.scaled"] ?? ""), Math.round(+(one["score.raw"] ?? "") * 100) / 10_000);
  }
  assert.deepEqual(lms.errors, []);
});

test("failed, then passed: done and good enough apart, the best score stays, and a pass is never taken back", async () => {
  const lms = new Lms2004();
  const { session } = await launched(lms);
  study(session);
  await takeTest(session, 3);
  assert.deepEqual([...status(lms), ...scores(lms).slice(0, 2)], ["incomplete", "failed", "0.4", "40"]);
  await takeTest(session, 0);
  assert.deepEqual([...status(lms), ...scores(lms).slice(0, 2)], ["completed", "passed", "1", "100"]);
  await takeTest(session, 5);
  assert.deepEqual([...status(lms), ...scores(lms).slice(0, 2)], ["completed", "passed", "1", "100"]);
  assert.deepEqual(lms.errors, []);
});

test("used up attempts end in failed, now and at the next launch", async () => {
  const lms = new Lms2004();
  const { session } = await launched(lms);
  study(session);
  for (const wrong of [5, 2, 3]) await takeTest(session, wrong);
  await session.finish(true);
  const again = await launched(lms);
  assert.equal(again.session.attemptsLeft("final"), 0);
  assert.deepEqual([...status(lms), lms.core("score.raw")], ["incomplete", "failed", "60"]);
});

test("where the test need only be taken, a failed one completes, and both are told", async () => {
  const lms = new Lms2004();
  const { session } = await launched(lms, { course: sample({ completion: { test: "taken" } }) });
  study(session);
  await takeTest(session, 5);
  assert.deepEqual([...status(lms), lms.core("score.scaled"), lms.core("progress_measure")], ["completed", "failed", "0", "1"]);
});

test("a course without a test ends completed, with neither score nor verdict", async () => {
  const lms = new Lms2004();
  const { session, clock } = await launched(lms, NO_TEST);
  readAll(session);
  playScenario(session, "order");
  await clock.pass(2000);
  await session.finish(false);
  assert.deepEqual(status(lms), ["completed", "unknown"]);
  assert.equal(lms.core("score.raw"), undefined);
});

test("a learner who left by closing the tab is back at the same page, and the LMS says resume", async () => {
  const lms = new Lms2004();
  const first = await launched(lms);
  study(first.session);
  first.session.answer("respect-1", ["a", "d"]);
  first.session.view("test");
  first.session.startTest("final");
  void first.session.finish(true);
  assert.deepEqual(lms.calls.filter((call) => /nav|Commit$|Terminate/.test(call)).slice(-1), ["Terminate"]);
  const { session } = await launched(lms);
  assert.equal(session.status.resumed, true);
  assert.equal(session.progress.at, "test");
  assert.deepEqual(session.progress.tests["final"]?.open?.items, first.session.progress.tests["final"]?.open?.items);
  assert.deepEqual(lms.requests, [null]);
  assert.deepEqual(lms.errors, []);
});

test("the Exit button asks to suspend the course before the end, for who is done too; a page that goes asks nothing", async () => {
  const lms = new Lms2004();
  const { session } = await launched(lms);
  study(session);
  await session.finish(false);
  assert.deepEqual(lms.calls.slice(-2), ["Set adl.nav.request=suspendAll", "Terminate"]);
  const second = await launched(lms);
  await takeTest(second.session, 0);
  await second.session.finish(false);
  const third = await launched(lms);
  assert.equal(third.session.progress.verdict, "passed");
  void third.session.finish(true);
  assert.deepEqual(lms.requests, ["suspendAll", "suspendAll", null]);
  assert.deepEqual([status(lms), lms.errors], [["completed", "passed"], []]);
});

test("a course that is not to be resumed asks to end the attempt", async () => {
  const lms = new Lms2004();
  const { session, tracking } = await launched(lms);
  study(session);
  await session.save();
  const snapshot = { state: "s", location: "test", status: "passed", progress: { verdict: "passed", seen: new Set<string>() }, score: 90, sessionMs: 1, suspend: false } as const;
  await tracking.finish(snapshot, false);
  assert.deepEqual([lms.requests, lms.core("exit")], [["exitAll"], ""]);
});

for (const [name, start] of [
  ["review", { "cmi.mode": "review", "cmi.credit": "no-credit" }],
  ["browse", { "cmi.mode": "browse" }],
  ["no credit", { "cmi.credit": "no-credit" }],
] as const)
  test(`in ${name} mode nothing is reported at all`, async () => {
    const lms = new Lms2004();
    const first = await launched(lms);
    study(first.session);
    await takeTest(first.session, 0);
    await first.session.finish(true);
    Object.assign(lms.stored, start);
    const { session, clock } = await launched(lms);
    assert.equal(session.status.mode, name === "review" ? "review" : "browse");
    session.answer("voice-1", ["d"]);
    await takeTest(session, 5);
    await clock.pass(60_000);
    await session.save();
    await session.finish(false);
    assert.deepEqual(lms.calls.filter((call) => /^(Set|Commit)/.test(call)), ["Set adl.nav.request=suspendAll"]);
    assert.equal(lms.calls[lms.calls.length - 1], "Terminate");
    assert.equal(session.status.phase, "finished");
  });

for (const [passing, mark, wrong, verdict] of [["0.5", 50, 2, "passed"], ["0.8", 80, 2, "failed"], ["0", 80, 2, "failed"], ["-0.5", 80, 2, "failed"], ["high", 80, 2, "failed"], ["0.57", 57, 2, "passed"]] as const)
  test(`an LMS that passes at ${passing} has the last word on what passes`, async () => {
    const lms = new Lms2004({ "cmi.scaled_passing_score": passing });
    const { session, tracking } = await launched(lms);
    assert.equal(session.passMark("final"), mark);
    study(session);
    await takeTest(session, wrong);
    assert.equal(session.progress.verdict, verdict);
    assert.equal(lms.core("success_status"), verdict);
    assert.equal(tracking.report().facts["mastery"], +passing > 0 ? mark : null);
    await session.finish(false);
    if (+passing > 0) assert.equal(lms.core("success_status"), verdict);
  });

test("a completion threshold is noted in the report; the measure reaches it only when all is done", async () => {
  const lms = new Lms2004({ "cmi.completion_threshold": "1" });
  const { session, tracking } = await launched(lms);
  assert.equal(tracking.report().facts["threshold"], "1");
  study(session);
  await session.finish(true);
  assert.deepEqual(status(lms), ["incomplete", "unknown"]);
  const again = await launched(lms);
  await takeTest(again.session, 0);
  await again.session.finish(true);
  assert.deepEqual(status(lms), ["completed", "passed"]);
});

test("what the LMS holds is never lowered, nor is the score of a pass that only it remembers", async () => {
  for (const [completion, success] of [["completed", "passed"], ["completed", "unknown"], ["incomplete", "failed"], ["incomplete", "passed"], ["completed", "failed"]] as const) {
    const lms = new Lms2004({ "cmi.completion_status": completion, "cmi.success_status": success, "cmi.score.raw": "90", "cmi.score.scaled": "0.9" });
    const { session } = await launched(lms);
    assert.deepEqual(status(lms), [completion, success]);
    study(session);
    await takeTest(session, 5);
    assert.deepEqual(status(lms), [completion, success === "unknown" ? "failed" : success]);
    if (success === "passed") assert.deepEqual(scores(lms).slice(0, 2), ["0.9", "90"]);
    await takeTest(session, 0);
    assert.deepEqual([...status(lms), ...scores(lms).slice(0, 2)], ["completed", "passed", "1", "100"]);
    assert.deepEqual(lms.errors, []);
  }
});

test("what an LMS threw away with a failed commit is set again, and still nothing is lowered", async () => {
  const lms = new Lms2004({ "cmi.completion_status": "incomplete", "cmi.success_status": "passed" });
  const { session, clock } = await launched(lms, { quirks: { commits: (n) => n !== 1, forgets: true } });
  assert.equal(session.status.phase, "unsaved");
  await clock.pass(2100);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(status(lms), ["incomplete", "passed"]);
  assert.equal(lms.core("exit"), "suspend");
});

test("an LMS that wants to hear completed is told no verdict, before and after", async () => {
  const lms = new Lms2004();
  const words = { passed: "completed", failed: "incomplete" } as const;
  const { session } = await launched(lms, { words });
  study(session);
  await takeTest(session, 3);
  assert.deepEqual([...status(lms), lms.core("score.raw")], ["incomplete", "unknown", "40"]);
  await takeTest(session, 0);
  assert.deepEqual([...status(lms), lms.core("score.raw")], ["completed", "unknown", "100"]);
  assert.equal(session.progress.verdict, "passed");
  await session.finish(true);
  const again = await launched(lms, { words });
  assert.equal(again.session.receipt().status, "passed");
  assert.deepEqual(status(lms), ["completed", "unknown"]);
});

test("words that are exchanged take back nothing that an earlier package has told", async () => {
  const words = { passed: "completed", failed: "incomplete" } as const;
  for (const wrong of [0, 5]) {
    const lms = new Lms2004();
    const first = await launched(lms);
    study(first.session);
    await takeTest(first.session, wrong);
    await first.session.finish(true);
    const before = status(lms);
    const again = await launched(lms, { words });
    await again.session.save();
    assert.deepEqual(status(lms), before);
    await takeTest(again.session, 0);
    // A pass may be left unsaid, but a failure that is no longer true may not stay.
    assert.deepEqual(status(lms), ["completed", wrong ? "unknown" : "passed"]);
  }
});

test("an LMS that wants to hear passed hears it of a course without a test, and nobody else believes it", async () => {
  const lms = new Lms2004();
  const words = { completed: "passed" } as const;
  const { session } = await launched(lms, { ...NO_TEST, words });
  study(session);
  await settle();
  assert.deepEqual(status(lms), ["completed", "passed"]);
  await session.finish(true);
  const again = await launched(lms, { ...NO_TEST, words });
  assert.equal(again.session.receipt().status, "completed");
});

/** Answers so much that the state has more than 4,096 characters. */
async function answerMuch(session: Session, clock: FakeClock): Promise<void> {
  for (const id of Object.keys(session.course.questions).filter((one) => one.startsWith("lesson-"))) session.answer(id, ["a", "b", "c"]);
  await clock.pass(12_000);
}

test("a long state is kept whole where there is room, and has less where the LMS refuses it or cuts it off", async () => {
  const course = large(400);
  const roomy = new Lms2004();
  const first = await launched(roomy, { course });
  await answerMuch(first.session, first.clock);
  assert((roomy.stored["cmi.suspend_data"]?.length ?? 0) > 4096);

  const refusing = new Lms2004();
  const second = await launched(refusing, { course, quirks: { refuse: (element, value) => (element === "cmi.suspend_data" && value.length > 4096 ? "406" : null) } });
  await answerMuch(second.session, second.clock);
  assert.equal(second.session.status.phase, "saved");

  const cutting = new Lms2004();
  const api = cutting.launch();
  const short = { ...api, SetValue: (element = "", value = "") => api.SetValue(element, element === "cmi.suspend_data" ? value.slice(0, 4096) : value) };
  const clock = fakeClock();
  const session = new Session(course, AGENCY, scorm2004Tracking(course, null, () => short), { clock, journal: fakeJournal() });
  await session.start();
  await answerMuch(session, clock);
  assert.deepEqual([session.status.phase, session.status.confirmed], ["saved", true]);

  for (const lms of [refusing, cutting]) {
    const size = lms.stored["cmi.suspend_data"]?.length ?? 0;
    assert(size > 1000 && size <= 4000, String(size));
    const { session: again } = await launched(lms, { course });
    assert.equal(Object.keys(again.progress.questions).length, 400);
  }
});

test("objectives that the LMS has named itself keep their places", async () => {
  const lms = new Lms2004({ "cmi.objectives.0.id": "primary", "cmi.objectives.1.id": "E2.1" });
  const { session } = await launched(lms);
  study(session);
  await takeTest(session, 0);
  await session.finish(true);
  const ids = () => lms.objectives().map((one) => `${one["id"]} ${one["score.raw"]}`);
  assert.deepEqual(ids(), ["primary undefined", "E2.1 100", "E1.1 100"]);
  const again = await launched(lms);
  await takeTest(again.session, 5);
  assert.deepEqual(ids(), ["primary undefined", "E2.1 0", "E1.1 0"]);
  assert.deepEqual(lms.errors, []);
});

test("interactions go on where the LMS's own count stands, over sessions", async () => {
  const lms = new Lms2004();
  for (let session = 0; session < 3; session++) {
    const sat = await launched(lms);
    sat.session.answer("voice-1", ["a"]);
    sat.session.answer("trust-1", ["true"]);
    await sat.session.finish(true);
  }
  assert.equal(lms.interactions().length, 6);
  assert.deepEqual(lms.errors, []);
});

test("an element that the LMS does not have is asked for once, and only the status must be taken", async () => {
  for (const code of ["401", "402"]) {
    const lms = new Lms2004();
    const { session } = await launched(lms, { quirks: { refuse: (element) => (/progress_measure|adl|description|interactions|objectives/.test(element) ? code : null) } });
    assert.equal(session.status.phase, "saved");
    study(session);
    await takeTest(session, 0);
    await session.finish(false);
    assert.deepEqual([session.status.phase, ...status(lms)], ["finished", "completed", "passed"]);
    assert.deepEqual(lms.errors.map((error) => error.replace(/=.*/, "")), ["Set cmi.progress_measure", "Set cmi.interactions.0.id", "Set cmi.objectives.0.id", "Set adl.nav.request"]);
  }
});

test("an interaction that came when the session was lost is told when it is back", async () => {
  const lms = new Lms2004();
  let away = false;
  const { session, clock } = await launched(lms, { quirks: { refuse: () => (away ? "132" : null), commits: () => !away } });
  away = true;
  session.answer("voice-1", ["a"]);
  session.answer("trust-1", ["true"]);
  await clock.pass(1600);
  assert.equal(session.status.phase, "unsaved");
  away = false;
  await clock.pass(2100);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lms.interactions().map(({ id }) => id), ["voice-1", "trust-1"]);
});

test("an API whose reads are all empty is recorded to", async () => {
  const lms = new Lms2004();
  const { session } = await launched(lms, { quirks: { mute: true } });
  assert.deepEqual([session.status.confirmed, session.status.mode], [false, "normal"]);
  study(session);
  await takeTest(session, 0);
  await session.finish(false);
  assert.deepEqual([...status(lms), lms.core("score.scaled")], ["completed", "passed", "1"]);
  assert.equal(lms.interactions().length, 7);
  assert.deepEqual(lms.objectives().map(({ id }) => id), ["E1.1", "E2.1"]);
  assert.deepEqual(lms.errors, []);
});

test("an API that is initialized already is used; one whose session has ended is not", async () => {
  for (const [end, phase] of [[false, "saved"], [true, "connecting"]] as const) {
    const lms = new Lms2004();
    const api = lms.launch();
    api.Initialize("");
    if (end) api.Terminate("");
    const session = new Session(sample(), AGENCY, scorm2004Tracking(sample(), null, () => api), { clock: fakeClock(), journal: fakeJournal() });
    await session.start();
    await settle();
    assert.equal(session.status.phase, phase);
  }
});

test("the report names neither the learner nor what was answered", async () => {
  const lms = new Lms2004();
  const { session, tracking } = await launched(lms);
  session.answer("voice-1", ["c"]);
  await session.save();
  const { facts, calls } = tracking.report();
  assert.deepEqual([facts["adapter"], facts["mode"], facts["credit"], facts["limit"]], ["SCORM 2004", "normal", "credit", 63_904]);
  assert(!JSON.stringify(calls).includes("officer-7"));
  assert(calls.some(({ call }) => call === "SetValue(cmi.interactions.0.learner_response, (1))"));
});

test("each type of question, right and wrong, is told in the form of the standard", async () => {
  const lms = new Lms2004();
  const course = faultCourse();
  const { session } = await launched(lms, { course });
  const asked: [string, string[], string, string, string | undefined][] = [
    ["q-choice", ["a"], "choice", "a", "a[,]b"],
    ["q-multiple", ["a", "c"], "choice", "a[,]c", "a[,]b"],
    ["q-true-false", ["false"], "true-false", "false", "true"],
    ["q-likert", ["b"], "likert", "b", undefined],
    ["q-matching", ["a.x", "b.y", "c.x", "d.x"], "matching", "a[.]x[,]b[.]y[,]c[.]x[,]d[.]x", "a[.]x[,]b[.]y[,]c[.]x[,]d[.]y"],
    ["q-ordering", ["b", "a", "c", "d"], "sequencing", "b[,]a[,]c[,]d", "a[,]b[,]c[,]d"],
    ["q-fill-in", ["{lang=xx} a[,]b"], "fill-in", " {lang=xx} a[ , ]b", "{case_matters=false}Voice"],
    ["q-gap", ["a.law", "b.the [:] law"], "fill-in", "law[,]the [ : ] law", "{case_matters=false}law[,]law"],
    ["q-numeric", ["12,25"], "numeric", "12.25", "12[:]13"],
  ];
  for (const [id, response] of asked) session.answer(id, response);
  await session.save();
  assert.deepEqual(lms.errors, []);
  const told = lms.interactions().map((one) => [one["id"], one["type"], one["learner_response"], one["correct_responses.0.pattern"]]);
  assert.deepEqual(told, asked.map(([id, , type, response, pattern]) => [id, type, response, pattern]));
  assert.equal(lms.interactions()[5]?.["result"], "0.5");
  assert.equal(lms.interactions()[3]?.["result"], "neutral");
});

function toldOf(asked: QuestionData, response: readonly string[]): Record<string, string> {
  const event: Answered = { type: "answered", at: START, question: asked.id, response, success: true, share: 1, latencyMs: 0, tries: 1, test: null, attempt: null, interaction: 0 };
  return Object.fromEntries(interactionValues(SCORM2004.forms, { ...sample(), questions: { [asked.id]: asked } }, event) ?? []);
}

test("a number that must be exact is a range of one", () => {
  const asked = { ...question("n", "numeric", []), options: [], range: { answer: 4, min: 4, max: 4 } };
  assert.equal(toldOf(asked, ["4"])["correct_responses.0.pattern"], "4[:]4");
});

test("a prompt is cut where a description ends, in whole characters, and is no property", () => {
  const told = (prompt: string) => (toldOf(question("p", "choice", ["a"], { prompt }), ["a"])["description"] ?? "").replace("{lang=en-US}", "");
  assert.equal(told(`${"x".repeat(249)}\u{1f600}`), "x".repeat(249));
  assert.equal(told("{lang=de} Was?\n\nWie?"), " {lang=de} Was? Wie?");
});

test("a text with more gaps than a fill-in takes keeps all answers", () => {
  const asked = question("g", "gap", []);
  const options = Array.from({ length: 12 }, (_, i) => ({ id: `g${i}`, key: `k${i}`, letter: "a", text: "", accepts: ["law"] }));
  const told = toldOf({ ...asked, options }, options.map(({ id }) => `${id}.law`));
  assert.deepEqual([told["type"], told["learner_response"]?.split("[,]").length], ["other", 12]);
  assert.equal(told["correct_responses.0.pattern"], told["learner_response"]);
});

test("the confirmation of a statement is told with its words", async () => {
  const lms = new Lms2004();
  const course = faultCourse();
  const { session } = await launched(lms, { course });
  session.acknowledge("force-policy");
  await takeConfirmed(session, "final", 0);
  const [first = {}, second = {}] = lms.interactions();
  assert.deepEqual([first["id"], first["type"], first["learner_response"], first["description"]], ["force-policy", "true-false", "true", "{lang=en-US}I have read force-policy."]);
  assert.deepEqual([second["id"], second["description"]], ["own-work", "{lang=en-US}I have read own-work."]);
  assert.deepEqual(lms.errors, []);
});

test("durations are written as the standard wants them", () => {
  const cases: [number, string][] = [[0, "PT0S"], [-5, "PT0S"], [4, "PT0S"], [50, "PT0.05S"], [1234, "PT1.23S"], [59_999, "PT1M"], [60_500, "PT1M0.5S"], [3_600_000, "PT1H"], [3_661_000, "PT1H1M1S"], [360_000_010, "PT100H0.01S"]];
  for (const [ms, text] of cases) assert.equal(interval(ms), text);
});
