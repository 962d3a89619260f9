import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData } from "../src/data.js";
import { Session } from "../src/session.js";
import { cmi5LaunchOf } from "../src/tracking/cmi5/launch.js";
import { unitOf } from "../src/tracking/cmi5/unit.js";
import { cmi5Tracking } from "../src/tracking/cmi5.js";
import type { Journal } from "../src/tracking/journal.js";
import { fakeClock, settle, START, type FakeClock } from "./support/clock.js";
import { ACTIVITY, Cmi5Lms, REGISTRATION, type Offer, type Sitting } from "./support/cmi5.js";
import { AGENCY, IRI, sample, testedTwice } from "./support/course.js";
import { blockedJournal, fakeJournal } from "./support/journal.js";
import { study, takeTest } from "./support/learner.js";

interface Setting {
  readonly course?: CourseData;
  readonly clock?: FakeClock;
  readonly journal?: Journal;
  /** What the window has: absent, it is a new one. */
  readonly window?: Journal;
  readonly sitting?: Sitting;
  readonly offer?: Offer;
}

/** The LMS answers by real promises, so more than our own turns are waited for. */
async function answered(): Promise<void> {
  for (let i = 0; i < 12; i++) {
    await new Promise((go) => setTimeout(go, 0));
    await settle();
  }
}

async function launched(lms: Cmi5Lms, { course = sample(), clock = fakeClock(), journal = fakeJournal(), window = fakeJournal(), offer = {}, sitting = lms.launch(offer) }: Setting = {}) {
  const launch = cmi5LaunchOf(sitting.query) ?? assert.fail("no launch");
  const browser = { reloading: false, quiet: false, went: "", alive: true };
  // A window that was killed hears no answer.
  const fetch: typeof globalThis.fetch = async (address, init) => {
    if (!browser.alive) return new Promise<never>(() => undefined);
    const answer = await lms.fetch(address, init);
    return browser.alive ? answer : new Promise<never>(() => undefined);
  };
  const tracking = cmi5Tracking({
    course, launch, agency: AGENCY.id, journal, session: window, fetch,
    now: () => clock.now(),
    reloading: () => browser.reloading,
    quiet: () => (browser.quiet = true),
    go: (address) => (browser.went = address),
  });
  const session = new Session(course, AGENCY, tracking, { clock, random: () => 0.42, journal });
  void session.start();
  await answered();
  const pass = async (ms: number) => {
    await clock.pass(ms);
    await answered();
  };
  const finish = async (leaving = false) => {
    const done = session.finish(leaving);
    await answered();
    await done;
  };
  /** From here on nothing of this window runs. */
  const kill = () => (browser.alive = false);
  return { session, clock, journal, window, sitting, browser, pass, finish, kill };
}

const body = (statement: unknown) => statement as { id: string; actor: unknown; object: { id: string; definition: { type: string; name: unknown } }; result: Record<string, unknown>; context: { contextActivities: Record<string, { id: string }[]>; extensions: Record<string, unknown> }; timestamp: string };
const posts = (lms: Cmi5Lms) => lms.requests.filter(({ method, path }) => method === "POST" && path === "statements");
const state = (lms: Cmi5Lms, id = "peacebuilder", activity = ACTIVITY) => lms.documents.get(`${activity} ${REGISTRATION} ${id}`);
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";

