import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../src/session.js";
import type { Journal } from "../src/tracking/journal.js";
import { scorm12Tracking } from "../src/tracking/scorm12.js";
import type { Channel, Connect, Message } from "../src/windows.js";
import { checksum } from "../src/state/letters.js";
import { fakeClock, settle, START } from "./support/clock.js";
import { AGENCY, sample } from "./support/course.js";
import { blockedJournal, fakeJournal, storage } from "./support/journal.js";
import { study, takeTest } from "./support/learner.js";
import { Lms, type Quirks } from "./support/scorm.js";

/** A browser in which windows hear of each other. */
function hub(): Connect {
  const rooms = new Map<string, Set<(message: Message) => void>>();
  return (name, hear): Channel => {
    const ears = rooms.get(name) ?? new Set();
    rooms.set(name, ears.add(hear));
    return {
      post: (message) => {
        for (const ear of ears) if (ear !== hear) void Promise.resolve().then(() => ears.has(ear) && ear(structuredClone(message)));
      },
      close: () => void ears.delete(hear),
    };
  };
}

let seeds = 0.2;

interface Setting {
  readonly journal?: Journal;
  readonly windows?: Connect;
  readonly quirks?: Quirks;
  readonly online?: () => boolean;
  /** When it is opened. */
  readonly at?: number;
}

async function launched(lms: Lms, { journal = fakeJournal(), windows = hub(), quirks = {}, online = () => true, at = START }: Setting = {}) {
  const clock = fakeClock(at);
  const course = sample();
  const api = lms.launch(quirks);
  const own = scorm12Tracking(course, { adapter: "scorm12", stateLimit: 4096 }, () => api);
  seeds = (seeds + 0.37) % 1;
  const seed = seeds;
  const session = new Session(course, AGENCY, own, { clock, random: () => seed, journal, windows, online });
  await session.start();
  await settle();
  return { session, clock };
}

const ids = (lms: Lms) => lms.interactions().map((one) => `${one["id"]}=${one["student_response"]}`);

test("records of a session whose commits never worked are told by the next launch, in order and once", async () => {
  const lms = new Lms();
  const journal = fakeJournal();
  const first = await launched(lms, { journal });
  await first.clock.pass(2000);
  const refusing = await launched(lms, { journal, quirks: { commits: () => false, finishes: false, forgets: true } });
  refusing.session.answer("voice-1", ["b"]);
  refusing.session.answer("voice-1", ["a"]);
  study(refusing.session);
  await takeTest(refusing.session, 0);
  await refusing.clock.pass(5000);
  assert.equal(refusing.session.status.phase, "unsaved");
  assert.equal(refusing.session.status.kept, true);
  void refusing.session.finish(true);
  assert.deepEqual(ids(lms), []);
  assert.equal(lms.core("lesson_status"), "incomplete");

  const again = await launched(lms, { journal });
  assert.equal(again.session.status.restored, true);
  assert.equal(ids(lms).length, 2 + 2 + 5);
  assert.deepEqual(ids(lms).slice(0, 4), ["voice-1=b", "voice-1=a", "stop_window=a", "stop_story=a"]);
  assert.deepEqual([lms.core("lesson_status"), lms.core("score.raw")], ["passed", "100"]);
  assert.equal(lms.stored["cmi.objectives.1.status"], "passed");
  await again.session.finish(true);
  const third = await launched(lms, { journal });
  assert.equal(third.session.status.restored, false);
  assert.equal(ids(lms).length, 9);
  assert.deepEqual(lms.errors.filter((error) => !/^(Commit|Finish)/.test(error)), []);
});

test("an LMS that keeps nothing and does not give back what it took is gone on from what the browser kept", async () => {
  const journal = fakeJournal();
  // Reads of the state are empty, as if it had been cut off; the learner is known.
  const forgetful = new Lms();
  const first = await launched(forgetful, { journal, online: () => false, quirks: { keeps: false } });
  first.session.answer("voice-1", ["a"]);
  await first.clock.pass(2000);
  assert.deepEqual([first.session.status.phase, first.session.status.confirmed, first.session.status.kept], ["saved", false, true]);
  const { session } = await launched(forgetful, { journal });
  assert.deepEqual(session.progress.questions["voice-1"]?.response, ["a"]);
  assert.equal(session.status.restored, true);
  assert.deepEqual(ids(forgetful), ["voice-1=a"]);
});

