/** Options that are put in order; in the file they stand in the right one. */

import { chunks, idOf, KEY, keyOf, type Kind } from "./kind.js";

export const ordering: Kind = {
  interaction: "sequencing",
  form: "ids",
  normalized: ({ options }, response) =>
    [...new Set(response)].filter((id) => options.some((option) => option.id === id)),
  isWhole: ({ options }, response) => response.length === options.length,
  /** What stands in its place. */
  share: ({ options }, response) => options.filter(({ id }, place) => response[place] === id).length / options.length,
  correct: ({ options }) => [options.map(({ id }) => id)],
  encode: ({ options }, response) => response.map((id) => keyOf(options, id)).join(""),
  decode: ({ options }, text) => chunks(text, KEY).flatMap((key) => idOf(options, key) ?? []),
};