test("a course taken to a pass is told as one session, first and last as it must be", async () => {
  const lms = new Cmi5Lms();
  const { session, clock, pass, finish, sitting } = await launched(lms);
  assert.deepEqual([session.status.phase, session.status.recording, session.status.kept], ["saved", "lms", true]);
  session.view("one/hello");
  await pass(3000);
  session.view("one/voice");
  session.answer("respect-1", ["b", "a"]);
  study(session);
  await takeTest(session, 1);
  await pass(60_000);
  await finish();
  assert.equal(session.status.phase, "finished");
  assert.deepEqual(lms.violations, []);
  assert.deepEqual(lms.defined(), ["initialized", "completed", "passed", "terminated"]);
  const verbs = lms.verbs();
  assert.deepEqual([verbs[0], verbs[verbs.length - 1]], ["initialized", "terminated"]);
  assert.equal(lms.most, 1);
  assert(posts(lms).every((request) => (JSON.parse(request.body) as unknown[]).length === 1));
  assert(lms.statements.every((one) => Date.parse(body(one).timestamp) <= clock.now() && Date.parse(body(one).timestamp) >= START));
  const [passed] = lms.about("passed", ACTIVITY).map(body);
  assert.deepEqual(passed?.result["score"], { scaled: 0.8, raw: 80, min: 0, max: 100 });
  assert(!(MASTERY in (passed?.context.extensions ?? {})));
  assert.deepEqual(passed?.context.contextActivities["category"]?.map(({ id }) => id.replace(/.*\//, "")), ["category", "cmi5", "moveon", "v1"]);
  assert.equal(body(lms.about("terminated")[0]).result["duration"], "PT63S");
  const [answer] = lms.about("answered", "/question/respect-1").map(body);
  assert.deepEqual(answer?.context.contextActivities["category"]?.map(({ id }) => id.replace(/.*\//, "")), ["category", "v1"]);
  assert.deepEqual(answer?.context.contextActivities["grouping"]?.map(({ id }) => id.replace(`${IRI}/`, "")), ["au/course", ACTIVITY, IRI, "module/m1"]);
  const progress = lms.about("progressed").map((one) => body(one).result["extensions"]);
  assert.deepEqual(progress, [50, 100].map((percent) => ({ "https://w3id.org/xapi/cmi5/result/extensions/progress": percent })));
  assert.equal(sitting.fetched, 1);
  // The last word was the last request of all.
  assert.equal(lms.requests[lms.requests.length - 1], posts(lms).pop());
});

test("a failed attempt is told when the session ends, and not at all when the course is passed before", async () => {
  const lms = new Cmi5Lms();
  const { session, finish, pass } = await launched(lms);
  study(session);
  await takeTest(session, 3);
  await pass(5000);
  assert.deepEqual(lms.defined(), ["initialized"]);
  assert.equal(lms.about("failed", "/test/final").length, 1);
  await finish();
  assert.deepEqual(lms.defined(), ["initialized", "failed", "terminated"]);
  const other = new Cmi5Lms();
  const again = await launched(other);
  study(again.session);
  await takeTest(again.session, 3);
  await takeTest(again.session, 0);
  await again.finish();
  assert.deepEqual(other.defined(), ["initialized", "completed", "passed", "terminated"]);
  assert.equal(other.about("failed", "/test/final").length, 1);
  assert.deepEqual([...lms.violations, ...other.violations], []);
});

test("a failed attempt in a window that was killed is told by the next session, in another browser too", async () => {
  for (const same of [true, false]) {
    const lms = new Cmi5Lms();
    const one = await launched(lms);
    study(one.session);
    await takeTest(one.session, 3);
    await one.pass(5000);
    one.kill();
    const two = await launched(lms, same ? { journal: one.journal } : {});
    two.session.view("one/hello");
    await two.finish();
    assert.deepEqual(lms.defined(two.sitting), ["initialized", "failed", "terminated"]);
    const three = await launched(lms);
    await takeTest(three.session, 0);
    await three.finish();
    assert.deepEqual(lms.defined(three.sitting), ["initialized", "completed", "passed", "terminated"]);
    assert.deepEqual(lms.violations, []);
  }
});

test("of a failed attempt that waits, nothing is told once the course is passed", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  study(one.session);
  await takeTest(one.session, 3);
  await one.pass(5000);
  one.kill();
  const two = await launched(lms);
  await takeTest(two.session, 0);
  await two.finish();
  assert.deepEqual(lms.defined(two.sitting), ["initialized", "completed", "passed", "terminated"]);
  const three = await launched(lms);
  await three.finish();
  assert.deepEqual(lms.defined(three.sitting), ["initialized", "terminated"]);
  assert.deepEqual(lms.violations, []);
});

test("the mastery score of the LMS decides, and stands in the verdict as it was given", async () => {
  for (const [mastery, verdict] of [[0.9, "failed"], [0.3333, "passed"], [0.8, "passed"], [0.57, "passed"]] as const) {
    const lms = new Cmi5Lms();
    const { session, finish } = await launched(lms, { offer: { mastery } });
    assert.equal(session.passMark("final"), Math.round(mastery * 10_000) / 100);
    study(session);
    await takeTest(session, 1);
    await finish();
    const [told] = lms.about(verdict, ACTIVITY).map(body);
    assert.equal(told?.context.extensions[MASTERY], mastery);
    assert.deepEqual(lms.violations, []);
  }
});

test("completed and passed are told once in a registration, whatever the browser and the state have forgotten", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  study(one.session);
  await takeTest(one.session, 0);
  await one.finish();
  const two = await launched(lms);
  assert.equal(two.session.status.resumed, true);
  await takeTest(two.session, 0);
  await two.finish();
  assert.deepEqual(lms.defined(two.sitting), ["initialized", "terminated"]);
  lms.documents.clear();
  for (const wrong of [0, 4]) {
    const three = await launched(lms);
    assert.equal(three.session.status.resumed, false);
    study(three.session);
    await takeTest(three.session, wrong);
    await three.finish();
    assert.deepEqual(lms.defined(three.sitting), ["initialized", "terminated"]);
    lms.documents.clear();
  }
  assert.deepEqual(lms.violations, []);
});

test("what an abandoned session left is told by the next one, once, with the time when it was", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  lms.fault = ({ path }) => (path === "statements" ? 0 : null);
  one.session.answer("voice-1", ["a"]);
  one.session.answer("trust-1", ["true"]);
  await one.pass(5000);
  assert.equal(lms.about("answered").length, 0);
  one.kill();
  lms.fault = () => null;
  const two = await launched(lms, { journal: one.journal, clock: one.clock });
  await two.pass(5000);
  const answers = lms.about("answered").map(body);
  assert.deepEqual(answers.map((one) => one.object.id.split("/").pop()), ["voice-1", "trust-1"]);
  assert(answers.every((one) => one.context.extensions[`${IRI}/extensions/occurred`] === new Date(START).toISOString().replace("00.000Z", "00.000Z") || Date.parse(String(one.context.extensions[`${IRI}/extensions/occurred`])) >= START));
  await two.finish();
  assert.deepEqual(lms.defined(two.sitting), ["initialized", "terminated"]);
  assert.deepEqual(lms.violations, []);
  assert(![...Array(one.journal.keys("").length)].some((_, i) => (one.journal.read(one.journal.keys("")[i] ?? "") ?? "").includes("Ann Example")));
});

test("what was stored though the answer was lost is not stored twice", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  lms.fault = ({ path, method }) => (path === "statements" && method === "POST" ? "lost" : null);
  one.session.answer("voice-1", ["a"]);
  study(one.session);
  await one.pass(5000);
  one.kill();
  lms.fault = () => null;
  const two = await launched(lms, { journal: one.journal, clock: one.clock });
  await two.pass(5000);
  assert.equal(lms.about("answered").length, 1);
  assert.equal(new Set(lms.statements.map(({ id }) => id)).size, lms.statements.length);
  assert.deepEqual(lms.violations, []);
});

test("the answer to initialized is waited for, and one that was lost is asked after", async () => {
  const lms = new Cmi5Lms();
  let lost = 0;
  lms.fault = ({ path, method }) => (path === "statements" && method === "POST" && lost++ < 1 ? "lost" : null);
  const { session, pass, finish } = await launched(lms);
  session.answer("voice-1", ["a"]);
  await pass(8000);
  await finish();
  assert.deepEqual(lms.defined(), ["initialized", "terminated"]);
  assert.equal(lms.about("answered").length, 1);
  assert.deepEqual(lms.violations, []);
});

test("a page that is loaded again goes on with its session, without a second token", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  one.session.answer("voice-1", ["a"]);
  one.browser.reloading = true;
  await one.pass(4000);
  await one.finish(true);
  await one.clock.pass(1000);
  const two = await launched(lms, { sitting: one.sitting, window: one.window, journal: one.journal, clock: one.clock });
  two.session.answer("trust-1", ["true"]);
  await two.pass(5000);
  await two.finish();
  assert.deepEqual(lms.about("experienced", "/lesson/one").map((one) => body(one).result["duration"]), ["PT4S", "PT9S"]);
  assert.equal(one.sitting.fetched, 1);
  assert.deepEqual(lms.defined(), ["initialized", "terminated"]);
  assert.equal(lms.about("answered").length, 2);
  assert.equal(body(lms.about("terminated")[0]).result["duration"], "PT10S");
  assert.deepEqual(lms.violations, []);
});

test("a session that has ended is not called again: the learner is told to launch the course anew", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  one.session.answer("voice-1", ["a"]);
  await one.pass(4000);
  await one.finish(true);
  assert.deepEqual(lms.defined(), ["initialized", "terminated"]);
  const before = lms.requests.length;
  const two = await launched(lms, { sitting: one.sitting, window: one.window, journal: one.journal, clock: one.clock });
  two.session.answer("trust-1", ["true"]);
  await two.pass(4000);
  assert.deepEqual([two.session.status.phase, two.session.status.refused, two.session.status.kept], ["unsaved", true, true]);
  assert.equal(lms.requests.length, before);
  const three = await launched(lms, { journal: one.journal, clock: one.clock });
  assert(three.session.progress.questions["trust-1"]);
  await three.finish();
  assert.equal(lms.about("answered").length, 2);
  assert.deepEqual(lms.violations, []);
});

