/** Where each format is told: a new sitting of the same learner, and what it knows after it. */

import assert from "node:assert/strict";
import type { CourseData } from "../../src/data.js";
import { cmi5LaunchOf } from "../../src/tracking/cmi5/launch.js";
import { cmi5Tracking } from "../../src/tracking/cmi5.js";
import type { Tracking } from "../../src/tracking/port.js";
import { scorm12Tracking } from "../../src/tracking/scorm12.js";
import { scorm2004Tracking } from "../../src/tracking/scorm2004.js";
import { launchOf } from "../../src/tracking/xapi/launch.js";
import { xapiTracking } from "../../src/tracking/xapi.js";
import type { FakeClock } from "./clock.js";
import { ACTIVITY, Cmi5Lms } from "./cmi5.js";
import { IRI } from "./course.js";
import { fakeJournal } from "./journal.js";
import { Lrs } from "./lrs.js";
import { Lms } from "./scorm.js";
import { Lms2004 } from "./scorm2004.js";
import { byBrackets, byLetters, scormTold, secondsOf, xapiTold, type Told } from "./told.js";

export interface Side {
  sit(clock: FakeClock): Tracking;
  /** Once after each sitting. */
  told(): Told;
}

/** SCORM has no element for these. */
const UNTOLD = { attempts: [], lessons: [], worked: [], pages: null, ends: [] };

/** An LMS adds up the sittings. */
function summed(): (span: string | undefined, status: string) => Pick<Told, "seconds" | "passedAfter"> {
  let total = 0;
  return (span = "", status) => {
    const seconds = secondsOf(span);
    total += seconds;
    return { seconds, passedAfter: status === "passed" ? total : 0 };
  };
}

const number = (text: string | undefined): number | null => (text === undefined ? null : +text);

function scorm12(course: CourseData): Side {
  const lms = new Lms();
  const times = summed();
  return {
    sit: () => {
      const api = lms.launch();
      return scorm12Tracking(course, null, () => api);
    },
    told: () => {
      assert.deepEqual(lms.errors, []);
      const { stored } = lms;
      const status = lms.core("lesson_status") ?? "";
      const objectives: Record<string, string> = {};
      for (let n = 0; stored[`cmi.objectives.${n}.id`]; n++) {
        const [id = "", raw, judged] = ["id", "score.raw", "status"].map((name) => stored[`cmi.objectives.${n}.${name}`]);
        if (raw !== undefined) objectives[id.replace("_", ".")] = `${raw} ${judged}`;
      }
      const score = number(lms.core("score.raw"));
      return { ...UNTOLD, ...scormTold(course, lms.interactions(), byLetters), objectives, status, score, progress: null, ...times(lms.core("session_time"), status) };
    },
  };
}

function scorm2004(course: CourseData): Side {
  const lms = new Lms2004();
  const times = summed();
  return {
    sit: () => {
      const api = lms.launch();
      return scorm2004Tracking(course, null, () => api);
    },
    told: () => {
      assert.deepEqual(lms.errors, []);
      const success = lms.core("success_status") ?? "";
      const status = success === "unknown" ? (lms.core("completion_status") ?? "") : success;
      const scored = lms.objectives().filter((one) => one["score.raw"] !== undefined);
      const objectives = Object.fromEntries(scored.map((one) => [one["id"] ?? "", `${one["score.raw"]} ${one["success_status"]}`]));
      const measure = number(lms.core("progress_measure"));
      const score = number(lms.core("score.raw"));
      const progress = measure === null ? null : measure * 100;
      return { ...UNTOLD, ...scormTold(course, lms.interactions(), byBrackets), objectives, status, score, progress, ...times(lms.core("session_time"), status) };
    },
  };
}

/** What was told since the last time that it was read. */
function reader(course: CourseData, statements: readonly unknown[], root: string): () => Told {
  let known = 0;
  return () => {
    const told = xapiTold(course, statements, root, known);
    known = statements.length;
    return told;
  };
}

function xapi(course: CourseData): Side {
  const lrs = new Lrs();
  const journal = fakeJournal();
  const query = `?${new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", auth: "abc", actor: '{"mbox":"mailto:a@b.c"}' }).toString()}`;
  return {
    sit: () => xapiTracking({ course, launch: launchOf(query) ?? assert.fail("no launch"), activityId: IRI, agency: null, journal, fetch: lrs.fetch }),
    told: reader(course, lrs.statements, IRI),
  };
}

function cmi5(course: CourseData): Side {
  const lms = new Cmi5Lms();
  const journal = fakeJournal();
  const read = reader(course, lms.statements, ACTIVITY);
  return {
    sit: (clock) =>
      cmi5Tracking({
        course, launch: cmi5LaunchOf(lms.launch({}).query) ?? assert.fail("no launch"), agency: null, journal, session: fakeJournal(), fetch: lms.fetch,
        now: () => clock.now(), reloading: () => false, quiet: () => undefined, go: () => undefined,
      }),
    told: () => {
      assert.deepEqual(lms.violations, []);
      return read();
    },
  };
}

/** To add a format, say how it is told and read, and name it here. */
export const SIDES = { scorm12, scorm2004, xapi, cmi5 } satisfies Record<string, (course: CourseData) => Side>;

export type Format = keyof typeof SIDES;
