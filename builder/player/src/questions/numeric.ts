/** A number, right within a range. */

import type { Kind } from "./kind.js";
import { fromLetters, toLetters } from "./letters.js";

/** Digits that a number may have; more are a slip of the hand. */
const LENGTH = 15;

/** 1,000 and 1,000.5 with commas between thousands; else a comma is a decimal point. */
export function numberIn(text: string): number | null {
  const bare = text.replace(/\s/g, "").replace("\u2212", "-").replace(/^\+/, "");
  if (bare.length > LENGTH) return null;
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replace(/,/g, "") : bare.replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** A number in digits: no record knows exponents. */
export function digits(number: number): string {
  const words = String(number);
  return words.includes("e") ? number.toFixed(LENGTH).replace(/\.?0+$/, "") : words;
}

const canonical = (text: string): string[] => {
  const number = numberIn(text);
  return number === null ? [] : [digits(number)];
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
  correct: ({ range }) => (range ? [[digits(range.answer)]] : []),
  encode: (_, [text = ""]) => toLetters(text),
  decode: (_, text) => canonical(fromLetters(text)),
};
