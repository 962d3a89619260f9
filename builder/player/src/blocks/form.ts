/** The form of a question: its area, and what is said under it. */

import type { QuestionData } from "../data.js";
import type { Ui } from "../views/ui.js";
import { find } from "../dom.js";
import type { Area } from "./area.js";
import { AREAS } from "./areas.js";

export class QuestionForm {
  readonly area: Area;

  constructor(
    private readonly ui: Ui,
    readonly form: HTMLFormElement,
    readonly question: QuestionData,
  ) {
    this.area = AREAS[question.type](form, question, ui.words);
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Puts options and targets as this learner sees them. */
  arrange(): void {
    const { session } = this.ui;
    this.area.order(session.optionsOf(this.question), session.targetsOf(this.question));
  }

  /** A sentence under the answers, and the author's words for a right or a wrong answer. */
  verdict(text: string, right: boolean | null): void {
    const line = find(this.form, ".verdict");
    line.textContent = text;
    line.hidden = !text;
    this.said("on-right", right === true);
    this.said("on-wrong", right === false);
  }

  private said(name: string, visible: boolean): void {
    const words = this.form.querySelector<HTMLElement>(`.${name}`);
    if (words) words.hidden = !visible;
  }
}
