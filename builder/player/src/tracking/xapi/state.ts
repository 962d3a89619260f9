/** The state as a document of the State resource (Part Three 2.3). */

import type { CommitResult } from "../port.js";
import { isForbidden, isPassing, isStored, type Answer, type Send } from "./http.js";
import type { Launch } from "./launch.js";

const STATE_ID = "peacebuilder";

export interface StateDocument {
  read(): Promise<Answer & { readonly state: string | null }>;
  /** `more` goes beside the state into the document. */
  write(state: string, leaving: boolean, more?: object): Promise<CommitResult>;
}

function stateIn(text: string): string | null {
  try {
    const document = JSON.parse(text) as { state?: unknown } | null;
    return typeof document?.state === "string" ? document.state : null;
  } catch {
    return null;
  }
}

export const stateBody = (state: string, more?: object): string => JSON.stringify({ state, ...more });

export function stateDocument(send: Send, launch: Launch, activityId: string, stateId = STATE_ID): StateDocument {
  const query = {
    activityId,
    agent: JSON.stringify(launch.actor),
    ...(launch.registration ? { registration: launch.registration } : {}),
    stateId,
  };
  const path = "activities/state";
  let etag: string | null = null;
  /** Whether an ETag comes with a GET; null before there was anything to get. */
  let tagged: boolean | null = null;
  let stored: string | null = null;
  let writing = 0;

  async function read() {
    const answer = await send({ method: "GET", path, query });
    etag = answer.etag;
    if (isStored(answer.status)) tagged = etag !== null;
    const state = isStored(answer.status) ? stateIn(answer.text) : null;
    stored = state;
    return { ...answer, state };
  }

  /** Another window wrote: its state is handed up to be merged, and the next write replaces exactly that. */
  async function clash(status: number): Promise<CommitResult> {
    const { state } = await read();
    // 409: an LRS of version 2.0 wants a condition, but its ETag cannot be read here.
    if (status === 409) etag ??= "*";
    return { ok: false, retry: true, reason: `HTTP ${status}`, ...(state === null ? {} : { newer: state }) };
  }

  /** Few LRSs send the new ETag with a PUT; it is asked for, so that the next PUT overwrites nothing unseen. */
  async function lookBack(state: string, before: string | null): Promise<CommitResult> {
    const { status, state: found } = await read();
    // An LRS that still shows what was there before is only slow.
    const other = isStored(status) && found !== null && found !== state && found !== before;
    return other ? { ok: false, retry: true, reason: "overwritten", newer: found } : { ok: true, confirmed: true };
  }

  return {
    read,
    async write(state, leaving, more) {
      if (state === stored) return { ok: true, confirmed: true };
      const condition = etag !== null && !writing ? { "If-Match": etag } : {};
      writing++;
      const answer = await send({ method: "PUT", path, query, body: stateBody(state, more), headers: condition, keepalive: leaving });
      writing--;
      const { status } = answer;
      if (isStored(status)) {
        etag = answer.etag ?? (etag === "*" ? etag : null);
        const before = stored;
        stored = state;
        return etag === null && tagged !== false && !leaving ? lookBack(state, before) : { ok: true, confirmed: true };
      }
      if (!leaving && (status === 409 || status === 412)) return clash(status);
      if (isForbidden(status) || isPassing(status)) return { ok: false, retry: isPassing(status), reason: `HTTP ${status}` };
      // An LRS without a State resource: the statements count, but another browser will not know where to go on.
      return { ok: true, confirmed: false };
    },
  };
}
