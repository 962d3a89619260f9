/** Options that are put to targets: matched with one, or sorted into a group. */

import { chunks, halves, idOf, KEY, keyOf, type Kind, type Response } from "./kind.js";

const targetOf = (response: Response, option: string): string | undefined =>
  response.map(halves).find(([id]) => id === option)?.[1];

export const pairs: Kind = {
  interaction: "matching",
  form: "pairs",
  normalized: ({ options, targets = [] }, response) =>
    options.flatMap(({ id }) => {
      const target = targetOf(response, id);
      return targets.some((one) => one.id === target) ? [`${id}.${target}`] : [];
    }),
  isWhole: ({ options }, response) => response.length === options.length,
  share: ({ options }, response) =>
    options.filter(({ id, target }) => targetOf(response, id) === target).length / options.length,
  correct: ({ options }) => [options.map(({ id, target }) => `${id}.${target}`)],
  encode: ({ options, targets = [] }, response) =>
    response.map(halves).map(([option, target]) => keyOf(options, option) + keyOf(targets, target)).join(""),
  decode: ({ options, targets = [] }, text) =>
    chunks(text, 2 * KEY).flatMap((pair) => {
      const option = idOf(options, pair.slice(0, KEY));
      const target = idOf(targets, pair.slice(KEY));
      return option && target ? [`${option}.${target}`] : [];
    }),
};
