import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData } from "../src/data.js";
import { Session } from "../src/session.js";
import type { Journal } from "../src/tracking/journal.js";
import { launchOf } from "../src/tracking/xapi/launch.js";
import { xapiTracking } from "../src/tracking/xapi.js";
import { uuid } from "../src/tracking/xapi/uuid.js";
import { fakeClock, settle, START, type FakeClock } from "./support/clock.js";
import { AGENCY, IRI, sample } from "./support/course.js";
import { blockedJournal, fakeJournal, storage } from "./support/journal.js";
import { study, takeTest } from "./support/learner.js";
import { Lrs, type Request } from "./support/lrs.js";

const REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2";
const LAUNCHED = "https://lms.example.org/activity/7";

const QUERY = {
  endpoint: "https://lrs.example.org/xapi",
  auth: "Basic abc",
  actor: JSON.stringify({ name: ["Ann"], mbox: ["mailto:ann@example.org"] }),
  registration: REGISTRATION,
  activity_id: LAUNCHED,
  grouping: "https://lms.example.org/course/3",
};

interface Setting {
  readonly course?: CourseData;
  readonly clock?: FakeClock;
  readonly journal?: Journal;
  readonly query?: Record<string, string>;
}

/** The LRS answers by real promises, so more than our own turns are waited for. */
async function answered(): Promise<void> {
  for (let i = 0; i < 6; i++) {
    await new Promise((go) => setTimeout(go, 0));
    await settle();
  }
}

async function launched(lrs: Lrs, { course = sample(), clock = fakeClock(), journal = fakeJournal(), query = QUERY }: Setting = {}) {
  const launch = launchOf(`?${new URLSearchParams(query).toString()}`) ?? assert.fail("no launch");
  const tracking = xapiTracking({ course, launch, activityId: launch.activityId ?? IRI, agency: AGENCY.id, journal, fetch: lrs.fetch });
  const session = new Session(course, AGENCY, tracking, { clock, random: () => 0.42, journal });
  void session.start();
  await answered();
  const pass = async (ms: number) => {
    await clock.pass(ms);
    await answered();
  };
  return { session, clock, journal, pass };
}

const body = (statement: unknown) => statement as { object: { id: string; definition: Record<string, unknown> }; result: Record<string, unknown>; context: { contextActivities: Record<string, { id: string }[]>; extensions: Record<string, unknown> }; timestamp: string };
const ids = (list: readonly { id: string }[] | undefined) => (list ?? []).map((one) => one.id.replace(`${IRI}/`, ""));
const posts = (lrs: Lrs) => lrs.requests.filter((request) => request.method === "POST");

