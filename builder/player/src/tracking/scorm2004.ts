/** SCORM 2004 (RTE 4.2): done and good enough apart, answers by their ids, scores as shares too. */

import type { CourseData, QuestionData, TrackingSettings } from "../data.js";
import type { Response } from "../questions/kind.js";
import { kindOf, lent } from "./adapter.js";
import { patternOf, responseOf } from "./brackets.js";
import type { Snapshot, Status } from "./port.js";
import { Scorm } from "./scorm.js";
import type { ScormApi } from "./scorm/api.js";
import { toldWord, type Dialect, type Values, type Words } from "./scorm/dialect.js";
import { cut, decimal } from "./scorm/values.js";

const TEXT_LENGTH = 250;
/** Texts that every LMS takes of a fill-in. */
const TEXTS = 10;
const DONE: readonly string[] = ["completed", "passed"];
const JUDGED: readonly string[] = ["passed", "failed"];

/** timeinterval(second,10,2). */
export function interval(ms: number): string {
  const hundredths = Math.max(0, Math.round(ms / 10));
  const parts = [`${Math.floor(hundredths / 360_000)}H`, `${Math.floor(hundredths / 6000) % 60}M`, `${(hundredths % 6000) / 100}S`];
  return `PT${parts.filter((part) => !part.startsWith("0") || part.startsWith("0.")).join("") || "0S"}`;
}

/** time(second,10,0): a zone may only stand behind a fraction. */
const timestamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}.0Z`;

/** A brace at the start would be taken for a property such as {lang=en}. */
const unbraced = (words: string): string => words.replace(/^(?=\{)/, " ");

const text = (words: string): string => cut(unbraced(words.replace(/\s+/g, " ")), TEXT_LENGTH);

const answer = (question: QuestionData, response: Response): string =>
  cut(unbraced(responseOf(question, response)), question.type === "fill-in" ? TEXT_LENGTH : Infinity);

const typeOf = (question: QuestionData): string =>
  question.type === "gap" && question.options.length > TEXTS ? "other" : kindOf(question).interaction;

/** A number has a range, even if it is one number. */
function pattern(question: QuestionData, right: Response): string {
  if (typeOf(question) === "other") return responseOf(question, right);
  const words = patternOf(question, right);
  return question.type === "numeric" && !words.includes(":") ? `${words}[:]${words}` : words;
}

const share = (score: number): string => String(Math.round(score * 100) / 10_000);

const score = (base: string, of: number): Values => [
  [`${base}min`, "0"],
  [`${base}max`, "100"],
  [`${base}raw`, decimal(of)],
  [`${base}scaled`, share(of)],
];

function statusIn([completion = "", success = ""]: readonly string[]): Status | null {
  if (completion === "completed") return success === "passed" ? success : completion;
  if (success === "failed") return success;
  return completion === "incomplete" ? completion : null;
}

/** The share of the pages seen, which is never all while something else is asked for. */
function measure({ modules }: CourseData, { seen }: Snapshot["progress"]): string {
  const pages = modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.pages));
  return decimal(Math.min(0.99, pages.filter(({ ref }) => seen.has(ref)).length / Math.max(1, pages.length)));
}

/** Done by the status, good enough by the verdict, each in the word for this LMS; what it held before is not taken back. */
function status(course: CourseData, { status: own, progress }: Snapshot, words: Words, found: readonly string[]): readonly [Values, Values] {
  const completed = found[0] === "completed" || DONE.includes(toldWord(own, words, null));
  const verdict = found[1] === "passed" ? "passed" : toldWord(progress.verdict ?? own, words, null);
  const failed = found[1] === "failed" && own !== "passed" ? "failed" : "unknown";
  return [
    [
      ["cmi.completion_status", completed ? "completed" : "incomplete"],
      ["cmi.success_status", JUDGED.includes(verdict) ? verdict : failed],
    ],
    [["cmi.progress_measure", completed ? "1" : measure(course, progress)]],
  ];
}

export const SCORM2004: Dialect = {
  name: "scorm2004",
  title: "SCORM 2004",
  names: {
    object: "API_1484_11",
    initialize: "Initialize",
    terminate: "Terminate",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    lastError: "GetLastError",
  },
  /** RTE 4.2.23, third edition on. */
  stateLimit: 64_000,
  /** RTE 3.1.7: a general error, before the session or after it, and a store that failed. */
  gone: ["101", "132", "133", "391"],
  lacking: ["401", "402"],
  elements: {
    mode: "cmi.mode",
    credit: "cmi.credit",
    learner: "cmi.learner_id",
    location: "cmi.location",
    score: "cmi.score.raw",
    exit: "cmi.exit",
    time: "cmi.session_time",
    mastery: ["cmi.scaled_passing_score", 100],
    threshold: "cmi.completion_threshold",
    request: "adl.nav.request",
  },
  statuses: ["cmi.completion_status", "cmi.success_status"],
  statusIn,
  isFresh: ([completion = "", success = ""]) => !["", "completed"].includes(completion) && success !== "passed",
  status,
  score: (of) => score("cmi.score.", of),
  forms: {
    identifier: encodeURIComponent,
    time: ["timestamp", timestamp],
    span: interval,
    type: typeOf,
    response: "learner_response",
    answer,
    pattern,
    choice: ({ id }) => id,
    yes: "true",
    wrong: "incorrect",
    description: ({ language }, words) => [["description", words && `{lang=${language}}${text(words)}`]],
  },
  objective: ({ objective, points, items, success }) => [
    ["id", encodeURIComponent(objective)],
    ...score("score.", lent().percent(points, items)),
    ["success_status", success ? "passed" : "failed"],
    ["completion_status", "completed"],
  ],
  hasOwnObjectives: true,
};

export const scorm2004Tracking = (course: CourseData, settings: TrackingSettings | null, find: () => ScormApi | null): Scorm =>
  new Scorm(SCORM2004, course, settings, find);