test("a token that was taken already is not asked for again and again", async () => {
  const lms = new Cmi5Lms();
  const sitting = lms.launch();
  sitting.fetched = 1;
  const { session, pass } = await launched(lms, { sitting });
  session.answer("voice-1", ["a"]);
  await pass(60_000);
  assert.deepEqual([session.status.phase, session.status.refused], ["unsaved", true]);
  assert.equal(sitting.fetched, 2);
  assert.equal(lms.requests.length, 1);
  assert(session.report().calls.some(({ error }) => error === "error-code 1"));
});

test("a second launch ends the first session, which says so and loses nothing", async () => {
  const lms = new Cmi5Lms();
  const one = await launched(lms);
  one.session.answer("voice-1", ["a"]);
  await one.pass(4000);
  const two = await launched(lms, { clock: one.clock });
  one.session.answer("trust-1", ["true"]);
  await one.pass(4000);
  assert.deepEqual([one.session.status.refused, one.session.status.kept], [true, true]);
  two.session.answer("respect-1", ["a"]);
  await two.finish();
  const three = await launched(lms, { journal: one.journal, clock: one.clock });
  await three.pass(4000);
  assert.deepEqual(lms.about("answered").map((told) => body(told).object.id.split("/").pop()), ["voice-1", "respect-1", "trust-1"]);
  assert.deepEqual(Object.keys(three.session.progress.questions).sort(), ["respect-1", "trust-1", "voice-1"]);
  assert.deepEqual(lms.violations, []);
});

