/** Back and Next. */

import { button, find, make, refill } from "../dom.js";
import type { Step, Steps } from "./ui.js";

const NAMES = ["back", "next"] as const;

export class StepsView {
  private readonly foot = find(document, ".foot");
  private steps: Steps = { back: null, next: null };

  constructor() {
    for (const name of NAMES) button(this.foot, name).addEventListener("click", () => this.steps[name]?.run());
  }

  show(steps: Steps): void {
    this.steps = steps;
    for (const name of NAMES) this.fill(button(this.foot, name), steps[name]);
    button(this.foot, "next").classList.toggle("plain", steps.next?.quiet === true);
    this.foot.hidden = !steps.back && !steps.next;
  }

  private fill(shown: HTMLButtonElement, step: Step | null): void {
    shown.hidden = !step;
    if (!step) return;
    refill(shown, step.label, ...(step.title ? [make("span", { class: "title" }, `: ${step.title}`)] : []));
  }
}
