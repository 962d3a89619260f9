/** Options that are chosen: one, several, a point of a scale. */

import type { QuestionData } from "../data.js";
import { chunks, idOf, KEY, keyOf, type InteractionType, type Kind, type Response } from "./kind.js";

const right = (question: QuestionData): string[] =>
  question.options.filter((option) => option.correct).map((option) => option.id);

/** Each wrong choice takes away what a right one gives, so that choosing everything earns nothing. */
function share(question: QuestionData, response: Response): number {
  const wanted = right(question);
  const hits = response.filter((id) => wanted.includes(id)).length;
  return Math.max(0, hits - (response.length - hits)) / Math.max(1, wanted.length);
}

function kind(interaction: InteractionType, hasRight: boolean): Kind {
  return {
    interaction,
    form: "ids",
    normalized: ({ options, many }, response) =>
      options.map(({ id }) => id).filter((id) => response.includes(id)).slice(0, many ? options.length : 1),
    isWhole: (_, response) => response.length > 0,
    share: (question, response) => (hasRight ? share(question, response) : null),
    correct: (question) => (hasRight ? [right(question)] : []),
    encode: (question, response) => response.map((id) => keyOf(question.options, id)).join(""),
    decode: (question, text) => chunks(text, KEY).flatMap((key) => idOf(question.options, key) ?? []),
  };
}

export const pick = kind("choice", true);
export const trueFalse = kind("true-false", true);
export const likert = kind("likert", false);
