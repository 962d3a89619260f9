/** Brings what few ever ask for, when it is asked for. */

import { make } from "../dom.js";
import type { Later } from "../later.js";

/** Where it cannot be loaded, nothing happens, and the next to ask tries again. */
function load(work: (later: Later) => void): void {
  const done = (): void => globalThis.peacebuilderLater && work(globalThis.peacebuilderLater);
  if (globalThis.peacebuilderLater) return done();
  const script = make("script", { src: document.body.dataset["later"] ?? "" });
  script.addEventListener("load", done);
  document.head.append(script);
}

/** Once the course is open: who looks for what is wrong with the connection must not need one for that. */
export const fetchSoon = (): unknown => setTimeout(() => load(() => undefined), 5000);

/** `work` is done once, at the first press; from then on it has its own ears. */
export function bring(triggers: readonly HTMLElement[], work: (later: Later) => void): void {
  let asked = false;
  const once = (later: Later): void => {
    if (!asked) work(later);
    asked = true;
  };
  for (const trigger of triggers) trigger.addEventListener("click", () => asked || load(once));
}
