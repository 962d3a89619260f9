/** Back and Next. */

import { button, find, make } from "../dom.js";
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
    const title = step?.title ? `: ${step.title}` : "";
    // A part that is replaced while the mouse is down on it swallows the click.
    if (!step || shown.textContent === step.label + title) return;
    shown.replaceChildren(step.label, ...(title ? [make("span", { class: "title" }, title)] : []));
  }
}
