/** Questions in the words of xAPI interactions (Part Two 2.4.4.1). */

import type { QuestionData } from "../../data.js";
import { kindOf } from "../adapter.js";
import { patternOf } from "../brackets.js";

type Text = (value: string) => Readonly<Record<string, string>>;
type Component = { readonly id: string; readonly text: string };

export const components = (list: readonly Component[], text: Text) =>
  list.map((one) => ({ id: one.id, description: text(one.text) }));

function lists(question: QuestionData, text: Text): Readonly<Record<string, unknown>> {
  const { options, targets = [] } = question;
  switch (kindOf(question).interaction) {
    case "choice":
    case "sequencing":
      return { choices: components(options, text) };
    case "likert":
      return { scale: components(options, text) };
    case "matching":
      return { source: components(options, text), target: components(targets, text) };
    default:
      return {};
  }
}

export function interaction(question: QuestionData, text: Text): Readonly<Record<string, unknown>> {
  const kind = kindOf(question);
  const correct = kind.correct(question).map((answer) => patternOf(question, answer));
  return {
    interactionType: kind.interaction,
    ...lists(question, text),
    // An empty list would say that nothing is right (Part Two 2.4.4.1).
    ...(correct.length ? { correctResponsesPattern: correct } : {}),
  };
}
