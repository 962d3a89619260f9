/** Items to put in order: two buttons move each of them, and it can be dragged. */

import type { OptionData } from "../data.js";
import { all, find } from "../dom.js";
import type { Response } from "../questions/kind.js";
import type { MakeArea } from "./area.js";
import { draggable } from "./drag.js";
import { tell } from "./why.js";

export const ordering: MakeArea = (form, question, words) => {
  const list = find(form, ".order");
  const live = find(form, "[aria-live]");
  const { options } = question;
  let start: readonly string[] = [];
  /** The order in which the items are found is never the right one, and no answer. */
  let touched = false;
  const piece = (id: string) => find(list, `.piece[data-option="${id}"]`);
  const standing = () => all(list, ".piece").map((one) => one.dataset["option"] ?? "");
  const buttons = (id: string) => all(piece(id), ".moves button");

  /** At the ends one button does nothing; it stays, so that the focus does. */
  function ends(): void {
    const last = options.length - 1;
    standing().forEach((id, place) =>
      buttons(id).forEach((button, way) => button.setAttribute("aria-disabled", String(place === (way ? last : 0)))),
    );
  }

  function put(ids: readonly string[]): void {
    if (standing().join() !== ids.join()) list.append(...ids.map(piece));
    live.textContent = "";
    ends();
  }

  function unmark(): void {
    for (const { id } of options) tell(piece(id), buttons(id), null);
  }

  function moved(one: HTMLElement): void {
    touched = true;
    const id = one.dataset["option"] ?? "";
    const text = options.find((option) => option.id === id)?.text ?? "";
    live.textContent = words.say("order.place", { text, n: standing().indexOf(id) + 1, total: options.length });
    unmark();
    ends();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** The neighbor goes to the other side: what stays in the document keeps the focus. */
  function step(one: HTMLElement, down: boolean): void {
    const other = down ? one.nextElementSibling : one.previousElementSibling;
    if (!other) return;
    if (down) one.before(other);
    else one.after(other);
    moved(one);
  }

  function mark({ id }: OptionData, response: Response, solve: boolean): void {
    const place = options.findIndex((option) => option.id === id);
    const right = response[place] === id;
    const text = words.say(right ? "mark.right" : "mark.elsewhere");
    const belongs = words.say("mark.place", { n: place + 1 });
    tell(piece(id), buttons(id), right ? "right" : "wrong", solve && !right ? `${text} ${belongs}` : text);
  }

  for (const hidden of all(list, ".grip, .moves")) hidden.hidden = false;
  list.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>(".moves button");
    const one = button?.closest<HTMLElement>(".piece");
    if (button && one) step(one, button.dataset["by"] === "1");
  });
  draggable(list, ".piece", ".piece", (one, place, below) => {
    const other = below ? place.nextElementSibling : place;
    if (other === one || other === one.nextElementSibling) return;
    list.insertBefore(one, other);
    moved(one);
  });

  return {
    read: () => (touched ? standing() : []),
    write(response) {
      touched = response.length > 0;
      put([...response, ...start.filter((id) => !response.includes(id))]);
    },
    order(ids) {
      if (ids.join() === start.join()) return;
      start = ids;
      ids.forEach((id, place) => (piece(id).style.order = String(place))); // on paper, where no answers stand
      put(ids);
    },
    lock(locked) {
      list.classList.toggle("locked", locked);
      for (const button of all<HTMLButtonElement>(list, ".moves button")) button.disabled = locked;
    },
    mark(response, solve) {
      if (!response) return unmark();
      for (const option of options) mark(option, response, solve);
    },
    said: () =>
      standing().map((id) => `${options.find((option) => option.id === id)?.text}: ${find(piece(id), ".why").textContent ?? ""}`).join(" "),
  };
};
