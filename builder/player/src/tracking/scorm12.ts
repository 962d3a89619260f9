/** SCORM 1.2 (RTE 1.2 3.4.4): one word for the status, letters for answers, percent for scores. */

import type { CourseData, QuestionData, TrackingSettings } from "../data.js";
import type { Response } from "../questions/kind.js";
import { kindOf, lent } from "./adapter.js";
import type { Status } from "./port.js";
import { Scorm } from "./scorm.js";
import type { ScormApi } from "./scorm/api.js";
import { toldWord, type Dialect } from "./scorm/dialect.js";
import { cut, decimal, two } from "./scorm/values.js";

const CORE = "cmi.core.";
const OURS: readonly string[] = ["incomplete", "completed", "passed", "failed"];

/** CMITimespan, HHHH:MM:SS.SS, at most 9999 hours. */
export function timespan(ms: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(ms / 10)), 9999 * 360_000 + 359_999);
  const seconds = Math.floor(hundredths / 100);
  const hours = String(Math.floor(seconds / 3600)).padStart(4, "0");
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

/** CMITime: the time of day where the learner sits. */
function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
}

/** CMIIdentifier: printable ASCII without blanks; more than letters, digits, `-` and `_` is not taken everywhere. */
const identifier = (id: string): string => id.replace(/[^\w-]/g, "_").slice(0, 255);

const letterOf = (list: readonly { readonly id: string; readonly letter: string }[], id: string): string =>
  list.find((one) => one.id === id)?.letter ?? "";

/** CMIFeedback: letters joined by commas, pairs of letters with a dot between them, a number, or text of 255 characters. */
function feedback(question: QuestionData, response: Response): string {
  const { options, targets = [] } = question;
  const { halves } = lent();
  switch (kindOf(question).form) {
    case "ids":
      return response.map((id) => letterOf(options, id)).join(",");
    case "pairs":
      return response.map(halves).map(([id, target]) => `${letterOf(options, id)}.${letterOf(targets, target)}`).join(",");
    case "texts":
      return cut(response.map((word) => (options.length ? halves(word)[1] : word)).join(","), 255);
    case "number":
      return response.join("");
  }
}

const statusIn = ([status = ""]: readonly string[]): Status | null => (OURS.includes(status) ? (status as Status) : null);

export const SCORM12: Dialect = {
  name: "scorm12",
  title: "SCORM 1.2",
  names: {
    object: "API",
    initialize: "LMSInitialize",
    terminate: "LMSFinish",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    lastError: "LMSGetLastError",
  },
  /** CMIString4096. */
  stateLimit: 4096,
  /** RTE 1.2 3.3.5. */
  gone: ["101", "301"],
  lacking: ["401"],
  elements: {
    mode: `${CORE}lesson_mode`,
    credit: `${CORE}credit`,
    learner: `${CORE}student_id`,
    location: `${CORE}lesson_location`,
    score: `${CORE}score.raw`,
    exit: `${CORE}exit`,
    time: `${CORE}session_time`,
    mastery: ["cmi.student_data.mastery_score", 1],
  },
  statuses: [`${CORE}lesson_status`],
  statusIn,
  // Some LMSs empty the state of a course that is done, and go on knowing that it is.
  isFresh: ([status = ""]) => !["", "passed", "completed"].includes(status),
  status: (_, { status }, words, found) => [[[`${CORE}lesson_status`, toldWord(status, words, statusIn(found))]], []],
  score: (score) => [
    [`${CORE}score.min`, "0"],
    [`${CORE}score.max`, "100"],
    [`${CORE}score.raw`, decimal(score)],
  ],
  forms: {
    identifier,
    time: ["time", timeOfDay],
    span: timespan,
    type: (question) => kindOf(question).interaction,
    response: "student_response",
    answer: feedback,
    pattern: feedback,
    choice: ({ letter }) => letter,
    yes: "t",
    wrong: "wrong",
    description: () => [],
  },
  objective: ({ objective, points, items, success }) => [
    ["id", identifier(objective)],
    ["score.min", "0"],
    ["score.max", "100"],
    ["score.raw", decimal(lent().percent(points, items))],
    ["status", success ? "passed" : "failed"],
  ],
  hasOwnObjectives: false,
};

export const scorm12Tracking = (course: CourseData, settings: TrackingSettings | null, find: () => ScormApi | null): Scorm =>
  new Scorm(SCORM12, course, settings, find);
