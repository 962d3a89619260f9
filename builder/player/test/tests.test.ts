import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData, TestData } from "../src/data.js";
import { draw, refilled } from "../src/engine/draw.js";
import { hash, numbers, shuffle } from "../src/engine/random.js";
import type { CourseEvent } from "../src/events.js";
import { Session } from "../src/session.js";
import { memoryTracking } from "../src/tracking/memory.js";
import type { Tracking } from "../src/tracking/port.js";
import { scorm12Tracking } from "../src/tracking/scorm12.js";
import { launchOf } from "../src/tracking/xapi/launch.js";
import { xapiTracking } from "../src/tracking/xapi.js";
import { fakeClock, settle } from "./support/clock.js";
import { AGENCY, IRI, question, sample, testedTwice } from "./support/course.js";
import { fakeJournal } from "./support/journal.js";
import { readAll, takeConfirmed } from "./support/learner.js";
import { Lrs } from "./support/lrs.js";
import { Lms } from "./support/scorm.js";

/** A course with a bank of any size for one to four objectives. */
function anyBank(seed: number): { readonly course: CourseData; readonly final: TestData } {
  const random = numbers(hash(`bank ${seed}`));
  const below = (end: number) => Math.floor(random() * end);
  const parts = Array.from({ length: 1 + below(4) }, (_, n) => ({ objective: `E${n}`, size: 1 + below(12), items: 1 + below(6) }));
  const items = parts.flatMap(({ objective, size }) =>
    Array.from({ length: size }, (_, n) => question(`${objective.toLowerCase()}-${seed}-${n}`, "choice", ["a"], { objective })),
  );
  const course = sample({ test: { blueprint: parts, bank: shuffle(items, seed).map(({ id }) => id), shuffle: random() < 0.5 } });
  const [final] = course.tests;
  if (!final) throw new Error("no test");
  return { course: { ...course, questions: Object.fromEntries(items.map((item) => [item.id, item])) }, final };
}

const of = (course: CourseData, items: readonly string[], objective: string): string[] =>
  items.filter((id) => course.questions[id]?.objective === objective);

test("whatever the bank, no item of an objective comes back before all of them were asked", () => {
  for (let seed = 0; seed < 300; seed++) {
    const { course, final } = anyBank(seed);
    for (const { objective } of final.blueprint) {
      const stock = of(course, final.bank, objective);
      const asked = new Map<string, number>();
      for (let attempt = 1; attempt <= 10; attempt++) {
        const hand = of(course, draw(course, final, seed, attempt), objective);
        assert.equal(new Set(hand).size, hand.length);
        for (const id of hand) asked.set(id, (asked.get(id) ?? 0) + 1);
        const counts = stock.map((id) => asked.get(id) ?? 0);
        assert(Math.max(...counts) - Math.min(...counts) <= 1, `seed ${seed}, attempt ${attempt}: ${counts}`);
      }
    }
  }
});

test("an attempt goes on in an updated course with what is left of it, whole again and without repeats", () => {
  for (let seed = 0; seed < 400; seed++) {
    const { course, final } = anyBank(seed);
    const random = numbers(hash(`update ${seed}`));
    const attempt = 1 + Math.floor(random() * 4);
    const before = draw(course, final, seed, attempt);
    const gone = new Set(final.bank.filter(() => random() < 0.3));
    const fresh = final.blueprint.flatMap(({ objective }) => (random() < 0.5 ? [question(`new-${objective.toLowerCase()}`, "choice", ["a"], { objective })] : []));
    const bank = [...final.bank.filter((id) => !gone.has(id)), ...fresh.map(({ id }) => id)];
    const now = { ...course, questions: { ...course.questions, ...Object.fromEntries(fresh.map((item) => [item.id, item])) } };
    const items = refilled(now, { ...final, bank }, before.map((id) => (gone.has(id) ? "" : id)), seed, attempt);
    assert.equal(new Set(items).size, items.length);
    assert(items.every((id) => bank.includes(id)));
    assert.deepEqual(items.slice(0, before.filter((id) => !gone.has(id)).length), before.filter((id) => !gone.has(id)));
    const most = final.blueprint.map(({ objective, items: count }) => Math.min(count, of(now, bank, objective).length));
    assert.equal(items.length, Math.min(before.length, most.reduce((sum, n) => sum + n, 0)), `seed ${seed}`);
    final.blueprint.forEach(({ objective, items: count }) => assert(of(now, items, objective).length <= count));
  }
});

async function sitting() {
  const events: CourseEvent[] = [];
  const tracking = { ...memoryTracking(`memory:${IRI}`, fakeJournal()), record: (more: readonly CourseEvent[]) => void events.push(...more) };
  const session = new Session(testedTwice(), AGENCY, tracking, { clock: fakeClock(), random: () => 0.3, journal: fakeJournal() });
  await session.start();
  await settle();
  return { session, events };
}