test("to browse and to review tell that a session began and ended, and write nothing", async () => {
  for (const mode of ["Browse", "Review"] as const) {
    const lms = new Cmi5Lms();
    const one = await launched(lms);
    one.session.answer("voice-1", ["a"]);
    await one.finish();
    const before = new Map(lms.documents);
    const { session, pass, finish, sitting } = await launched(lms, { offer: { mode } });
    assert.equal(session.status.mode, mode.toLowerCase());
    assert(session.progress.questions["voice-1"]);
    study(session);
    await takeTest(session, 0);
    await pass(9000);
    await finish(mode === "Browse");
    assert.deepEqual(lms.verbs(sitting), ["initialized", "terminated"]);
    assert.equal(body(sitting.told[1]).result["duration"], "PT9S");
    assert.deepEqual(lms.documents, before);
    assert.deepEqual(lms.violations, []);
  }
});

test("leaving sends what is unsaved and ends the session, within what a browser sends", async () => {
  const lms = new Cmi5Lms();
  const { session, finish, pass } = await launched(lms);
  study(session);
  await takeTest(session, 3);
  const before = lms.requests.length;
  const { length } = lms.statements;
  await finish(true);
  await pass(1000);
  const last = lms.requests.slice(before);
  assert(last.every(({ keepalive, body: sent }) => keepalive && sent.length < 64 * 1024));
  assert(lms.statements.length > length);
  assert.deepEqual(lms.defined(), ["initialized", "failed", "terminated"]);
});

