/** Text without case and diacritics, with the way back to where each of its characters came from. */

export interface Folded {
  readonly text: string;
  /** For each character of `text`, its index in the original. */
  readonly from: readonly number[];
}

export type Hit = readonly [start: number, end: number];

const AROUND = 70;

export function folded(original: string): Folded {
  const from: number[] = [];
  let text = "";
  for (let i = 0; i < original.length; i++) {
    const one = original.charAt(i);
    const plain = one < "\x80" ? one : one.normalize("NFD").replace(/\p{M}/gu, "");
    for (const part of plain.toLowerCase()) {
      text += part;
      from.push(i);
    }
  }
  return { text, from };
}

/** Where the words, folded already, stand in a text; in order, not upon each other. */
export function hits(original: string, words: readonly string[]): Hit[] {
  const { text, from } = folded(original);
  const found: Hit[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0 && word; at = text.indexOf(word, at + word.length)) {
      found.push([from[at] ?? 0, from[at + word.length] ?? original.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return found.filter((hit) => hit[0] >= end && (end = hit[1]));
}

/** The text around the first hit as nodes, all hits in it marked; cut between words. */
export function snippet(text: string, found: readonly Hit[], around = AROUND): (Node | string)[] {
  const first = found[0]?.[0] ?? 0;
  const start = first > around ? text.indexOf(" ", first - around) + 1 : 0;
  const last = text.lastIndexOf(" ", (found[0]?.[1] ?? 0) + 2 * around);
  const end = (found[0]?.[1] ?? 0) + 2 * around >= text.length ? text.length : Math.max(last, found[0]?.[1] ?? 0);
  const parts: (Node | string)[] = [start ? "… " : ""];
  let at = start;
  for (const [from, to] of found) {
    if (from < at || to > end) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    parts.push(text.slice(at, from), mark);
    at = to;
  }
  parts.push(text.slice(at, end), end < text.length ? " …" : "");
  return parts;
}
