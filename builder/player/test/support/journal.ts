/** A browser's storage in memory. */

import { browserJournal, type Journal } from "../../src/tracking/journal.js";

export function storage(quota = Infinity): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (i) => [...entries.keys()][i] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem(name, value) {
      const used = [...entries].reduce((sum, [other, text]) => (other === name ? sum : sum + text.length), 0);
      if (used + value.length > quota) throw new Error("QuotaExceededError");
      entries.set(name, value);
    },
    removeItem: (name) => void entries.delete(name),
    clear: () => entries.clear(),
  };
}

export const fakeJournal = (store: Storage = storage()): Journal => browserJournal(() => store);

export const blockedJournal = (): Journal =>
  browserJournal(() => {
    throw new Error("SecurityError");
  });
