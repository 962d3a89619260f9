/** Cards: the front becomes a button that uncovers the back. */

import { all, find, make } from "../dom.js";
import { fold, onFound } from "./fold.js";
import type { Mount } from "./registry.js";

function turnable(card: HTMLElement): void {
  const front = find(card, ".front");
  const back = find(card, ".reverse");
  const button = make("button", { type: "button" }, make("span", {}, ...front.childNodes));
  const turn = (open: boolean): void => {
    button.setAttribute("aria-expanded", String(open));
    fold(back, !open);
  };
  button.addEventListener("click", () => turn(back.hasAttribute("hidden")));
  onFound(back, () => turn(true));
  front.append(button);
  turn(false);
}

export const cards: Mount = () => {
  all(document, ".card").forEach(turnable);
  return [];
};
