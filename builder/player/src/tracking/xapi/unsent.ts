/** Statements that an earlier session could not send: kept in this browser, sent by the next launch of the same learner. */

import { lent } from "../adapter.js";
import type { Journal } from "../journal.js";
import type { Statement } from "./statements.js";

export interface Unsent {
  /** Takes what other sessions left; each window has its own key, so that two do not overwrite each other. */
  adopt(): Statement[];
  /** Whether that worked. */
  keep(waiting: readonly Statement[]): boolean;
}

function statementsIn(text: string | null): Statement[] {
  try {
    const list = JSON.parse(text ?? "[]") as unknown;
    return Array.isArray(list) ? (list as Statement[]) : [];
  } catch {
    return [];
  }
}

/** `learner` names registration and actor; only a hash of it is kept. */
export function unsent(journal: Journal, learner: string, window: string): Unsent {
  /** Where others left what is not yet kept under our own key, nor sent: where there is no room, it stays there. */
  let adopted: string[] = [];
  const { hash, listJson } = lent();
  const prefix = `unsent:${hash(learner).toString(36)}${hash(learner, 1).toString(36)}:`;
  return {
    adopt() {
      adopted = journal.keys(prefix).filter((key) => key !== prefix + window);
      return adopted.flatMap((key) => statementsIn(journal.read(key)));
    },
    keep(waiting) {
      if (!journal.write(prefix + window, waiting.length ? listJson(waiting) : null)) return false;
      for (const key of adopted) journal.write(key, null);
      adopted = [];
      return true;
    },
  };
}
