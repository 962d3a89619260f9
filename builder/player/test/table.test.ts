/** One recorded session, told in every format: a table of the facts, each as expected and each the same everywhere. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../src/session.js";
import type { Tracking } from "../src/tracking/port.js";
import { cmi5LaunchOf } from "../src/tracking/cmi5/launch.js";
import { cmi5Tracking } from "../src/tracking/cmi5.js";
import { scorm12Tracking } from "../src/tracking/scorm12.js";
import { scorm2004Tracking } from "../src/tracking/scorm2004.js";
import { launchOf } from "../src/tracking/xapi/launch.js";
import { xapiTracking } from "../src/tracking/xapi.js";
import { fakeClock, settle, type FakeClock } from "./support/clock.js";
import { ACTIVITY, Cmi5Lms } from "./support/cmi5.js";
import { AGENCY, IRI, sample } from "./support/course.js";
import { scorm12Facts, scorm2004Facts, xapiFacts, type Facts } from "./support/facts.js";
import { fakeJournal } from "./support/journal.js";
import { playScenario, takeTest } from "./support/learner.js";
import { Lrs } from "./support/lrs.js";
import { Lms } from "./support/scorm.js";
import { Lms2004 } from "./support/scorm2004.js";

const course = sample({ completion: { questions: "all" } });

/** Where a format is told: a new sitting of the same learner, and what was told in the end. */
interface Side {
  sit(clock: FakeClock): Tracking;
  facts(): Facts;
}

const scorm12 = (): Side => {
  const lms = new Lms();
  return {
    sit: () => {
      const api = lms.launch();
      return scorm12Tracking(course, null, () => api);
    },
    facts: () => scorm12Facts(course, lms),
  };
};

const scorm2004 = (): Side => {
  const lms = new Lms2004();
  return {
    sit: () => {
      const api = lms.launch();
      return scorm2004Tracking(course, null, () => api);
    },
    facts: () => scorm2004Facts(course, lms),
  };
};

const xapi = (): Side => {
  const lrs = new Lrs();
  const journal = fakeJournal();
  const query = `?${new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", auth: "abc", actor: '{"mbox":"mailto:a@b.c"}' }).toString()}`;
  return {
    sit: () => xapiTracking({ course, launch: launchOf(query) ?? assert.fail("no launch"), activityId: IRI, agency: null, journal, fetch: lrs.fetch }),
    facts: () => xapiFacts(lrs),
  };
};

const cmi5 = (): Side => {
  const lms = new Cmi5Lms();
  const journal = fakeJournal();
  return {
    sit: (clock) =>
      cmi5Tracking({
        course, launch: cmi5LaunchOf(lms.launch({}).query) ?? assert.fail("no launch"), agency: null, journal, session: fakeJournal(), fetch: lms.fetch,
        now: () => clock.now(), reloading: () => false, quiet: () => undefined, go: () => undefined,
      }),
    facts: () => {
      assert.deepEqual(lms.violations, []);
      return cmi5Facts(lms);
    },
  };
};

/** As for xAPI, but that the verdict is on the activity as the LMS knows it. */
function cmi5Facts(lms: Cmi5Lms): Facts {
  const told = new Lrs();
  told.statements.push(...lms.statements);
  const status = ["passed", "failed", "completed"].find((verb) => told.about(verb, ACTIVITY).length) ?? "incomplete";
  return { ...xapiFacts(told), status };
}

/** To add a format, say how it is told and read, and name it here. */
const FORMATS: Readonly<Record<string, () => Side>> = { scorm12, scorm2004, xapi, cmi5 };

async function answered(): Promise<void> {
  for (let i = 0; i < 12; i++) {
    await new Promise((go) => setTimeout(go, 0));
    await settle();
  }
}

/** Two sittings: lessons and a failed test; then, resumed, a test that is passed. */
async function recorded(side: Side): Promise<Facts> {
  const clock = fakeClock();
  const journal = fakeJournal();
  const sit = async (): Promise<Session> => {
    const session = new Session(course, AGENCY, side.sit(clock), { clock, random: () => 0.42, journal });
    void session.start();
    await answered();
    return session;
  };
  const pass = async (ms: number): Promise<void> => {
    await clock.pass(ms);
    await answered();
  };
  const finish = async (session: Session): Promise<void> => {
    const done = session.finish(false);
    await answered();
    await done;
  };
  const first = await sit();
  for (const page of ["one/hello", "one/voice", "two/trust", "two/stop"]) first.view(page);
  await pass(4000);
  first.answer("voice-1", ["b"]);
  await pass(3000);
  first.answer("voice-1", ["a"]);
  first.answer("respect-1", ["a", "b"]);
  first.answer("trust-1", ["true"]);
  playScenario(first, "listen", "explain");
  await pass(2000);
  await takeTest(first, 3);
  await finish(first);
  const second = await sit();
  assert.equal(second.progress.questions["voice-1"]?.response?.join(), "a", "resumed with the last answer");
  await takeTest(second, 0);
  await pass(1000);
  await finish(second);
  return side.facts();
}

/** Rows of the table, and what each must be. */
const ROWS: readonly (readonly [fact: string, of: (facts: Facts) => unknown, expected: string])[] = [
  ["answers in lessons", ({ answers }) => answers.filter((one) => /^(voice|respect|trust)/.test(one)).length, "4"],
  ["a wrong answer", ({ answers }) => answers[0]?.replace(/ after.*/, ""), "voice-1: b of a is false"],
  ["the right one after it", ({ answers }) => answers[1]?.replace(/ after.*/, ""), "voice-1: a of a is true"],
  ["seconds until it", ({ answers }) => answers[1]?.replace(/.*after /, ""), "3 s"],
  ["several right answers", ({ answers }) => answers[2]?.replace(/ after.*/, ""), "respect-1: a+b of a+b is true"],
  ["true or false", ({ answers }) => answers[3]?.replace(/ after.*/, ""), "trust-1: true of true is true"],
  ["first decision", ({ decisions }) => decisions[0], "stop/window: listen"],
  ["second decision", ({ decisions }) => decisions[1], "stop/story: explain"],
  ["answers in two tests", ({ answers }) => answers.length - 4, "10"],
  ["of them right", ({ answers }) => answers.slice(4).filter((one) => one.includes("is true")).length, "7"],
  ["best score, percent", ({ score }) => score, "100"],
  ["status", ({ status }) => status, "passed"],
  ["objective E1.1", ({ objectives }) => objectives["E1.1"], "100 passed"],
  ["objective E2.1", ({ objectives }) => objectives["E2.1"], "100 passed"],
];

test("one recorded session gives the same facts in all formats", async () => {
  const told = await Promise.all(Object.values(FORMATS).map((side) => recorded(side())));
  const table = ROWS.map(([fact, of, expected]) => ({ fact, expected, cells: told.map((facts) => String(of(facts))) }));
  const wide = Math.max(...table.flatMap(({ cells }) => cells.map((cell) => cell.length))) + 2;
  console.log(["fact".padEnd(26), ...Object.keys(FORMATS).map((name) => name.padEnd(wide))].join(""));
  for (const { fact, cells } of table) console.log([fact.padEnd(26), ...cells.map((cell) => cell.padEnd(wide))].join(""));
  for (const { fact, expected, cells } of table) assert.deepEqual(cells, cells.map(() => expected), fact);
});