test("what is on its way when the page goes is not sent a second time", async () => {
  const lms = new Cmi5Lms();
  const { session, finish } = await launched(lms);
  let go = (): void => undefined;
  const held = new Promise<void>((done) => (go = done));
  const sent = lms.requests.length;
  lms.delay = ({ path, method }) => (path === "statements" && method === "POST" && lms.requests.length === sent + 1 ? held : null);
  session.view("one/voice");
  void session.save();
  await answered();
  const leaving = finish(true);
  await answered();
  go();
  await leaving;
  const told = lms.requests.slice(sent).filter(({ path, method }) => path === "statements" && method === "POST").flatMap((request) => (JSON.parse(request.body) as { id: string }[]).map(({ id }) => id));
  assert(told.length > 1);
  assert.equal(new Set(told).size, told.length);
});

test("of what is saved nothing is written when the page goes: a document behind terminated is one too late", async () => {
  const lms = new Cmi5Lms();
  const { session, finish, pass } = await launched(lms);
  session.answer("voice-1", ["a"]);
  await pass(20_000);
  const before = lms.requests.length;
  await finish(true);
  assert.deepEqual(lms.requests.slice(before).map(({ method, path }) => `${method} ${path}`), ["POST statements"]);
  assert.deepEqual(lms.verbs().slice(-2), ["suspended", "terminated"]);
  assert.deepEqual(lms.violations, []);
});

test("after the end the window goes where the LMS wants it, if that is a page", async () => {
  for (const [returnURL, went] of [["https://lms.example.org/back?x=1", true], ["javascript:alert(1)", false]] as const) {
    const lms = new Cmi5Lms();
    const { session, browser, finish } = await launched(lms, { offer: { returnURL } });
    session.view("one/hello");
    assert.equal(browser.went, "");
    await finish();
    assert.equal(browser.went, went ? returnURL : "");
  }
});

test("without an answer to terminated the window stays, and the end is tried again", async () => {
  const lms = new Cmi5Lms();
  const { session, browser, finish, pass } = await launched(lms, { offer: { returnURL: "https://lms.example.org/back" } });
  session.answer("voice-1", ["a"]);
  await pass(4000);
  lms.fault = ({ path }) => (path === "statements" ? 500 : null);
  await finish();
  assert.deepEqual([session.status.phase, browser.went], ["unsaved", ""]);
  lms.fault = () => null;
  await pass(9000);
  assert.deepEqual([session.status.phase, browser.went], ["finished", "https://lms.example.org/back"]);
  assert.deepEqual(lms.defined(), ["initialized", "terminated"]);
  assert.deepEqual(lms.violations, []);
});

test("preferences are asked for before anything is told; sound that is not wanted is off", async () => {
  for (const [preferences, quiet] of [[404, false], [403, false], [{ languagePreference: "es,en", audioPreference: "off" }, true]] as const) {
    const lms = new Cmi5Lms();
    const { browser, finish } = await launched(lms, { offer: { preferences } });
    await finish();
    assert.equal(browser.quiet, quiet);
    assert.deepEqual(lms.violations, []);
    assert(lms.requests.findIndex(({ path }) => path === "agents/profile") < lms.requests.findIndex(({ path, method }) => path === "statements" && method === "POST"));
  }
});

