/** What a later version of the course left in the state: an older one that comes back for a while must not destroy it. */

import type { Foreign } from "../progress.js";
import { chunks } from "../questions/kind.js";
import { entries } from "./letters.js";

type Keyed = readonly { readonly key: string }[];
type Section = readonly [section: number, known: Keyed];

export interface Keys {
  /** Keys of one length, joined by nothing. */
  readonly fixed: readonly Section[];
  /** Entries that begin with a key. */
  readonly lists: readonly Section[];
  /** From this section on, a key and three more each. */
  readonly tests: Section;
}

const KEY = 4;
const OF_A_TEST = 4;

function isLater(version: string, own: string): boolean {
  const [a, b] = [version, own].map((text) => text.split(".").map(Number));
  for (let i = 0; a && b && i < Math.max(a.length, b.length); i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) > (b[i] ?? 0);
  return false;
}

/** Of an older version nothing is kept: what the course no longer has is gone for good. */
export function foreignIn(own: string, sections: readonly string[], { fixed, lists, tests }: Keys): { readonly foreign?: Foreign } {
  const version = sections[1] ?? "";
  if (!isLater(version, own)) return {};
  const unknown = (known: Keyed, text: string): boolean => !known.some(({ key }) => key === text.slice(0, KEY));
  const at = (section: number, list: readonly string[], known: Keyed) =>
    list.filter((text) => text && unknown(known, text)).map((text) => ({ section, text }));
  const [first, known] = tests;
  const rest = sections.slice(first);
  const groups = rest.flatMap((_, i) => (i % OF_A_TEST ? [] : rest.slice(i, i + OF_A_TEST).join("*")));
  return {
    foreign: {
      version,
      entries: [
        ...fixed.flatMap(([section, keys]) => at(section, chunks(sections[section] ?? "", KEY), keys)),
        ...lists.flatMap(([section, keys]) => at(section, entries(sections[section]), keys)),
        ...at(first, groups, known),
      ],
    },
  };
}