test("an LMS that was reset on purpose starts anew, and so does what the browser kept", async () => {
  const journal = fakeJournal();
  const first = await launched(new Lms(), { journal });
  study(first.session);
  await takeTest(first.session, 5);
  await first.session.finish(true);
  const lms = new Lms();
  const { session } = await launched(lms, { journal });
  assert.deepEqual([session.progress.seen.size, session.status.restored, session.attemptsLeft("final")], [0, false, 3]);
  assert.deepEqual(ids(lms), []);
  assert.equal(lms.core("lesson_status"), "incomplete");
});

test("an LMS that empties the state of a course that is done does not make the learner begin anew", async () => {
  const lms = new Lms();
  const journal = fakeJournal();
  const first = await launched(lms, { journal, quirks: { onlyPassed: true } });
  study(first.session);
  await takeTest(first.session, 0);
  await first.session.finish(true);
  assert.equal(lms.stored["cmi.suspend_data"], "");
  const { session } = await launched(lms, { journal, quirks: { onlyPassed: true } });
  assert.deepEqual([session.progress.verdict, session.progress.seen.size], ["passed", 4]);
  assert.equal(lms.core("lesson_status"), "passed");
});

test("what the browser keeps is bounded, and says nothing of the learner in its name", async () => {
  const store = storage();
  const { session, clock } = await launched(new Lms(), { journal: fakeJournal(store) });
  for (let n = 0; n < 4000; n++) session.answer("voice-1", ["a"]);
  await clock.pass(2000);
  const all = Array.from({ length: store.length }, (_, i) => store.key(i) ?? "");
  assert(all.every((name) => !name.includes("officer")));
  const most = Math.max(...all.map((name) => store.getItem(name)?.length ?? 0));
  assert(most > 400_000 && most < 510_000, String(most));
});

test("a browser that has no room says so, and never throws", async () => {
  for (const journal of [blockedJournal(), fakeJournal(storage(10))]) {
    const { session, clock } = await launched(new Lms(), { journal, quirks: { commits: () => false } });
    session.answer("voice-1", ["a"]);
    await clock.pass(2000);
    assert.deepEqual([session.status.phase, session.status.kept], ["unsaved", false]);
  }
});

test("the newest window goes on with all that the older one had, which is silent from then on", async () => {
  const lms = new Lms();
  const windows = hub();
  // Without storage, so that only the windows can tell each other.
  const journal = blockedJournal();
  const older = await launched(lms, { windows, journal });
  await older.clock.pass(2000);
  older.session.answer("voice-1", ["a"]);
  older.session.answer("trust-1", ["true"]);
  const newer = await launched(lms, { windows, journal });
  const silent = lms.calls.length;
  assert.equal(older.session.status.phase, "elsewhere");
  assert.deepEqual(newer.session.progress.questions["voice-1"]?.response, ["a"]);
  await newer.clock.pass(2000);
  newer.session.answer("respect-1", ["a", "b"]);
  await newer.clock.pass(2000);
  assert.deepEqual(ids(lms), ["voice-1=a", "trust-1=t", "respect-1=a,b"]);
  const calls = lms.calls.length;
  assert(calls > silent);

  older.session.answer("voice-1", ["c"]);
  assert.deepEqual(older.session.progress.questions["voice-1"]?.response, ["a"]);
  await older.session.save();
  await older.session.finish(false);
  void older.session.finish(true);
  await older.clock.pass(60_000);
  assert.equal(older.session.status.phase, "elsewhere");
  assert.equal(lms.calls.length, calls);
  assert.equal(newer.session.progress.interactions, 3);
});

test("windows that open at the same moment end with one that goes on", async () => {
  for (let n = 0; n < 20; n++) {
    const lms = new Lms();
    const windows = hub();
    const journal = fakeJournal();
    const all = await Promise.all([0, 1, 2].map(() => launched(lms, { windows, journal })));
    for (const { clock } of all) await clock.pass(3000);
    assert.equal(all.filter(({ session }) => session.status.phase === "saved").length, 1);
  }
});

test("a window opened right after another one goes on, whatever their names are", async () => {
  for (let n = 0; n < 20; n++) {
    const lms = new Lms();
    const windows = hub();
    const journal = fakeJournal();
    const older = await launched(lms, { windows, journal });
    await older.clock.pass(300);
    const newer = await launched(lms, { windows, journal, at: older.clock.now() });
    assert.deepEqual([older.session.status.phase, newer.session.status.phase], ["elsewhere", "saved"]);
  }
});

