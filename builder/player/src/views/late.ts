/** Brings what few ever ask for, when it is asked for. */

import { make } from "../dom.js";
import type { Later } from "../later.js";

/** The first press loads the script; where that fails, the next. From then on, `work` has its own ears. */
export function bring(triggers: readonly HTMLElement[], work: (later: Later) => void): void {
  let asked = false;
  const start = (): void => {
    if (asked) return;
    asked = true;
    const script = make("script", { src: document.body.dataset["later"] ?? "" });
    script.addEventListener("load", () => globalThis.peacebuilderLater && work(globalThis.peacebuilderLater));
    script.addEventListener("error", () => (asked = false));
    document.head.append(script);
  };
  for (const trigger of triggers) trigger.addEventListener("click", start);
}
