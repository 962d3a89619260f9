/** Private notes: in this browser where it keeps anything, else while the page is open; never anywhere else. */

import type { Journal } from "../tracking/journal.js";

export interface Notes {
  /** Whether a note is still there when the course is opened again. */
  readonly kept: boolean;
  /** The note, or an empty text. */
  read(id: string): string;
  /** An empty text removes the note; returns false where it lives only while the page is open. */
  write(id: string, text: string): boolean;
}

/**
 * `owner` tells the course and the learner apart from others in this browser; null while it is not known who learns.
 * What was written until then moves to its owner at the next look, behind what is there.
 */
export function notesIn(journal: Journal, owner: () => string | null): Notes {
  const unkept = new Map<string, string>();
  const key = (id: string): string => `note:${owner()}:${id}`;
  const works = (): boolean => journal.works && owner() !== null;
  const early = new Set<string>();
  const settle = (id: string): void => {
    if (!works() || !early.delete(id)) return;
    const note = [journal.read(key(id)), unkept.get(id)].filter(Boolean).join("\n\n");
    if (journal.write(key(id), note || null)) unkept.delete(id);
    else unkept.set(id, note);
  };
  return {
    get kept() {
      return works();
    },
    read(id) {
      settle(id);
      return unkept.get(id) ?? (works() ? journal.read(key(id)) : null) ?? "";
    },
    write(id, text) {
      settle(id);
      const kept = works() && journal.write(key(id), text || null);
      if (kept) unkept.delete(id);
      else unkept.set(id, text);
      if (owner() === null) early.add(id);
      return kept;
    },
  };
}