test("a window opened after the clock was set back goes on, too", async () => {
  const windows = hub();
  const lms = new Lms();
  const older = await launched(lms, { windows });
  await older.clock.pass(60_000);
  const newer = await launched(lms, { windows, at: older.clock.now() - 3_600_000 });
  assert.deepEqual([older.session.status.phase, newer.session.status.phase], ["elsewhere", "saved"]);
});

test("windows of other learners, and other courses, do not hear of each other", async () => {
  const windows = hub();
  const one = await launched(new Lms(), { windows });
  const other = await launched(new Lms({ "cmi.core.student_id": "officer-8" }), { windows });
  assert.deepEqual([one.session.status.phase, other.session.status.phase], ["saved", "saved"]);
});

test("a window that has ended leaves the work alone, and a window that comes back takes it", async () => {
  const lms = new Lms();
  const windows = hub();
  const journal = fakeJournal();
  const first = await launched(lms, { windows, journal });
  first.session.answer("voice-1", ["a"]);
  await first.session.finish(false);
  const second = await launched(lms, { windows, journal, at: START + 1 });
  assert.deepEqual([first.session.status.phase, second.session.status.phase], ["finished", "saved"]);
  const third = await launched(lms, { windows, journal, at: START + 2 });
  assert.deepEqual([second.session.status.phase, third.session.status.phase], ["elsewhere", "saved"]);
});

test("a state of a later format is left as it is, and the learner is told", async () => {
  const body = "whatever*a*later*player*writes";
  const state = `3${checksum(body)}${body}`;
  const lms = new Lms({ "cmi.suspend_data": state, "cmi.core.lesson_status": "incomplete" });
  const { session, clock } = await launched(lms);
  assert.equal(session.status.mode, "newer");
  study(session);
  await clock.pass(10_000);
  await session.finish(false);
  assert.deepEqual(lms.calls.filter((call) => /^(Set|Commit)/.test(call)), []);
  assert.equal(lms.calls[lms.calls.length - 1], "Finish");
});

test("a score that the LMS holds is not written again by the next launch", async () => {
  const lms = new Lms();
  const first = await launched(lms);
  study(first.session);
  await takeTest(first.session, 0);
  await first.session.finish(true);
  lms.stored["cmi.core.score.raw"] = "100.00";
  const { session, clock } = await launched(lms);
  session.view("one/hello");
  await clock.pass(2000);
  await session.finish(true);
  assert.deepEqual(lms.calls.filter((call) => call.includes("Set cmi.core.score.raw")), []);
});

test("what an LMS throws away with a failed commit, records included, is set again at the same indexes", async () => {
  const lms = new Lms();
  let works = true;
  const { session, clock } = await launched(lms, { quirks: { commits: () => works, forgets: true } });
  session.answer("voice-1", ["b"]);
  await clock.pass(2000);
  works = false;
  session.answer("voice-1", ["a"]);
  session.answer("trust-1", ["true"]);
  await clock.pass(2000);
  works = true;
  await clock.pass(10_000);
  assert.deepEqual(ids(lms), ["voice-1=b", "voice-1=a", "trust-1=t"]);
  assert.deepEqual(lms.errors.filter((error) => !error.startsWith("Commit")), []);
});

test("a page whose last words were too many does not call them told", async () => {
  const lms = new Lms();
  const journal = fakeJournal();
  const { session } = await launched(lms, { journal, quirks: { room: 5000 } });
  for (let n = 0; n < 60; n++) session.answer("voice-1", [n % 2 ? "a" : "b"]);
  await settle();
  void session.finish(true);
  assert.deepEqual(ids(lms), []);
  await launched(lms, { journal });
  assert.equal(ids(lms).length, 60);
});

test("the report names neither the learner nor what was answered", async () => {
  const lms = new Lms();
  const { session, clock } = await launched(lms, { quirks: { refuse: (element) => (element.endsWith("exit") ? "405" : null) } });
  session.answer("voice-1", ["a"]);
  await clock.pass(2000);
  assert.equal(await session.probe(), true);
  const { facts, calls, journal } = session.report();
  const text = JSON.stringify({ facts, calls });
  assert(!text.includes("officer"), text);
  assert(calls.some(({ call, answer }) => call === "LMSGetValue(cmi.core.student_id)" && answer === "(9)"));
  assert(calls.some(({ call }) => call === "LMSSetValue(cmi.interactions.0.student_response, (1))"));
  assert(calls.some(({ call, error }) => call.includes("exit") && error === "405"));
  assert.deepEqual([facts["mode"], facts["credit"], facts["limit"], journal], ["normal", "credit", 4000, true]);
});
