/** Statements on their way: in order, one request at a time, until the LRS has each of them. */

import { lent } from "../adapter.js";
import type { CommitResult } from "../port.js";
import { isForbidden, isPassing, isStored, type Answer, type Send } from "./http.js";
import type { Statement } from "./statements.js";

const BATCH = 25;
const BATCH_BYTES = 48_000;

const OK: CommitResult = { ok: true, confirmed: true };

export const bytes = (text: string): number => new TextEncoder().encode(text).length;

export interface Queue {
  add(statements: readonly Statement[]): void;
  flush(): Promise<CommitResult>;
  /** Sends at once what fits into `room` bytes, whether or not a request is under way; what fits later is sent no more. */
  leave(room: number): Promise<CommitResult>;
}

/** Where the statements of a session must come one by one, each as the session wants it. */
export interface Manner {
  /** What the other side gets. */
  dressed(statement: Statement): Statement;
  /** Whether the other side has it already. */
  isTold(statement: Statement): Promise<boolean>;
}

/** As many statements from the head as fit, at least one unless `room` is closed. */
function head(waiting: readonly Statement[], most: number, room: number, least: number): Statement[] {
  const batch: Statement[] = [];
  for (const statement of waiting.slice(0, most)) {
    room -= bytes(lent().jsonOf(statement)) + 1;
    if (room < 2 && batch.length >= least) break;
    batch.push(statement);
  }
  return batch;
}

/** `keep` is told of every change, so that what is unsent outlives the page; `drop` of what the LRS will never take. */
export function createQueue(
  send: Send,
  keep: (waiting: readonly Statement[]) => void,
  drop: (statement: Statement, answer: Answer) => void,
  manner?: Manner,
): Queue {
  let waiting: readonly Statement[] = [];
  /** On its way: one by one, what was sent outlives the page and is not sent again when it goes. */
  let under: readonly Statement[] = [];
  let left = false;
  /** How many statements go one by one, after a batch with a fault in it was refused as a whole. */
  let singly = 0;

  const change = (now: readonly Statement[]): void => {
    waiting = now;
    keep(now);
  };
  const dressed = (statement: Statement): Statement => manner?.dressed(statement) ?? statement;
  const remove = (batch: readonly Statement[]): void => change(waiting.filter((statement) => !batch.includes(statement)));
  const post = (batch: readonly Statement[], keepalive: boolean) =>
    send({ method: "POST", path: "statements", body: lent().listJson(batch), keepalive });

  /** null: go on. */
  function settle(batch: readonly Statement[], answer: Answer): CommitResult | null {
    const { status } = answer;
    if (isForbidden(status)) return { ok: false, retry: false, reason: `HTTP ${status}` };
    const refused = [400, 409, 413].includes(status);
    if (!isStored(status) && !refused) return { ok: false, retry: isPassing(status) || status === 404, reason: `HTTP ${status}` };
    if (refused && batch.length > 1) {
      singly = batch.length;
      return null;
    }
    singly = Math.max(0, singly - 1);
    // 409: a statement of this id is stored already.
    for (const statement of batch) if (refused && status !== 409) drop(statement, answer);
    remove(batch);
    return null;
  }

  async function next(): Promise<CommitResult | null> {
    const batch = head(waiting, singly || manner ? 1 : BATCH, BATCH_BYTES, 1);
    const [first] = batch;
    if (manner && first && (await manner.isTold(first))) {
      remove(batch);
      return null;
    }
    if (left) return OK;
    if (manner) under = batch;
    const answer = await post(batch.map(dressed), manner !== undefined);
    under = [];
    return settle(batch, answer);
  }

  return {
    add: (statements) => change([...waiting, ...statements]),
    async flush() {
      while (waiting.length && !left) {
        const failed = await next();
        if (failed) return failed;
      }
      return OK;
    },
    async leave(room) {
      left = manner !== undefined;
      const batch = head(waiting.filter((statement) => !under.includes(statement)).map(dressed), Infinity, room, 0);
      if (!batch.length) return OK;
      const answer = await post(batch, true);
      if (!isStored(answer.status)) return { ok: false, retry: true, reason: `HTTP ${answer.status}` };
      remove(waiting.filter(({ id }) => batch.some((sent) => sent.id === id)));
      return OK;
    },
  };
}
