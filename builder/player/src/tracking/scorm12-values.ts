/** Events in the words of SCORM 1.2 (RTE 1.2 3.4.4): what is set, by element below `cmi.interactions.n` or `cmi.objectives.n`. */

import type { CourseData, QuestionData } from "../data.js";
import type { CourseEvent, ObjectiveScored } from "../events.js";
import { percent } from "../engine/score.js";

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

const letters = (question: QuestionData, ids: readonly string[]): string =>
  question.options.filter((option) => ids.includes(option.id)).map((option) => option.letter).join(",");

/** The values of an interaction, `id` first; null when the event is none. */
export function interactionValues(course: CourseData, event: CourseEvent): Values | null {
  if (event.type === "answered") {
    const question = course.questions[event.question];
    if (!question) return null;
    const correct = question.options.filter((option) => option.correct).map((option) => option.id);
    return filled([
      ["id", identifier(question.id)],
      ["objectives.0.id", identifier(question.objective ?? "")],
      ["time", timeOfDay(event.at)],
      ["type", question.type === "true-false" ? "true-false" : "choice"],
      ["correct_responses.0.pattern", letters(question, correct)],
      ["student_response", letters(question, event.response)],
      ["result", event.success ? "correct" : "wrong"],
      ["latency", timespan(event.latencyMs)],
    ]);
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
    ["score.raw", decimal(percent(event.right, event.items))],
    ["status", event.success ? "passed" : "failed"],
  ];
}
