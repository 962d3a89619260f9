/** Statements that an earlier session could not send: kept in this browser, sent by the next launch of the same learner. */

import { hash } from "../../engine/random.js";
import { listJson, type Journal } from "../journal.js";
import type { Statement } from "./statements.js";

export interface Unsent {
  /** Takes what other sessions left; each window has its own key, so that two do not overwrite each other. */
  adopt(): Statement[];
  keep(waiting: readonly Statement[]): void;
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
  const prefix = `unsent:${hash(learner).toString(36)}${hash(learner, 1).toString(36)}:`;
  return {
    adopt: () =>
      journal.keys(prefix).flatMap((key) => {
        const statements = statementsIn(journal.read(key));
        journal.write(key, null);
        return statements;
      }),
    keep(waiting) {
      journal.write(prefix + window, waiting.length ? listJson(waiting) : null);
    },
  };
}
