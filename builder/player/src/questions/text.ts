/** Answers that are written: a word or two, or the gaps of a text. */

import type { QuestionData } from "../data.js";
import { halves, idOf, KEY, keyOf, type Kind, type Response } from "./kind.js";
import { fromLetters, toLetters } from "./letters.js";

/** Patterns of a gap text that are written down; more would be longer than any record has room for. */
const MOST_PATTERNS = 16;
/** Between the gaps in the state; `-` is else followed by a digit of base 62. */
const BETWEEN = "--";

const LENGTH = 100;

/** One blank for many, without what is no character, characters composed (Unicode NFC); none is cut in two. */
const written = ({ length = LENGTH }: QuestionData, text: string): string =>
  text
    .replace(/(?!\s)[\p{Cc}\p{Cs}]/gu, "")
    .normalize()
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();

/** As it is compared: quotation marks and dashes in their plain forms. */
const alike = (question: QuestionData, text: string): string => {
  const plain = written({ ...question, length: Infinity }, text).replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[‐-―−]/g, "-");
  return question.caseMatters ? plain : plain.toLowerCase();
};

export const fits = (question: QuestionData, text: string, accepts: readonly string[]): boolean =>
  accepts.some((accepted) => alike(question, accepted) === alike(question, text));

const texts = (question: QuestionData): readonly string[] => question.accepts ?? [];

export const fillIn: Kind = {
  interaction: "fill-in",
  form: "texts",
  normalized: (question, response) => [written(question, response[0] ?? "")].filter(Boolean),
  isWhole: (_, response) => response.length > 0,
  /** Without an accepted answer it is an open question: nothing is wrong. */
  share: (question, [text = ""]) => (texts(question).length ? +fits(question, text, texts(question)) : null),
  correct: (question) => texts(question).map((text) => [text]),
  encode: (_, [text = ""]) => toLetters(text),
  decode: (question, text) => [written(question, fromLetters(text))].filter(Boolean),
};

const gapOf = (response: Response, gap: string): string => response.map(halves).find(([id]) => id === gap)?.[1] ?? "";

export const gaps: Kind = {
  interaction: "fill-in",
  form: "texts",
  normalized: (question, response) =>
    question.options.flatMap(({ id }) => {
      const text = written(question, gapOf(response, id));
      return text ? [`${id}.${text}`] : [];
    }),
  isWhole: ({ options }, response) => response.length === options.length,
  share: (question, response) =>
    question.options.filter(({ id, accepts = [] }) => fits(question, gapOf(response, id), accepts)).length /
    question.options.length,
  correct: ({ options }) =>
    options.reduce<Response[]>(
      (all, { id, accepts = [] }) =>
        all.flatMap((known) => accepts.map((text) => [...known, `${id}.${text}`])).slice(0, MOST_PATTERNS),
      [[]],
    ),
  encode: ({ options }, response) =>
    response.map(halves).map(([gap, text]) => keyOf(options, gap) + toLetters(text)).join(BETWEEN),
  decode: (question, text) =>
    text.split(BETWEEN).flatMap((entry) => {
      const gap = idOf(question.options, entry.slice(0, KEY));
      const said = fromLetters(entry.slice(KEY));
      return gap && said ? [`${gap}.${said}`] : [];
    }),
};
