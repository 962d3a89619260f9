/** xAPI by a Tin Can launch: the events as statements, the state as a document. */

import type { CourseData } from "../data.js";
import type { CourseEvent } from "../events.js";
import type { Journal } from "./journal.js";
import type { Call, CommitResult, Opening, Snapshot, Tracking } from "./port.js";
import { isForbidden, isPassing, sender } from "./xapi/http.js";
import type { Launch } from "./xapi/launch.js";
import { bytes, createQueue } from "./xapi/queue.js";
import { stateBody, stateDocument } from "./xapi/state.js";
import { projection, type Statement } from "./xapi/statements.js";
import { unsent } from "./xapi/unsent.js";
import { uuid } from "./xapi/uuid.js";

/** What a page that goes away may still send is 64 KiB in all; the rest is for headers and for luck. */
const LEAVING_BYTES = 60_000;

/** Beside the state: what the check of the connection writes. */
const CHECK_ID = "peacebuilder-check";

export interface XapiOptions {
  readonly course: CourseData;
  readonly launch: Launch;
  readonly activityId: string;
  readonly agency: string | null;
  readonly journal: Journal;
  readonly fetch: typeof globalThis.fetch;
  readonly newId?: () => string;
}

export function xapiTracking({ course, launch, activityId, agency, journal, fetch, newId = uuid }: XapiOptions): Tracking {
  const learner = `${launch.registration ?? ""} ${JSON.stringify(launch.actor)}`;
  const calls: Call[] = [];
  const send = sender(launch, fetch, calls);
  const kept = unsent(journal, learner, newId());
  let unsentNow: readonly Statement[] = [];
  let isKept = true;
  const keep = (waiting: readonly Statement[]): boolean => (isKept = kept.keep((unsentNow = waiting)));
  const queue = createQueue(send, keep, ({ id }, { status, text }) =>
    console.warn(`The LRS refused statement ${id} (${status}): ${text}`),
  );
  const document = stateDocument(send, launch, activityId);
  const statements = projection({ course, launch, activityId, agency, newId });
  let forbidden = false;
  let confirmed: boolean | null = null;

  /** A token that was refused is refused next time too. */
  const noted = (result: CommitResult): CommitResult => {
    forbidden ||= !result.ok && !result.retry;
    if (result.ok) ({ confirmed } = result);
    return result;
  };
  const gate = (work: () => Promise<CommitResult>): Promise<CommitResult> =>
    forbidden ? Promise.resolve({ ok: false, retry: false, reason: "not allowed" }) : work().then(noted);

  return {
    name: "xapi",
    destination: "lrs",
    stateLimit: Infinity,
    async open(): Promise<Opening | null> {
      const { status, state } = await document.read();
      if (isPassing(status)) return null;
      forbidden = isForbidden(status);
      queue.add(kept.adopt());
      // An LRS may be slow to show what it took: that it shows nothing does not say that it was told to forget.
      return { state, location: null, mode: "normal", status: null, learner, fresh: false, interactions: null };
    },
    record(events: readonly CourseEvent[]) {
      queue.add(events.flatMap(statements));
    },
    keep: () => isKept || keep(unsentNow),
    commit: ({ state }: Snapshot) =>
      gate(async () => {
        // First the statements: a state that knows of a pass must not be the only one that does.
        const sent = await queue.flush();
        return sent.ok ? document.write(state, false) : sent;
      }),
    finish: (snapshot: Snapshot | null, leaving: boolean) =>
      gate(async () => {
        if (!snapshot) return { ok: true, confirmed: true };
        const { state } = snapshot;
        // The last statement ends the session, and with it what the token is good for.
        const written = document.write(state, leaving);
        if (!leaving && !(await written).ok) return written;
        const sent = await (leaving ? queue.leave(LEAVING_BYTES - bytes(stateBody(state))) : queue.flush());
        return sent.ok ? written : sent;
      }),
    report: () => ({
      facts: {
        adapter: "xAPI 1.0.3",
        endpoint: launch.endpoint,
        registration: launch.registration !== null,
        confirmed,
        forbidden,
      },
      calls: [...calls],
    }),
    async probe() {
      const check = stateDocument(send, launch, activityId, CHECK_ID);
      const text = String(calls.length + Math.random());
      await check.read();
      return (await check.write(text, false)).ok && (await check.read()).state === text;
    },
  };
}
