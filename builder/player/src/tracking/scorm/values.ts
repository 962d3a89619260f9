/** Events in the words of SCORM: what is set, by element below `cmi.interactions.n` or `cmi.objectives.n`. */

import type { CourseData } from "../../data.js";
import type { Acknowledged, Answered, CourseEvent, DecisionTaken } from "../../events.js";
import { kindOf } from "../adapter.js";
import type { Forms, Values } from "./dialect.js";

export const two = (value: number): string => String(value).padStart(2, "0");

/** CMIDecimal with at most two decimals. */
export const decimal = (value: number): string => String(Math.round(value * 100) / 100);

/** A text that was cut, without the half of a character. */
export const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, "");

/** Without the values that would be empty: an element that has nothing to say is not set. */
const filled = (values: Values): Values => values.filter(([, value]) => value !== "");

/** A decimal where a part of the answer earned a part of the credit. */
function result({ success, share }: Answered, wrong: string): string {
  if (success === null) return "neutral";
  return success ? "correct" : share ? decimal(share) : wrong;
}

function answered(forms: Forms, course: CourseData, event: Answered): Values | null {
  const question = course.questions[event.question];
  if (!question) return null;
  const patterns = kindOf(question).correct(question).map((answer, n) => [`correct_responses.${n}.pattern`, forms.pattern(question, answer)] as const);
  return [
    ["id", forms.identifier(question.id)],
    ["objectives.0.id", forms.identifier(question.objective ?? "")],
    [forms.time[0], forms.time[1](event.at)],
    ["type", forms.type(question)],
    ...patterns,
    [forms.response, forms.answer(question, event.response)],
    ["result", result(event, forms.wrong)],
    ["latency", forms.span(event.latencyMs)],
    ...forms.description(course, question.prompt),
  ];
}

function acknowledged(forms: Forms, course: CourseData, event: Acknowledged): Values {
  const { acknowledgement: id } = event;
  const statements = [...Object.values(course.acknowledgements), ...course.tests.map(({ attestation }) => attestation)];
  return [
    ["id", forms.identifier(id)],
    [forms.time[0], forms.time[1](event.at)],
    ["type", "true-false"],
    [forms.response, forms.yes],
    ["result", "neutral"],
    ...forms.description(course, statements.find((one) => one?.id === id)?.text ?? ""),
  ];
}

function decision(forms: Forms, course: CourseData, event: DecisionTaken): Values {
  const node = course.scenarios[event.scenario]?.nodes[event.node];
  const choice = node?.choices.find(({ id }) => id === event.choice);
  return [
    // Ids have no underscore, so this is one node of one scenario.
    ["id", forms.identifier(`${event.scenario}_${event.node}`)],
    [forms.time[0], forms.time[1](event.at)],
    ["type", "choice"],
    [forms.response, choice ? forms.choice(choice) : ""],
    ["result", "neutral"],
    ["latency", forms.span(event.latencyMs)],
    ...forms.description(course, node?.question ?? ""),
  ];
}

/** The values of an interaction, `id` first; null when the event is none. */
export function interactionValues(forms: Forms, course: CourseData, event: CourseEvent): Values | null {
  if (event.type === "acknowledged") return filled(acknowledged(forms, course, event));
  if (event.type === "decision-taken") return filled(decision(forms, course, event));
  const values = event.type === "answered" ? answered(forms, course, event) : null;
  return values && filled(values);
}