test("a course taken to a pass tells the whole story, in order", async () => {
  const lrs = new Lrs();
  const { session, clock, pass } = await launched(lrs);
  assert.deepEqual(session.status, { phase: "saved", recording: "lrs", confirmed: true, mode: "normal", resumed: false, refused: false, restored: false, kept: true });
  session.view("one/hello");
  await pass(3000);
  session.view("one/voice");
  await pass(1500);
  session.answer("respect-1", ["b", "a"]);
  session.answer("trust-1", ["false"]);
  study(session);
  await takeTest(session, 1);
  await answered();
  await pass(60_000);
  await session.finish(false);
  assert.equal(session.status.phase, "finished");

  const verbs = lrs.verbs();
  assert.equal(verbs[0], "initialized");
  assert.equal(verbs[verbs.length - 1], "terminated");
  assert(!verbs.includes("suspended") && !verbs.includes("resumed"));
  const times = lrs.statements.map((statement) => body(statement).timestamp);
  assert.deepEqual(times, [...times].sort());
  assert(times.every((time) => Date.parse(time) <= clock.now() && Date.parse(time) >= START));
  assert.equal(new Set(lrs.statements.map((statement) => statement.id)).size, lrs.statements.length);
  assert.equal(lrs.most, 1);

  const [choice] = lrs.about("answered", "/question/respect-1").map(body);
  assert.deepEqual(choice?.object.definition, {
    type: "http://adlnet.gov/expapi/activities/cmi.interaction",
    name: { "en-US": "Which of respect-1?" },
    interactionType: "choice",
    choices: ["a", "b", "c", "d"].map((id) => ({ id, description: { "en-US": `Option ${id}` } })),
    correctResponsesPattern: ["a[,]b"],
  });
  assert.deepEqual(choice?.result, { success: true, score: { scaled: 1 }, duration: "PT1.5S", response: "a[,]b" });
  assert.deepEqual(ids(choice?.context.contextActivities["parent"]), ["lesson/one"]);
  assert.deepEqual(ids(choice?.context.contextActivities["grouping"]), [LAUNCHED, IRI, "module/m1", QUERY.grouping]);
  assert.deepEqual(ids(choice?.context.contextActivities["category"]), ["profile/v1"]);
  assert.equal(choice?.context.contextActivities["other"], undefined, "it has no objective");
  assert.deepEqual(choice?.context.extensions, { [`${IRI}/extensions/version`]: "1.2.0", [`${IRI}/extensions/agency`]: "springfield", [`${IRI}/extensions/tries`]: 1 });

  const [bool] = lrs.about("answered", "/question/trust-1").map(body);
  assert.equal(bool?.object.definition["interactionType"], "true-false");
  assert.deepEqual(bool?.object.definition["correctResponsesPattern"], ["true"]);
  assert.deepEqual([bool?.result["response"], bool?.result["success"]], ["false", false]);

  const graded = lrs.about("answered").map(body).filter(({ context }) => `${IRI}/extensions/attempt` in context.extensions);
  const objectives = graded.map(({ context }) => ids(context.contextActivities["other"]));
  assert.deepEqual([...new Set(objectives.flat())].sort(), ["objective/E1.1", "objective/E2.1"]);
  assert(graded.length > 0 && objectives.every(({ length }) => length === 1));

  const [decision] = lrs.about("responded", "/decision/stop/window").map(body);
  assert.equal(decision?.object.definition["interactionType"], "choice");
  assert(!("correctResponsesPattern" in (decision?.object.definition ?? {})));
  assert.equal(decision?.result["response"], "listen");
  assert.equal(decision?.context.extensions[`${IRI}/extensions/run`], 1);
  const [simulation] = lrs.about("completed", "/scenario/stop").map(body);
  assert.deepEqual(simulation?.result, { completion: true, response: "calm" });

  assert.equal(lrs.about("experienced", "/page/one/hello").length, 2);
  assert.equal(lrs.about("completed", "/lesson/two").length, 1);
  const progress = lrs.about("progressed").map((one) => body(one).result["extensions"]);
  assert.deepEqual(progress, [50, 100].map((percent) => ({ "https://w3id.org/xapi/cmi5/result/extensions/progress": percent })));

  const items = lrs.statements.map(body).filter((one) => one.context.extensions[`${IRI}/extensions/attempt`] && one.result?.["response"]);
  assert.equal(items.length, 5);
  assert.deepEqual(ids(items[0]?.context.contextActivities["parent"]), ["test/final"]);
  assert.equal(lrs.about("attempted", "/test/final").length, 1);
  const [passed] = lrs.about("passed", "/test/final").map(body);
  assert.deepEqual(passed?.result["score"], { scaled: 0.8, raw: 80, min: 0, max: 100 });
  assert.deepEqual([passed?.result["success"], passed?.result["completion"]], [true, true]);
  assert.equal(lrs.about("scored", "/objective/E1.1").length, 1);

  const [done] = lrs.about("completed", LAUNCHED).map(body);
  assert.equal(done?.result["completion"], true);
  const [verdict] = lrs.about("passed", LAUNCHED).map(body);
  assert.deepEqual(verdict?.result["score"], { scaled: 0.8, raw: 80, min: 0, max: 100 });
  assert.match(String(verdict?.result["duration"]), /^PT[\d.]+S$/);
  assert.equal(verdicts(lrs), "passed");
});

const verdicts = (lrs: Lrs): string => ["passed", "failed"].flatMap((verb) => lrs.about(verb, LAUNCHED).map(() => verb)).join();

test("failed, then passed", async () => {
  const lrs = new Lrs();
  const { session } = await launched(lrs);
  study(session);
  await takeTest(session, 4);
  await answered();
  assert.equal(verdicts(lrs), "failed");
  assert.equal(lrs.about("completed", LAUNCHED).length, 0);
  await takeTest(session, 0);
  await answered();
  await session.finish(false);
  assert.equal(verdicts(lrs), "passed,failed");
  assert.equal(lrs.about("completed", LAUNCHED).length, 1);
  assert.deepEqual(body(lrs.about("passed", LAUNCHED)[0]).result["score"], { scaled: 1, raw: 100, min: 0, max: 100 });
});

