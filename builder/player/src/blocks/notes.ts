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

/** `owner` tells the course and the learner apart from others in this browser; without a journal nothing is kept. */
export function notesIn(journal: Journal | null, owner = ""): Notes {
  const unkept = new Map<string, string>();
  const key = (id: string): string => `note:${owner}:${id}`;
  return {
    kept: journal?.works ?? false,
    read: (id) => unkept.get(id) ?? journal?.read(key(id)) ?? "",
    write(id, text) {
      const kept = journal?.write(key(id), text || null) ?? false;
      if (kept) unkept.delete(id);
      else unkept.set(id, text);
      return kept;
    },
  };
}
