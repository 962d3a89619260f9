/** A number, right within a range. */

import type { Kind } from "./kind.js";
import { fromLetters, toLetters } from "./letters.js";

/** Digits that a number may have; more are a slip of the hand. */
const LENGTH = 15;

/** 1,000 and 1,000.5 with commas between thousands; else a comma is a decimal point. */
export function numberIn(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-").slice(0, LENGTH);
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replace(/,/g, "") : bare.replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

const canonical = (text: string): string[] => {
  const number = numberIn(text);
  if (number === null) return [];
  const words = String(number);
  return [words.includes("e") ? number.toFixed(LENGTH).replace(/\.?0+$/, "") : words]; // no record knows exponents
};

export const numeric: Kind = {
  interaction: "numeric",
  form: "number",
  normalized: (_, [text = ""]) => canonical(text),
  isWhole: (_, response) => response.length > 0,
  share: ({ range }, [text = ""]) => {
    const number = numberIn(text);
    return range && number !== null ? +(number >= range.min && number <= range.max) : 0;
  },
  correct: ({ range }) => (range ? [[String(range.answer)]] : []),
  encode: (_, [text = ""]) => toLetters(text),
  decode: (_, text) => canonical(fromLetters(text)),
};
