/** Events in the words of SCORM 1.2 (RTE 1.2 3.4.4): what is set, by element below `cmi.interactions.n` or `cmi.objectives.n`. */

import type { CourseData, QuestionData } from "../data.js";
import type { CourseEvent, ObjectiveScored } from "../events.js";
import { percent } from "../engine/score.js";
import { halves, type Response } from "../questions/kind.js";
import { kindOf } from "./adapter.js";

export type Values = readonly (readonly [element: string, value: string])[];

const two = (value: number): string => String(value).padStart(2, "0");

/** CMITimespan, HHHH:MM:SS.SS, at most 9999 hours. */
export function timespan(ms: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(ms / 10)), 9999 * 360_000 + 359_999);
  const seconds = Math.floor(hundredths / 100);
  const hours = String(Math.floor(seconds / 3600)).padStart(4, "0");
  return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

/** CMITime: the time of day where the learner sits. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
}

/** CMIDecimal with at most two decimals. */
export const decimal = (value: number): string => String(Math.round(value * 100) / 100);

/** CMIIdentifier: printable ASCII without blanks; more than letters, digits, `-` and `_` is not taken everywhere. */
export const identifier = (id: string): string => id.replace(/[^\w-]/g, "_").slice(0, 255);

/** Without the values that would be empty: an element that has nothing to say is not set. */
const filled = (values: Values): Values => values.filter(([, value]) => value !== "");

const letterOf = (list: readonly { readonly id: string; readonly letter: string }[], id: string): string =>
  list.find((one) => one.id === id)?.letter ?? "";

/** CMIFeedback: letters joined by commas, pairs of letters with a dot between them, a number, or text of 255 characters. */
function feedback(question: QuestionData, response: Response): string {
  const { options, targets = [] } = question;
  switch (kindOf(question).form) {
    case "ids":
      return response.map((id) => letterOf(options, id)).join(",");
    case "pairs":
      return response.map(halves).map(([id, target]) => `${letterOf(options, id)}.${letterOf(targets, target)}`).join(",");
    case "texts":
      return response.map((word) => (options.length ? halves(word)[1] : word)).join(",").slice(0, 255).replace(/[\ud800-\udbff]$/, "");
    case "number":
      return response.join("");
  }
}

/** A decimal where a part of the answer earned a part of the credit. */
function result({ success, share }: { readonly success: boolean | null; readonly share: number | null }): string {
  if (success === null) return "neutral";
  return success ? "correct" : share ? decimal(share) : "wrong";
}

/** The values of an interaction, `id` first; null when the event is none. */
export function interactionValues(course: CourseData, event: CourseEvent): Values | null {
  if (event.type === "answered") {
    const question = course.questions[event.question];
    if (!question) return null;
    const kind = kindOf(question);
    const patterns = kind.correct(question).map((answer, n) => [`correct_responses.${n}.pattern`, feedback(question, answer)] as const);
    return filled([
      ["id", identifier(question.id)],
      ["objectives.0.id", identifier(question.objective ?? "")],
      ["time", timeOfDay(event.at)],
      ["type", kind.interaction],
      ...patterns,
      ["student_response", feedback(question, event.response)],
      ["result", result(event)],
      ["latency", timespan(event.latencyMs)],
    ]);
  }
  if (event.type === "acknowledged") {
    return [
      ["id", identifier(event.acknowledgement)],
      ["time", timeOfDay(event.at)],
      ["type", "true-false"],
      ["student_response", "t"],
      ["result", "neutral"],
    ];
  }
  if (event.type !== "decision-taken") return null;
  const choices = course.scenarios[event.scenario]?.nodes[event.node]?.choices;
  return filled([
    // Ids have no underscore, so this is one node of one scenario.
    ["id", identifier(`${event.scenario}_${event.node}`)],
    ["time", timeOfDay(event.at)],
    ["type", "choice"],
    ["student_response", choices?.find((choice) => choice.id === event.choice)?.letter ?? ""],
    ["result", "neutral"],
    ["latency", timespan(event.latencyMs)],
  ]);
}

export function objectiveValues(event: ObjectiveScored): Values {
  return [
    ["id", identifier(event.objective)],
    ["score.min", "0"],
    ["score.max", "100"],
    ["score.raw", decimal(percent(event.points, event.items))],
    ["status", event.success ? "passed" : "failed"],
  ];
}
