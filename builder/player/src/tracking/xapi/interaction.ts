/** Questions and answers in the words of xAPI interactions (Part Two 2.4.4.1). */

import type { QuestionData } from "../../data.js";
import { halves, type Response } from "../../questions/kind.js";
import { kindOf } from "../adapter.js";
import { digits } from "../../questions/numeric.js";

type Text = (value: string) => Readonly<Record<string, string>>;
type Component = { readonly id: string; readonly text: string };

/** Between the parts of a response. */
export const DELIMITER = "[,]";

export const components = (list: readonly Component[], text: Text) =>
  list.map((one) => ({ id: one.id, description: text(one.text) }));

/** What a learner or an author wrote must not be taken for a delimiter. */
const undelimited = (text: string): string => text.replace(/\[([,.:])\]/g, "[ $1 ]");

export function responseOf(question: QuestionData, response: Response): string {
  const { form } = kindOf(question);
  if (form === "pairs") return response.map((word) => halves(word).join("[.]")).join(DELIMITER);
  if (form !== "texts") return response.join(DELIMITER);
  return response.map((word) => undelimited(question.options.length ? halves(word)[1] : word)).join(DELIMITER);
}

/** A text says whether its case matters; a number its range. */
function pattern(question: QuestionData, answer: Response): string {
  const { form } = kindOf(question);
  if (form === "texts") return `{case_matters=${question.caseMatters ?? false}}${responseOf(question, answer)}`;
  const { range } = question;
  if (form === "number" && range && range.min !== range.max) return `${digits(range.min)}[:]${digits(range.max)}`;
  return responseOf(question, answer);
}

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
  const correct = kind.correct(question).map((answer) => pattern(question, answer));
  return {
    interactionType: kind.interaction,
    ...lists(question, text),
    // An empty list would say that nothing is right (Part Two 2.4.4.1).
    ...(correct.length ? { correctResponsesPattern: correct } : {}),
  };
}
