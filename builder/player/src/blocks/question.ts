/** A question in a lesson: answered, explained, and open to another try until it is right. */

import type { QuestionData } from "../data.js";
import { all, find, make } from "../dom.js";
import type { QuestionProgress } from "../progress.js";
import type { Ui } from "../views/ui.js";
import { Answers } from "./answers.js";

class QuestionBlock {
  private readonly answers: Answers;
  private readonly button: HTMLButtonElement;
  private shown: QuestionProgress | undefined;

  constructor(
    private readonly ui: Ui,
    form: HTMLFormElement,
    private readonly question: QuestionData,
  ) {
    this.answers = new Answers(form, question);
    this.button = find<HTMLButtonElement>(form, ".check");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check();
    });
    form.addEventListener("change", () => this.changed());
  }

  /** Shows what the session knows, where that is not what is shown. */
  sync(): void {
    const { session } = this.ui;
    this.answers.order(session.optionsOf(this.question));
    const known = session.progress.questions[this.question.id];
    if (known === this.shown) return;
    this.shown = known;
    this.answers.choose(known?.response ?? []);
    this.mark(known);
  }

  private check(): void {
    const { session, words } = this.ui;
    const response = this.answers.chosen();
    if (!response.length) return this.answers.verdict(words.say("check.none"), null);
    session.answer(this.question.id, response); // tells the listeners, and so comes back to sync()
    this.sync();
    const verdict = find(this.answers.form, ".verdict");
    verdict.append(make("span", { class: "vh" }, ` ${this.answers.feedback()}`)); // shown beside the answer, said here
    if (this.shown?.success) find(this.answers.form, ".result").focus();
  }

  private changed(): void {
    if (this.question.type === "multiple") this.mark(undefined);
    else this.answers.verdict("", null);
  }

  private mark(known: QuestionProgress | undefined): void {
    const { words } = this.ui;
    for (const option of this.question.options) {
      const chosen = known?.response.includes(option.id) ?? false;
      if (!chosen) this.answers.mark(option, null);
      else if (option.correct) this.answers.mark(option, "right", words.say("mark.right"));
      else this.answers.mark(option, "wrong", words.say("mark.wrong"));
    }
    const success = known?.success ?? false;
    this.answers.lock(success);
    this.button.hidden = success;
    this.answers.verdict(known ? this.sentence(known) : "", known ? success : null);
  }

  private sentence({ success, tries }: QuestionProgress): string {
    const { words } = this.ui;
    if (success) return `${words.say("check.right")} ${words.count("check.tries", tries)}`;
    return words.say(this.question.type === "multiple" ? "check.partly" : "check.wrong");
  }
}

export const questions = (ui: Ui): QuestionBlock[] =>
  all<HTMLFormElement>(document, "form[data-question]").flatMap((form) => {
    const data = ui.session.course.questions[form.dataset["question"] ?? ""];
    return data ? [new QuestionBlock(ui, form, data)] : [];
  });
