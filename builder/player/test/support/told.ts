/** What each format was told, read back into words that belong to none of them; null or empty where it was not told. */

import type { CourseData, QuestionData } from "../../src/data.js";
import { IRI, STATEMENT } from "./course.js";
import { START } from "./clock.js";

export interface Given {
  /** The question in words. */
  readonly words: string;
  readonly objective: string;
  /** The type of interaction, and what would be right. */
  readonly meant: string;
  readonly response: string;
  readonly result: string;
  readonly seconds: number;
  readonly at: string;
}

export interface Told {
  /** By question, in order. */
  readonly answers: Readonly<Record<string, readonly Given[]>>;
  readonly decisions: readonly string[];
  readonly confirmed: readonly { readonly id: string; readonly words: string; readonly before: string }[];
  readonly objectives: Readonly<Record<string, string>>;
  /** Score of each attempt at a test. */
  readonly attempts: readonly string[];
  readonly lessons: readonly string[];
  /** Seconds worked on a lesson, each time that the learner left it. */
  readonly worked: readonly string[];
  readonly pages: number | null;
  readonly ends: readonly string[];
  readonly status: string;
  readonly score: number | null;
  /** Percent. */
  readonly progress: number | null;
  /** Of the last sitting. */
  readonly seconds: number | null;
  /** Over all sittings, when the course was passed; 0 before. */
  readonly passedAfter: number;
}

type Values = Readonly<Record<string, string>>;
type Read = (question: QuestionData, text: string) => string;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** SCORM 1.2: letters, which the course has the ids of. */
export const byLetters: Read = ({ type, options, targets }, text) => {
  const idOf = (list: readonly { id: string; letter: string }[], letter = "") => list.find((one) => one.letter === letter)?.id ?? `?${letter}`;
  if (targets) return text.split(",").map((pair) => pair.split(".")).map(([one, to]) => `${idOf(options, one)}.${idOf(targets, to)}`).join("+");
  if (type === "gap") return text.split(",").join(" / ");
  return options.length && text ? text.split(",").map((letter) => idOf(options, letter)).join("+") : text;
};

/** SCORM 2004 and xAPI: ids, with brackets between them, and what a pattern says of itself before them. */
export const byBrackets: Read = ({ type }, text) => {
  const [, cases, rest = ""] = /^(?:\{case_matters=(\w+)\})?(.*)$/.exec(text) ?? [];
  const parts = rest.replace("[:]", " to ").replace(/\[\.\]/g, ".").split("[,]");
  return parts.join(type === "gap" ? " / " : "+") + (cases === "false" ? " (any case)" : "");
};

/** `0000:00:02.00`, `PT2S`, `PT1M2.5S`. */
export function secondsOf(span: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(span) ?? ["", ...span.split(":")];
  return Math.round((+hours * 3600 + +minutes * 60 + +seconds) * 100) / 100;
}

/** The time of day where the learner sits has no date. */
function timeOf({ time, timestamp = "" }: Values): string {
  if (time === undefined) return timestamp.slice(0, 19).replace("T", " ");
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return new Date(new Date(START).setHours(hours, minutes, seconds)).toISOString().slice(11, 19);
}

const resultOf = (result = ""): string =>
  ({ correct: "right", wrong: "wrong", incorrect: "wrong", neutral: "neither" })[result] ?? percent(+result);

function scormGiven(question: QuestionData, one: Values, read: Read): Given {
  const right = Object.entries(one).filter(([name]) => name.endsWith(".pattern")).map(([, pattern]) => read(question, pattern));
  return {
    words: (one["description"] ?? "").replace(/^\{.*\}/, ""),
    objective: (one["objectives.0.id"] ?? "").replace("_", "."),
    meant: `${one["type"]}: ${right.join(" or ") || "nothing"}`,
    response: read(question, one["student_response"] ?? one["learner_response"] ?? ""),
    result: resultOf(one["result"]),
    seconds: secondsOf(one["latency"] ?? ""),
    at: timeOf(one),
  };
}

type Scorm = Pick<Told, "answers" | "decisions" | "confirmed">;

/** By its id an interaction is an answer, a decision (`<scenario>_<situation>`), or what was confirmed. */
export function scormTold(course: CourseData, interactions: readonly Values[], read: Read): Scorm {
  const answers: Record<string, Given[]> = {};
  const decisions: string[] = [];
  const confirmed: Told["confirmed"][number][] = [];
  for (const one of interactions) {
    const { id = "", student_response: letter, learner_response: word = letter, description = "" } = one;
    const question = course.questions[id];
    const [scenario = "", node = ""] = id.split("_");
    const choice = course.scenarios[scenario]?.nodes[node]?.choices.find((choice) => (letter === undefined ? choice.id : choice.letter) === word);
    if (question) (answers[id] ??= []).push(scormGiven(question, one, read));
    else if (choice) decisions.push(`${scenario}/${node}: ${choice.id}`);
    else if ([...Object.keys(course.acknowledgements), STATEMENT.id].includes(id) && ["t", "true"].includes(word ?? "")) confirmed.push({ id, words: description.replace(/^\{.*\}/, ""), before: "" });
    else throw new Error(`what is ${id}?`);
  }
  return { answers, decisions, confirmed };
}

