/** What is said beside a part of an answer once it was checked. */

import { find } from "../dom.js";
import type { Mark } from "./area.js";

/** Marks a part in words, for its controls too; null takes the mark away. */
export function tell(part: HTMLElement, controls: readonly Element[], kind: Mark | null, text = ""): void {
  const why = find(part, ".why");
  part.classList.remove("right", "wrong", "missed");
  if (kind) part.classList.add(kind);
  find(why, ".mark").textContent = text;
  why.hidden = !kind;
  for (const control of controls) {
    // Only now: a description is read aloud even while it is hidden.
    if (kind) control.setAttribute("aria-describedby", why.id);
    else control.removeAttribute("aria-describedby");
  }
}
