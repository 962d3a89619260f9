/** A list that learners tick for themselves: kept with their place in the course, and no part of any record. */

import { all } from "../dom.js";
import type { Ui } from "../views/ui.js";
import type { Block } from "./registry.js";

function checklist({ session }: Ui, box: HTMLElement): Block {
  const inputs = all<HTMLInputElement>(box, "input");
  const id = box.dataset["checklist"] ?? "";
  const ticked = (): string[] => inputs.filter(({ checked }) => checked).map(({ value }) => value);
  box.addEventListener("change", () => session.tick(id, ticked()));
  return {
    root: box,
    sync() {
      for (const input of inputs) input.checked = session.progress.ticked[id]?.includes(input.value) ?? false;
    },
  };
}

export const checklists = (ui: Ui): Block[] => all(document, "[data-checklist]").map((box) => checklist(ui, box));
