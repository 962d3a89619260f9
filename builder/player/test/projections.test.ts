import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData } from "../src/data.js";
import { hash, numbers } from "../src/engine/random.js";
import { Session } from "../src/session.js";
import type { Tracking } from "../src/tracking/port.js";
import { scorm12Tracking } from "../src/tracking/scorm12.js";
import { scorm2004Tracking } from "../src/tracking/scorm2004.js";
import { cmi5LaunchOf } from "../src/tracking/cmi5/launch.js";
import { cmi5Tracking } from "../src/tracking/cmi5.js";
import { launchOf } from "../src/tracking/xapi/launch.js";
import { xapiTracking } from "../src/tracking/xapi.js";
import { fakeClock } from "./support/clock.js";
import { Cmi5Lms } from "./support/cmi5.js";
import { AGENCY, IRI, sample } from "./support/course.js";
import { scorm12Facts, scorm2004Facts, xapiFacts } from "./support/facts.js";
import { fakeJournal } from "./support/journal.js";
import { takeTest } from "./support/learner.js";
import { Lrs } from "./support/lrs.js";
import { Lms } from "./support/scorm.js";
import { Lms2004 } from "./support/scorm2004.js";

/** One session told to several sides alike; the first one answers. */
function together(first: Tracking, ...others: readonly Tracking[]): Tracking {
  return {
    name: first.name,
    destination: first.destination,
    stateLimit: first.stateLimit,
    report: () => first.report(),
    keep: () => [first, ...others].every((one) => one.keep()),
    probe: () => first.probe(),
    async open() {
      for (const one of others) await one.open();
      return first.open();
    },
    record(events) {
      for (const one of [first, ...others]) one.record(events);
    },
    async commit(snapshot) {
      for (const one of others) await one.commit(snapshot);
      return first.commit(snapshot);
    },
    async finish(snapshot, leaving) {
      for (const one of others) await one.finish(snapshot, leaving);
      return first.finish(snapshot, leaving);
    },
  };
}

/** With the course's own IRI as the activity, which is what the facts are read by. */
function overCmi5(lms: Cmi5Lms, course: CourseData): Tracking {
  const launch = cmi5LaunchOf(lms.launch({ activity: IRI }).query) ?? assert.fail("no launch");
  const nothing = () => undefined;
  return cmi5Tracking({
    course, launch, agency: null, journal: fakeJournal(), session: fakeJournal(), fetch: lms.fetch,
    now: () => 0, reloading: () => false, quiet: nothing, go: nothing,
  });
}

interface Sides {
  readonly course: CourseData;
  readonly lms: Lms;
  readonly lms2004: Lms2004;
  readonly lrs: Lrs;
  readonly cmi5: Cmi5Lms;
}

async function anySession(seed: number): Promise<Sides> {
  const random = numbers(hash(`session ${seed}`));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const course = sample({ completion: { test: pick(["passed", "passed", "none"]) }, test: { opens: pick(["always", "after-lessons"]) } });
  const lms = new Lms();
  const lms2004 = new Lms2004();
  const lrs = new Lrs();
  const cmi5 = new Cmi5Lms();
  const clock = fakeClock();
  const api = lms.launch();
  const api2004 = lms2004.launch();
  const launch = launchOf(`?${new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", auth: "abc", actor: '{"mbox":"mailto:a@b.c"}' }).toString()}`) ?? assert.fail("no launch");
  const scorm = scorm12Tracking(course, null, () => api);
  const scorm2004 = scorm2004Tracking(course, null, () => api2004);
  const xapi = xapiTracking({ course, launch, activityId: IRI, agency: null, journal: fakeJournal(), fetch: lrs.fetch });
  const session = new Session(course, AGENCY, together(scorm, scorm2004, xapi, overCmi5(cmi5, course)), { clock, random, journal: fakeJournal() });
  await session.start();
  const pages = course.modules.flatMap((module) => module.lessons.flatMap((lesson) => lesson.pages));
  for (const page of pages) {
    if (random() < 0.1) continue;
    session.view(page.ref);
    await clock.pass(Math.floor(random() * 9000));
    for (const id of page.questions)
      for (let tries = Math.floor(random() * 3); tries > 0; tries--) {
        session.answer(id, (course.questions[id]?.options ?? []).filter(() => random() < 0.5).map((option) => option.id));
        await clock.pass(Math.floor(random() * 5000));
      }
    for (let steps = page.scenarios.length * 6; steps > 0; steps--) {
      const walk = session.progress.scenarios["stop"];
      const choices = course.scenarios["stop"]?.nodes[walk?.node ?? "window"]?.choices ?? [];
      if (choices.length) session.decide("stop", pick(choices).id);
      else if (random() < 0.5) session.replay("stop");
      else break;
    }
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    const { pages: unseen, scenarios } = session.missingFor("final");
    if (unseen.length + scenarios.length || random() < 0.2) break;
    await takeTest(session, pick([0, 1, 2, 5]));
    await clock.pass(2000);
  }
  await session.save();
  await session.finish(false);
  return { course, lms, lms2004, lrs, cmi5 };
}

test("every side is told the same facts, whatever the learner does", async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const { lms, lms2004, lrs, cmi5, course } = await anySession(seed);
    const facts = scorm12Facts(course, lms);
    assert.deepEqual(xapiFacts(lrs), facts);
    assert.deepEqual(scorm2004Facts(course, lms2004), facts);
    assert.deepEqual(xapiFacts(cmi5), facts);
    assert.deepEqual(cmi5.violations, []);
    assert.deepEqual([...lms.errors, ...lms2004.errors], []);
    seen.add(facts.status);
  }
  assert.deepEqual([...seen].sort(), ["completed", "failed", "incomplete", "passed"]);
});
