/** Details: a button for all passages of an accordion, and paper that shows whatever was closed. */

import { all, make } from "../dom.js";
import type { Ui } from "../views/ui.js";
import type { Block } from "./registry.js";

const closed = (root: ParentNode): HTMLDetailsElement[] => all<HTMLDetailsElement>(root, "details:not([open])");

function openable({ words }: Ui, box: HTMLElement): void {
  const details = all<HTMLDetailsElement>(box, "details");
  if (details.length < 2) return;
  const button = make("button", { type: "button", class: "link" });
  const label = (): void => {
    button.textContent = words.say(closed(box).length ? "accordion.open" : "accordion.close");
  };
  button.addEventListener("click", () => {
    const open = closed(box).length > 0;
    for (const one of details) one.open = open;
    label();
  });
  box.addEventListener("toggle", label, true);
  box.before(make("p", { class: "unfold" }, button));
  label();
}

function openOnPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = closed(document);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}

export function accordions(ui: Ui): Block[] {
  for (const box of all(document, ".accordion")) openable(ui, box);
  openOnPaper();
  return [];
}