test("a learner is back where they were in a browser that knows nothing, and nothing is told twice", async () => {
  const lrs = new Lrs();
  const first = await launched(lrs);
  study(first.session);
  await takeTest(first.session, 0);
  first.session.view("two/trust");
  await first.session.finish(false);
  assert.deepEqual(lrs.verbs().slice(-1), ["terminated"]);
  const told = lrs.statements.length;

  const second = await launched(lrs);
  assert.equal(second.session.status.resumed, true);
  assert.equal(second.session.progress.at, "two/trust");
  assert.equal(second.session.progress.verdict, "passed");
  assert.deepEqual(lrs.verbs().slice(told), ["initialized", "resumed"]);
  second.session.view("one/hello");
  await second.session.finish(false);
  assert.deepEqual(lrs.verbs().slice(told), ["initialized", "resumed", "experienced", "terminated"]);
});

test("an unfinished course is suspended before it is terminated", async () => {
  const lrs = new Lrs();
  const { session, pass } = await launched(lrs);
  session.view("one/hello");
  await pass(10_000);
  await session.finish(false);
  assert.deepEqual(lrs.verbs().slice(-3), ["experienced", "suspended", "terminated"]);
  assert.equal(body(lrs.statements[lrs.statements.length - 1]).result["duration"], "PT10S");
});

test("a page that goes away sends what is unsent at once, to outlive it", async () => {
  const lrs = new Lrs({ etag: "get" });
  const { session } = await launched(lrs);
  session.view("one/hello");
  session.answer("voice-1", ["a"]);
  const before = lrs.requests.length;
  void session.finish(true);
  const sent = lrs.requests.slice(before);
  assert.deepEqual(sent.map((request) => [request.method, request.keepalive]), [["PUT", true], ["POST", true]]);
  await answered();
  assert.equal(lrs.requests.length, before + 2);
  assert.deepEqual(lrs.verbs(), ["initialized", "experienced", "answered", "suspended", "terminated"]);
  const again = await launched(lrs);
  assert.equal(again.session.progress.questions["voice-1"]?.success, true);
});

test("leaving during a commit sends what is under way again, under the same ids", async () => {
  const lrs = new Lrs();
  const { session, clock } = await launched(lrs);
  let open = (): void => undefined;
  const closed = new Promise<void>((go) => (open = go));
  lrs.quirks = { before: (request) => (request.keepalive ? undefined : closed) };
  session.view("one/hello");
  await clock.pass(1600);
  assert.equal(session.status.phase, "saving");
  session.answer("voice-1", ["a"]);
  void session.finish(true);
  await answered();
  open();
  await answered();
  assert.deepEqual([...lrs.verbs()].sort(), ["answered", "experienced", "experienced", "initialized", "suspended", "terminated"]);
  assert.equal(session.status.phase, "finished");
});

test("leaving while the state is being written leaves the last state", async () => {
  const lrs = new Lrs();
  await (await launched(lrs)).session.finish(false);
  const { session, clock } = await launched(lrs);
  let open = (): void => undefined;
  const closed = new Promise<void>((go) => (open = go));
  lrs.quirks = { before: (request) => (request.method === "PUT" && !request.keepalive ? closed : undefined) };
  session.view("one/hello");
  await clock.pass(1600);
  await answered();
  session.view("two/trust");
  open();
  void session.finish(true);
  await answered();
  assert.equal((await launched(lrs)).session.progress.at, "two/trust");
});

test("what does not fit through the closing door is sent by the next launch, once", async () => {
  const lrs = new Lrs();
  const journal = fakeJournal();
  const first = await launched(lrs, { journal });
  lrs.quirks = { fault: () => 0 };
  for (let i = 0; i < 60; i++) first.session.answer("voice-1", ["a"]);
  lrs.quirks = {};
  const before = lrs.requests.length;
  void first.session.finish(true);
  const bytes = lrs.requests.slice(before).reduce((sum, request) => sum + new TextEncoder().encode(request.body).length, 0);
  assert(bytes > 40_000 && bytes < 64 * 1024, String(bytes));
  await answered();
  const arrived = lrs.statements.length;
  assert(arrived > 20 && arrived < 60, String(arrived));
  assert(!lrs.verbs().includes("terminated"));

  await launched(lrs, { journal });
  assert.equal(lrs.about("answered").length, 60);
  assert.deepEqual(lrs.verbs().slice(-4), ["suspended", "terminated", "initialized", "resumed"]);
});

