/** No LMS and no LRS: this browser keeps the state, as far as it can. */

import type { Journal } from "./journal.js";
import type { CommitResult, Opening, Snapshot, Tracking } from "./port.js";

const NOBODY: Opening = { state: null, location: null, mode: "normal", status: null, learner: null, fresh: false, interactions: null };

export function memoryTracking(key: string, journal: Journal): Tracking {
  // Resolved even when nothing could be written: there is nobody to try again with.
  const keep = async ({ state }: Snapshot): Promise<CommitResult> => ({ ok: true, confirmed: journal.write(key, state) });
  return {
    name: "memory",
    destination: "device",
    stateLimit: Infinity,
    open: async () => ({ ...NOBODY, state: journal.read(key) }),
    record: () => undefined,
    keep: () => true,
    commit: keep,
    finish: async (snapshot) => (snapshot ? keep(snapshot) : { ok: true, confirmed: true }),
    report: () => ({ facts: { adapter: "memory" }, calls: [] }),
    probe: async () => null,
  };
}
