/** Scripts that few ever need are loaded when they are. */

import type {} from "../doctor.js";
import { all, find, make } from "../dom.js";
import type { Ui } from "./ui.js";

/** With the first way to the page for administrators; where that fails, with the next. */
export function bringDoctor(ui: Ui): void {
  let asked = false;
  for (const link of all(document, 'a[href="#doctor_"]'))
    link.addEventListener("click", () => {
      if (asked) return;
      asked = true;
      const script = make("script", { src: find(document, "#doctor_").dataset["script"] ?? "" });
      script.addEventListener("load", () => globalThis.peacebuilderDoctor?.(ui));
      script.addEventListener("error", () => (asked = false));
      document.head.append(script);
    });
}