test("an LMS that does not answer yet is waited for", async () => {
  const lms = new Cmi5Lms();
  let silent = true;
  lms.fault = ({ path }) => (silent && path !== "fetch/s-1" ? 503 : null);
  const { session, pass, finish, sitting } = await launched(lms);
  session.answer("voice-1", ["a"]);
  await pass(3000);
  assert.equal(session.status.phase, "connecting");
  silent = false;
  await pass(5000);
  await finish();
  assert.equal(sitting.fetched, 1);
  assert.equal(lms.about("answered").length, 1);
  assert.deepEqual(lms.violations, []);
});

test("a browser that keeps nothing is enough", async () => {
  const lms = new Cmi5Lms();
  const { session, finish } = await launched(lms, { journal: blockedJournal(), window: blockedJournal() });
  study(session);
  await takeTest(session, 0);
  await finish();
  assert.deepEqual(lms.defined(), ["initialized", "completed", "passed", "terminated"]);
  assert(state(lms));
  assert.deepEqual(lms.violations, []);
});

test("a module is a unit of its own, and so is the test; both have their own state in one registration", async () => {
  const whole = testedTwice();
  const lms = new Cmi5Lms();
  const journal = fakeJournal();
  const units = { m1: "https://lms.example.org/au/1", m2: "https://lms.example.org/au/2", "test:final": "https://lms.example.org/au/3" };
  for (const [unit, activity] of Object.entries(units)) {
    const course = unitOf(whole, unit);
    const { session, finish, sitting } = await launched(lms, { course, journal, offer: { activity, ...(unit === "test:final" ? { mastery: 0.6 } : {}) } });
    assert.equal(session.status.resumed, false);
    if (unit === "test:final") {
      session.acknowledge("own-work", "final");
      await takeTest(session, 1);
    }
    for (const page of course.modules.flatMap(({ lessons }) => lessons.flatMap(({ pages }) => pages))) session.view(page.ref);
    if (unit === "m2") for (const choice of ["listen", "explain"]) session.decide("stop", choice);
    await finish();
    assert.deepEqual(lms.defined(sitting), unit === "test:final" ? ["initialized", "completed", "passed", "terminated"] : ["initialized", "completed", "terminated"]);
    const type = body(sitting.told[0]).object.definition.type.split("/").pop();
    assert.equal(type, unit === "test:final" ? "assessment" : "module");
    assert(state(lms, "peacebuilder", activity));
  }
  assert.deepEqual(lms.violations, []);
});

test("a part of the course holds what belongs to it, and nothing else", () => {
  const whole = testedTwice();
  const one = unitOf(whole, "m1");
  assert.deepEqual([one.modules.map(({ id }) => id), one.tests.map(({ id }) => id), one.completion.test], [["m1"], ["skip"], "none"]);
  const two = unitOf(whole, "m2");
  assert.deepEqual([two.modules.map(({ id }) => id), two.tests], [["m2"], []]);
  const final = unitOf(whole, "test:final");
  assert.deepEqual([final.modules, final.tests.map(({ id }) => id), final.completion.test], [[], ["final"], "passed"]);
  assert.equal(unitOf(sample({ completion: { test: "none" } }), "test:final").completion.test, "taken");
  for (const unknown of [null, "", "m3", "test:skip", "final"]) assert.equal(unitOf(whole, unknown), whole);
});

test("nobody launched the course where one of the five parameters is missing", () => {
  const full = new URLSearchParams(new Cmi5Lms().launch().query);
  assert(cmi5LaunchOf(`?${full.toString()}`));
  for (const name of ["endpoint", "fetch", "actor", "registration", "activityId"]) {
    const less = new URLSearchParams(full);
    less.delete(name);
    assert.equal(cmi5LaunchOf(`?${less.toString()}`), null);
  }
  full.set("actor", "{");
  assert.equal(cmi5LaunchOf(`?${full.toString()}`), null);
});