test("a session that ended without a network is told by the next launch of the same learner only", async () => {
  const lrs = new Lrs();
  const store = storage();
  const first = await launched(lrs, { journal: fakeJournal(store) });
  lrs.quirks = { fault: () => 0 };
  study(first.session);
  await takeTest(first.session, 0);
  await answered();
  assert.equal(first.session.status.phase, "unsaved");
  void first.session.finish(true);
  await answered();
  assert.deepEqual(lrs.verbs(), ["initialized"]);

  lrs.quirks = {};
  const other = { ...QUERY, actor: JSON.stringify({ mbox: "mailto:bob@example.org" }) };
  await launched(lrs, { journal: fakeJournal(store), query: other });
  assert.equal(lrs.about("passed").length, 0);

  const again = await launched(lrs, { journal: fakeJournal(store) });
  assert.equal(lrs.about("passed", LAUNCHED).length, 1);
  assert.equal(lrs.about("terminated").length, 1);
  assert.equal(again.session.progress.verdict, "passed");
  const told = lrs.statements.length;
  await again.session.finish(false);
  await launched(lrs, { journal: fakeJournal(store) });
  assert.equal(lrs.about("passed", LAUNCHED).length, 1);
  assert(lrs.statements.length > told);
  const left = Array.from({ length: store.length }, (_, i) => store.key(i) ?? "").filter((key) => key.includes("unsent:"));
  assert.deepEqual(left, []);
});

test("after a crash without a network this browser knows where the learner was", async () => {
  const lrs = new Lrs();
  const journal = fakeJournal();
  const first = await launched(lrs, { journal });
  first.session.view("one/hello");
  await first.pass(2000);
  lrs.quirks = { fault: () => 0 };
  first.session.view("one/voice");
  first.session.answer("voice-1", ["a"]);
  await first.pass(1600);
  lrs.quirks = {};
  const { session } = await launched(lrs, { journal });
  assert.equal(session.progress.at, "one/voice");
  assert.equal(lrs.about("answered").length, 1);
});

test("statements whose answer was lost are sent again and stay one", async () => {
  const lrs = new Lrs();
  const { session, pass } = await launched(lrs);
  let lost = 2;
  lrs.quirks = { fault: (request) => (request.method === "POST" && lost-- > 0 ? "lost" : null) };
  session.view("one/hello");
  session.answer("voice-1", ["a"]);
  await pass(1600);
  assert.equal(session.status.phase, "unsaved");
  await pass(10_000);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lrs.verbs(), ["initialized", "experienced", "answered"]);
});

for (const status of [0, 429, 500, 503])
  test(`an LRS that answers ${status} for a while gets all of it later, in order`, async () => {
    const lrs = new Lrs();
    const { session, pass } = await launched(lrs);
    lrs.quirks = { fault: () => status };
    session.view("one/hello");
    await pass(1600);
    assert.equal(session.status.phase, "unsaved");
    session.answer("voice-1", ["a"]);
    const before = lrs.requests.length;
    await pass(60_000);
    const tries = lrs.requests.length - before;
    assert(tries >= 3 && tries <= 8, String(tries));
    lrs.quirks = {};
    await pass(30_000);
    assert.equal(session.status.phase, "saved");
    assert.deepEqual(lrs.verbs(), ["initialized", "experienced", "answered"]);
  });

/** A statement about this question is in the batch. */
const about = (request: Request, question: string): boolean => request.method === "POST" && request.body.includes(`"objectType":"Activity","id":"${IRI}/question/${question}"`);

