/** What each side says happened, in words that belong to none of them. */

import type { CourseData } from "../../src/data.js";
import { IRI } from "./course.js";
import type { Lrs } from "./lrs.js";
import type { Lms } from "./scorm.js";
import type { Lms2004 } from "./scorm2004.js";

export interface Facts {
  readonly answers: readonly string[];
  readonly decisions: readonly string[];
  readonly objectives: Readonly<Record<string, string>>;
  readonly score: number | null;
  readonly status: string;
  readonly seconds: number;
}

const answer = (id: string, chosen: readonly string[], right: readonly string[], success: boolean, seconds: number): string =>
  `${id}: ${chosen.join("+")} of ${right.join("+")} is ${success} after ${seconds} s`;

/** Of an interaction: the decision that it is, or null. */
function decision(course: CourseData, id: string, by: "letter" | "id", response: string): string | null {
  const [scenario = "", node = ""] = id.split("_");
  const choices = course.scenarios[scenario]?.nodes[node]?.choices;
  return choices ? `${scenario}/${node}: ${choices.find((choice) => choice[by] === response)?.id}` : null;
}

export function scorm12Facts(course: CourseData, lms: Lms): Facts {
  const answers: string[] = [];
  const decisions: string[] = [];
  for (const one of lms.interactions()) {
    const id = one["id"] ?? "";
    const letters = (one["student_response"] ?? "").split(",");
    const decided = decision(course, id, "letter", letters[0] ?? "");
    const options = course.questions[id]?.options ?? [];
    const chosen = options.filter(({ letter }) => letters.includes(letter)).map((option) => option.id);
    const right = options.filter(({ letter }) => (one["correct_responses.0.pattern"] ?? "").split(",").includes(letter)).map((option) => option.id);
    if (decided) decisions.push(decided);
    else answers.push(answer(id, chosen, right, one["result"] === "correct", +(one["latency"] ?? "").slice(8)));
  }
  const objectives: Record<string, string> = {};
  for (let n = 0; lms.stored[`cmi.objectives.${n}.id`]; n++) {
    const of = (name: string) => lms.stored[`cmi.objectives.${n}.${name}`];
    if (of("score.raw") !== undefined) objectives[(of("id") ?? "").replace("_", ".")] = `${of("score.raw")} ${of("status")}`;
  }
  const raw = lms.core("score.raw");
  const [hours = 0, minutes = 0, seconds = 0] = (lms.core("session_time") ?? "").split(":").map(Number);
  return { answers, decisions, objectives, score: raw === undefined ? null : +raw, status: lms.core("lesson_status") ?? "", seconds: hours * 3600 + minutes * 60 + seconds };
}

/** Seconds of a duration such as PT1H2M3.45S. */
function secondsOf(duration: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
  return Math.round((+hours * 3600 + +minutes * 60 + +seconds) * 100) / 100;
}

/** The one word that SCORM 1.2 would have for both. */
const word = (completion = "", success = ""): string => (completion === "completed" && success !== "passed" ? completion : success === "unknown" ? completion : success);

export function scorm2004Facts(course: CourseData, lms: Lms2004): Facts {
  const answers: string[] = [];
  const decisions: string[] = [];
  for (const one of lms.interactions()) {
    const { id = "", learner_response: response = "", "correct_responses.0.pattern": pattern = "", result, latency = "" } = one;
    const decided = decision(course, id, "id", response);
    if (decided) decisions.push(decided);
    else answers.push(answer(id, response.split("[,]"), pattern.split("[,]"), result === "correct", secondsOf(latency)));
  }
  const scored = lms.objectives().filter((one) => one["score.raw"] !== undefined);
  const raw = lms.core("score.raw");
  return {
    answers,
    decisions,
    objectives: Object.fromEntries(scored.map((one) => [one["id"] ?? "", `${one["score.raw"]} ${one["success_status"]}`])),
    score: raw === undefined ? null : +raw,
    status: word(lms.core("completion_status"), lms.core("success_status")),
    seconds: secondsOf(lms.core("session_time") ?? ""),
  };
}

interface Told {
  readonly object: { readonly id: string; readonly definition: { readonly correctResponsesPattern?: string[] } };
  readonly result: { readonly response?: string; readonly success?: boolean; readonly duration: string; readonly score: { readonly raw: number } };
}

/** Of an LRS, or of an LMS that holds statements as one does. */
export function xapiFacts(lrs: Pick<Lrs, "about">): Facts {
  const told = (verb: string, ending = "") => lrs.about(verb, ending) as unknown as Told[];
  const after = (part: string, { object }: Told) => object.id.replace(`${IRI}/${part}/`, "");
  const objectives: Record<string, string> = {};
  for (const one of told("scored")) objectives[after("objective", one)] = `${one.result.score.raw} ${one.result.success ? "passed" : "failed"}`;
  const scores = [...told("passed", "/test/final"), ...told("failed", "/test/final")].map((one) => one.result.score.raw);
  const status = ["passed", "failed"].find((verb) => told(verb, IRI).length) ?? (told("completed", IRI).length ? "completed" : "incomplete");
  return {
    answers: told("answered").map((one) => {
      const { response = "", success = false, duration } = one.result;
      const patterns = one.object.definition.correctResponsesPattern ?? [];
      return answer(after("question", one), response.split("[,]"), (patterns[0] ?? "").split("[,]"), success, secondsOf(duration));
    }),
    decisions: told("responded").map((one) => `${after("decision", one)}: ${one.result.response}`),
    objectives,
    score: scores.length ? Math.max(...scores) : null,
    status,
    seconds: secondsOf(told("terminated")[0]?.result.duration ?? "PT0S"),
  };
}
