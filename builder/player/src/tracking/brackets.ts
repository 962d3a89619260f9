/** Answers in the words that xAPI (Part Two 2.4.4.1) and SCORM 2004 (RTE 4.2.9.1) share: ids, with brackets between them. */

import type { QuestionData } from "../data.js";
import type { Response } from "../questions/kind.js";
import { kindOf, lent } from "./adapter.js";

/** Between the parts of a response. */
const DELIMITER = "[,]";

/** What a learner or an author wrote must not be taken for a delimiter. */
const undelimited = (text: string): string => text.replace(/\[([,.:])\]/g, "[ $1 ]");

export function responseOf(question: QuestionData, response: Response): string {
  const { form } = kindOf(question);
  if (form === "pairs") return response.map((word) => lent().halves(word).join("[.]")).join(DELIMITER);
  if (form !== "texts") return response.join(DELIMITER);
  return response.map((word) => undelimited(question.options.length ? lent().halves(word)[1] : word)).join(DELIMITER);
}

/** A text says whether its case matters; a number its range. */
export function patternOf(question: QuestionData, answer: Response): string {
  const { form } = kindOf(question);
  if (form === "texts") return `{case_matters=${question.caseMatters ?? false}}${responseOf(question, answer)}`;
  const { range } = question;
  if (form === "number" && range && range.min !== range.max) return [range.min, range.max].map(lent().digits).join("[:]");
  return responseOf(question, answer);
}