test("a statement that the LRS refuses costs only itself", async () => {
  const warn = console.warn;
  const warnings: string[] = [];
  console.warn = (text: string) => void warnings.push(text);
  try {
    const lrs = new Lrs();
    const { session, pass } = await launched(lrs);
    lrs.quirks = { fault: (request) => (about(request, "respect-1") ? 400 : null) };
    session.view("one/hello");
    session.answer("voice-1", ["a"]);
    session.answer("respect-1", ["a"]);
    session.answer("trust-1", ["true"]);
    await pass(1600);
    assert.equal(session.status.phase, "saved");
    assert.deepEqual(lrs.about("answered").map((one) => body(one).object.id.replace(/.*\//, "")), ["voice-1", "trust-1"]);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /400/);
    lrs.quirks = {};
    session.view("one/voice");
    session.view("two/trust");
    const before = posts(lrs).length;
    await pass(1600);
    assert.equal(posts(lrs).length, before + 1);
  } finally {
    console.warn = warn;
  }
});

test("a conflict means that the statement is there already", async () => {
  const warn = console.warn;
  console.warn = assert.fail;
  const lrs = new Lrs();
  const { session, pass } = await launched(lrs);
  lrs.quirks = { fault: (request) => (about(request, "voice-1") ? 409 : null) };
  session.view("one/hello");
  session.answer("voice-1", ["a"]);
  session.answer("trust-1", ["true"]);
  await pass(1600);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lrs.about("answered").map((one) => body(one).object.id.replace(/.*\//, "")), ["trust-1"]);
  console.warn = warn;
});

for (const status of [401, 403])
  test(`after ${status} the learner is told, and nothing more is tried`, async () => {
    const lrs = new Lrs();
    const { session, pass } = await launched(lrs);
    lrs.quirks = { fault: () => status };
    session.view("one/hello");
    await pass(1600);
    assert.equal(session.status.phase, "unsaved");
    assert.equal(session.status.refused, true);
    const before = lrs.requests.length;
    session.view("one/voice");
    await pass(120_000);
    await session.save();
    void session.finish(true);
    assert.equal(lrs.requests.length, before);
  });

test("a token that is refused at the start opens the course all the same, and says that nothing is saved", async () => {
  const lrs = new Lrs({ fault: () => 401 });
  const journal = fakeJournal();
  const { session } = await launched(lrs, { journal });
  session.view("one/hello");
  assert.equal(session.status.phase, "unsaved");
  assert.equal(lrs.requests.length, 1);
  // A new launch brings a new token.
  lrs.quirks = {};
  await launched(lrs, { journal });
  assert.equal(lrs.about("experienced", "one/hello").length, 1);
});

test("an LRS that is not there when the course opens is found later", async () => {
  const lrs = new Lrs({ fault: () => 0 });
  const { session, pass } = await launched(lrs);
  assert.equal(session.status.phase, "connecting");
  session.view("one/hello");
  for (let i = 0; i < 60; i++) await pass(200);
  assert.equal(session.status.recording, "device");
  lrs.quirks = {};
  session.answer("voice-1", ["a"]);
  await pass(5100);
  assert.equal(session.status.recording, "lrs");
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lrs.verbs(), ["initialized", "experienced", "answered"]);
});

test("an LRS that is slow to show what it took is not taken for another window", async () => {
  const lrs = new Lrs({ etag: "get" });
  const { session, pass } = await launched(lrs);
  session.view("one/hello");
  await pass(1600);
  lrs.quirks = { etag: "get", slow: true };
  const before = lrs.requests.length;
  session.view("one/voice");
  await pass(1600);
  assert.equal(session.status.phase, "saved");
  assert.deepEqual(lrs.requests.slice(before).map((request) => request.method), ["POST", "PUT", "GET"]);
});

for (const etag of [true, "get"] as const)
  test(`two windows (ETag: ${etag}): neither loses what the other did`, async () => {
    const lrs = new Lrs({ etag });
    const one = await launched(lrs);
    const two = await launched(lrs);
    const phases = new Set<string>();
    for (const { session } of [one, two]) session.subscribe(() => phases.add(session.status.phase));
    one.session.view("one/hello");
    one.session.answer("voice-1", ["a"]);
    await one.pass(1600);
    two.session.view("two/trust");
    two.session.answer("trust-1", ["true"]);
    await two.pass(1600);
    one.session.answer("respect-1", ["a"]);
    await one.pass(1600);
    assert(!phases.has("unsaved"));
    assert.equal(one.session.status.phase, "saved");
    assert.deepEqual([...one.session.progress.seen].sort(), ["one/hello", "two/trust"]);
    const three = await launched(lrs);
    assert.deepEqual(Object.keys(three.session.progress.questions).sort(), ["respect-1", "trust-1", "voice-1"]);
  });

test("an LRS that wants a condition on every change gets one, whether or not its ETag can be read", async () => {
  for (const etag of [true, false]) {
    const lrs = new Lrs({ strict: true, etag });
    for (let i = 0; i < 2; i++) {
      const { session, pass } = await launched(lrs);
      session.view(i ? "two/trust" : "one/hello");
      await pass(1600);
      await pass(3000);
      session.view("one/voice");
      await pass(1600);
      await pass(3000);
      assert.equal(session.status.phase, "saved");
    }
    const { session } = await launched(lrs);
    assert.equal(session.progress.at, "one/voice");
    assert.equal(session.progress.seen.size, 3);
  }
});

test("an ETag that only a GET brings is asked for after each change", async () => {
  const lrs = new Lrs({ etag: "get" });
  const { session, pass } = await launched(lrs);
  const phases = new Set<string>();
  session.subscribe(() => phases.add(session.status.phase));
  for (const page of ["one/hello", "one/voice", "two/trust"]) {
    session.view(page);
    await pass(1600);
  }
  assert(!phases.has("unsaved"));
  const conditions = lrs.requests.filter((request) => request.method === "PUT").map((request) => "If-Match" in request.headers);
  assert.deepEqual(conditions, [false, true, true, true]);
});

test("an ETag that cannot be read is gone without", async () => {
  const lrs = new Lrs({ etag: false });
  const { session, pass } = await launched(lrs);
  session.view("one/hello");
  await pass(1600);
  assert.equal(session.status.phase, "saved");
  session.view("one/voice");
  await pass(1600);
  assert(lrs.requests.every((request) => !("If-Match" in request.headers)));
  // At the opening, and once to see whether there is an ETag.
  assert.equal(lrs.requests.filter((request) => request.method === "GET").length, 2);
});

test("an LRS without a State resource records, and the learner is told that it gives nothing back", async () => {
  const lrs = new Lrs({ fault: (request) => (request.path === "activities/state" ? 405 : null) });
  const { session, pass } = await launched(lrs);
  session.view("one/hello");
  await pass(1600);
  assert.equal(session.status.phase, "saved");
  assert.equal(session.status.confirmed, false);
  assert.deepEqual(lrs.verbs(), ["initialized", "experienced"]);
});

test("nothing is put that is stored already", async () => {
  const lrs = new Lrs();
  const { session, pass } = await launched(lrs);
  session.view("one/hello");
  await pass(1600);
  const before = lrs.requests.length;
  await session.save();
  await session.save();
  assert(lrs.requests.length - before <= 1);
});

test("a browser without storage records all the same", async () => {
  const lrs = new Lrs();
  const { session } = await launched(lrs, { journal: blockedJournal() });
  study(session);
  await takeTest(session, 0);
  await session.finish(false);
  assert.equal(verdicts(lrs), "passed");
});

test("a storage that is full changes nothing for the LRS", async () => {
  const lrs = new Lrs();
  const { session } = await launched(lrs, { journal: fakeJournal(storage(100)) });
  study(session);
  await takeTest(session, 0);
  await session.finish(false);
  assert.equal(verdicts(lrs), "passed");
});

test("an old launch without registration, activity or grouping works", async () => {
  const lrs = new Lrs();
  const { endpoint, auth, actor } = QUERY;
  const { session } = await launched(lrs, { query: { endpoint, auth, actor } });
  session.view("one/hello");
  await session.finish(false);
  const first = body(lrs.statements[0]);
  assert.equal(first.object.id, IRI);
  assert(!("registration" in first.context));
  assert.deepEqual(first.context.contextActivities["grouping"], undefined);
  assert(lrs.requests.filter((request) => request.path === "activities/state").every((request) => !request.query.has("registration")));
});

test("a content token goes with every request", async () => {
  const lrs = new Lrs();
  await launched(lrs, { query: { ...QUERY, content_token: "t1" } });
  assert(lrs.requests.length >= 3);
  assert(lrs.requests.every((request) => request.query.get("content_token") === "t1"));
});

test("what comes back from the journal is only sent if it is a list", async () => {
  const lrs = new Lrs();
  const store = storage();
  const first = await launched(lrs, { journal: fakeJournal(store) });
  lrs.quirks = { fault: () => 0 };
  first.session.view("one/hello");
  const key = Array.from({ length: store.length }, (_, i) => store.key(i) ?? "").find((name) => name.includes("unsent:")) ?? assert.fail("no journal");
  for (const text of ["{", "7", "null"]) {
    store.setItem(key, text);
    lrs.quirks = {};
    const { session } = await launched(lrs, { journal: fakeJournal(store) });
    assert.equal(session.status.phase, "saved");
  }
});

test("ids are UUIDs of version 4, and differ", () => {
  const made = Array.from({ length: 1000 }, uuid);
  for (const id of made) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.equal(new Set(made).size, 1000);
});