interface Statement {
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string; readonly definition: { readonly name: Values; readonly interactionType?: string; readonly correctResponsesPattern?: readonly string[] } };
  readonly result?: {
    readonly response?: string;
    readonly success?: boolean;
    readonly duration?: string;
    readonly score?: { readonly raw?: number; readonly scaled: number };
    readonly extensions?: Readonly<Record<string, number>>;
  };
  readonly context: { readonly extensions: Readonly<Record<string, number>>; readonly contextActivities: { readonly parent?: readonly { readonly id: string }[] } };
  readonly timestamp: string;
}

const nameOf = (id: string): string => id.replace(`${IRI}/`, "").replace(/^[a-z]+\//, "");

function xapiGiven(question: QuestionData, { object, result = {}, timestamp }: Statement): Given {
  const { interactionType, correctResponsesPattern = [], name } = object.definition;
  const { success, score } = result;
  return {
    words: name["en-US"] ?? "",
    objective: "",
    meant: `${interactionType}: ${correctResponsesPattern.map((pattern) => byBrackets(question, pattern)).join(" or ") || "nothing"}`,
    response: byBrackets(question, result.response ?? ""),
    result: success === undefined ? "neither" : success ? "right" : score?.scaled ? percent(score.scaled) : "wrong",
    seconds: secondsOf(result.duration ?? ""),
    at: timeOf({ timestamp }),
  };
}

/** `root` is the course as the LMS knows it; `known` are statements that were there before the last sitting. */
export function xapiTold(course: CourseData, all: readonly unknown[], root: string, known: number): Told {
  const statements = all as readonly Statement[];
  const about = (verb: string, ...kinds: readonly string[]) =>
    statements.filter(({ verb: { id }, object }) => id.endsWith(`/${verb}`) && (kinds.length ? kinds.some((kind) => object.id.startsWith(`${IRI}/${kind}/`)) : object.id === root));
  const answers: Record<string, Given[]> = {};
  for (const one of about("answered", "question")) {
    const question = course.questions[nameOf(one.object.id)];
    if (question) (answers[question.id] ??= []).push(xapiGiven(question, one));
  }
  const attempted = (one: Statement) => `${nameOf(one.context.contextActivities.parent?.[0]?.id ?? "")} ${one.context.extensions[`${IRI}/extensions/attempt`]}`;
  const finished = [...about("passed", "test"), ...about("failed", "test")].sort((a, b) => a.timestamp.localeCompare(b.timestamp));
  const scores = finished.filter(({ object }) => nameOf(object.id) === "final").map(({ result }) => result?.score?.raw ?? 0);
  const judged = (one: Statement) => `${one.result?.score?.raw} ${one.result?.success ? "passed" : "failed"}`;
  const terminated = (statements.slice(known)).find(({ verb }) => verb.id.endsWith("/terminated"));
  return {
    answers,
    decisions: about("responded", "decision").map((one) => `${nameOf(one.object.id)}: ${one.result?.response}`),
    confirmed: about("acknowledge", "acknowledgement").map((one) => {
      const before = `${IRI}/extensions/attempt` in one.context.extensions ? attempted(one) : "";
      return { id: nameOf(one.object.id), words: one.object.definition.name["en-US"] ?? "", before };
    }),
    objectives: Object.fromEntries(about("scored", "objective").map((one) => [nameOf(one.object.id), judged(one)])),
    attempts: finished.map((one) => `${nameOf(one.object.id)} ${one.context.extensions[`${IRI}/extensions/attempt`]}: ${one.result?.score?.raw}`),
    lessons: about("completed", "lesson").map(({ object }) => nameOf(object.id)),
    worked: about("experienced", "lesson").map(({ object, result }) => `${nameOf(object.id)} ${secondsOf(result?.duration ?? "")}`),
    pages: new Set(about("experienced", "page").map(({ object }) => object.id)).size,
    ends: about("completed", "scenario").map(({ object, result }) => `${nameOf(object.id)}: ${result?.response}`),
    status: ["passed", "failed", "completed"].find((verb) => about(verb).length) ?? "incomplete",
    score: scores.length ? Math.max(...scores) : null,
    progress: Object.values(about("progressed").pop()?.result?.extensions ?? {})[0] ?? null,
    seconds: terminated ? secondsOf(terminated.result?.duration ?? "") : null,
    passedAfter: secondsOf(about("passed")[0]?.result?.duration ?? "PT0S"),
  };
}
