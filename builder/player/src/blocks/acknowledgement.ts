/** A statement that is confirmed by ticking it; what was confirmed stays so. */

import type { AcknowledgementData } from "../data.js";
import { all, find } from "../dom.js";
import type { Ui } from "../views/ui.js";

class AcknowledgementBlock {
  private readonly box: HTMLInputElement;
  private shown = false;

  constructor(
    private readonly ui: Ui,
    readonly root: HTMLFormElement,
    private readonly data: AcknowledgementData,
  ) {
    this.box = find<HTMLInputElement>(root, "input");
    root.addEventListener("submit", (event) => event.preventDefault());
    this.box.addEventListener("change", () => this.confirm());
  }

  sync(): void {
    const given = this.ui.session.progress.acknowledged.has(this.data.id);
    if (given === this.shown) return;
    this.shown = given;
    this.box.checked = given;
    // Not disabled: the focus is on it, and a disabled box can no longer be read.
    this.box.setAttribute("aria-disabled", String(given));
    const line = find(this.root, ".confirmed");
    line.textContent = given ? this.ui.words.say("acknowledged") : "";
    line.hidden = !given;
  }

  private confirm(): void {
    if (this.box.checked) this.ui.session.acknowledge(this.data.id);
    else this.box.checked = this.shown;
  }
}

export const acknowledgements = (ui: Ui): AcknowledgementBlock[] =>
  all<HTMLFormElement>(document, "form[data-acknowledgement]").flatMap((form) => {
    const data = ui.session.course.acknowledgements[form.dataset["acknowledgement"] ?? ""];
    return data ? [new AcknowledgementBlock(ui, form, data)] : [];
  });