test("a passed test stands for its module, and for nothing else", async () => {
  const { session, events } = await sitting();
  await takeConfirmed(session, "skip", 0);
  assert.deepEqual(session.missingFor("final").pages, []);
  assert.equal(session.progress.score, null);
  assert.equal(session.progress.verdict, null);
  assert.equal(session.mayStart("skip"), false);
  session.view("two/trust");
  session.view("two/stop");
  session.decide("stop", "listen");
  session.decide("stop", "explain");
  await takeConfirmed(session, "final", 0);
  assert.equal(session.progress.verdict, "passed");
  assert.equal(session.progress.score, 100);
  assert(events.some(({ type }) => type === "completed"));
});

test("a failed test stands for nothing, and its attempts are its own", async () => {
  const { session } = await sitting();
  await takeConfirmed(session, "skip", 1);
  assert.equal(session.attemptsLeft("skip"), 1);
  assert.equal(session.attemptsLeft("final"), 3);
  await takeConfirmed(session, "skip", 2);
  assert.equal(session.mayStart("skip"), false);
  readAll(session);
  session.decide("stop", "listen");
  session.decide("stop", "explain");
  await takeConfirmed(session, "final", 0);
  assert.equal(session.progress.verdict, "passed");
});

test("an attestation is recorded once for each attempt, before it", async () => {
  const { session, events } = await sitting();
  session.acknowledge("own-work", "final");
  session.startTest("final");
  session.acknowledge("own-work", "final");
  session.submitTest("final");
  await takeConfirmed(session, "final", 0);
  await takeConfirmed(session, "skip", 1);
  const given = events.flatMap((event) => (event.type === "acknowledged" || event.type === "test-started" ? [`${event.type} ${event.test} ${event.attempt}`] : []));
  assert.deepEqual(given, [
    "acknowledged final 1",
    "test-started final 1",
    "acknowledged final 2",
    "test-started final 2",
    "acknowledged skip 1",
    "test-started skip 1",
  ]);
});

test("when no attempt is left nothing is confirmed any more", async () => {
  const { session, events } = await sitting();
  await takeConfirmed(session, "skip", 1);
  await takeConfirmed(session, "skip", 1);
  const before = events.length;
  session.acknowledge("own-work", "skip");
  assert.equal(events.length, before);
});

/** Tells of both tests, the one that replaces a module first, with one of its two answers wrong. */
async function told(tracking: (course: CourseData) => Tracking): Promise<Session> {
  const course = testedTwice();
  const session = new Session(course, AGENCY, tracking(course), { clock: fakeClock(), random: () => 0.5, journal: fakeJournal() });
  await session.start();
  await settle();
  await takeConfirmed(session, "skip", 1);
  await session.save();
  return session;
}

test("of two tests with one objective SCORM 1.2 has the last score of the objective, and as its own that of the final test", async () => {
  const lms = new Lms();
  const api = lms.launch();
  const session = await told((course) => scorm12Tracking(course, null, () => api));
  const scored = (n: number) => ["id", "score.raw", "status"].map((name) => lms.stored[`cmi.objectives.${n}.${name}`]);
  assert.deepEqual([scored(0), scored(1)], [["E1_1", undefined, undefined], ["E2_1", "50", "failed"]]);
  assert.equal(lms.core("score.raw"), undefined);
  assert.equal(lms.core("lesson_status"), "incomplete");
  await takeConfirmed(session, "final", 0);
  await session.save();
  assert.deepEqual([scored(0), scored(1)], [["E1_1", "100", "passed"], ["E2_1", "100", "passed"]]);
  assert.equal(lms.core("score.raw"), "100");
  assert.deepEqual(lms.errors, []);
});

test("of two tests with one objective xAPI tells each score with its test", async () => {
  const lrs = new Lrs();
  const launch = launchOf(`?${new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", auth: "abc", actor: '{"mbox":"mailto:a@b.c"}' }).toString()}`) ?? assert.fail("no launch");
  const session = await told((course) => xapiTracking({ course, launch, activityId: IRI, agency: null, journal: fakeJournal(), fetch: lrs.fetch }));
  await takeConfirmed(session, "final", 0);
  await session.save();
  const scored = lrs.about("scored", "") as unknown as { object: { id: string }; result: { score: { raw: number } }; context: { contextActivities: { parent: { id: string }[] } } }[];
  const facts = scored.map(({ object, result, context }) => `${object.id} ${result.score.raw} ${context.contextActivities.parent[0]?.id}`.split(`${IRI}/`).join(""));
  assert.deepEqual(facts, ["objective/E2.1 50 test/skip", "objective/E1.1 100 test/final", "objective/E2.1 100 test/final"]);
});
