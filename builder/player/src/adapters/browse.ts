/** tracking.js of a public copy: it is read as in a preview, and not even this browser keeps anything. */

import type { Adapter } from "../tracking/adapter.js";
import type { CommitResult, Opening } from "../tracking/port.js";

const NOBODY: Opening = { state: null, location: null, mode: "browse", status: null, learner: null, fresh: false, interactions: null };
const DONE: CommitResult = { ok: true, confirmed: true };

export const adapter: Adapter = () => ({
  name: "browse",
  destination: "device",
  stateLimit: Infinity,
  open: async () => NOBODY,
  record: () => undefined,
  keep: () => false,
  commit: async () => DONE,
  finish: async () => DONE,
  report: () => ({ facts: { adapter: "memory" }, calls: [] }),
  probe: async () => null,
});

globalThis.peacebuilderTracking = adapter;
