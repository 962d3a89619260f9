/** A list that learners tick for themselves: kept with their place in the course, and no part of any record. */

import { all } from "../dom.js";
import type { Ui } from "../views/ui.js";
import type { Block } from "./registry.js";

/** What is ticked, by `checklist/item`. */
export interface Ticks {
  has(id: string): boolean;
  set(id: string, on: boolean): void;
}

export function memoryTicks(): Ticks {
  const on = new Set<string>();
  return {
    has: (id) => on.has(id),
    set: (id, ticked) => void (ticked ? on.add(id) : on.delete(id)),
  };
}

function checklist(box: HTMLElement, ticks: Ticks): Block {
  const inputs = all<HTMLInputElement>(box, "input");
  const key = ({ value }: HTMLInputElement): string => `${box.dataset["checklist"]}/${value}`;
  for (const input of inputs) input.addEventListener("change", () => ticks.set(key(input), input.checked));
  return {
    sync() {
      for (const input of inputs) input.checked = ticks.has(key(input));
    },
  };
}

export const checklists = (_: Ui, ticks: Ticks = memoryTicks()): Block[] =>
  all(document, "[data-checklist]").map((box) => checklist(box, ticks));
