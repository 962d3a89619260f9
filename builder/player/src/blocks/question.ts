/** A question in a lesson: answered, explained, and open to another try as long as the author allows. */

import type { QuestionData } from "../data.js";
import { all, find, make } from "../dom.js";
import { isWhole, judge, mayTry, normalized } from "../engine/questions.js";
import type { QuestionProgress } from "../progress.js";
import type { Ui } from "../views/ui.js";
import { QuestionForm } from "./form.js";

class QuestionBlock {
  private readonly form: QuestionForm;
  private readonly button: HTMLButtonElement;
  private shown: QuestionProgress | undefined;

  constructor(
    private readonly ui: Ui,
    readonly root: HTMLFormElement,
    private readonly question: QuestionData,
  ) {
    this.form = new QuestionForm(ui, root, question);
    this.button = find<HTMLButtonElement>(root, ".check");
    root.addEventListener("submit", () => this.check());
    // A text changes before the field is left: a line that vanished only then would move the button under the mouse.
    for (const type of ["input", "change"]) root.addEventListener(type, () => this.changed());
  }

  sync(): void {
    this.form.arrange();
    const known = this.ui.session.progress.questions[this.question.id];
    if (known === this.shown) return;
    this.shown = known;
    this.form.area.write(known?.response ?? []);
    this.mark(known);
  }

  private check(): void {
    const { session, words } = this.ui;
    const response = normalized(this.question, this.form.area.read());
    if (this.form.area.refuse?.()) return this.form.verdict("", null);
    if (!isWhole(this.question, response)) {
      const none = judge(this.question, []).success === null ? "check.nothing" : "check.none";
      return this.form.verdict(words.say(response.length ? "check.more" : none), null);
    }
    session.answer(this.question.id, response); // tells the listeners, and so comes back to sync()
    this.sync();
    const verdict = find(this.form.form, ".verdict");
    verdict.append(make("span", { class: "vh" }, ` ${this.form.area.said()}`)); // shown beside the answer, said here
    if (this.button.hidden) find(this.form.form, ".result").focus();
  }

  /** Marks belong to the answer that was given; where one of several parts changes, all of them go. */
  private changed(): void {
    if (this.question.many) this.form.area.mark(null, false);
    this.form.verdict("", null);
  }

  private mark(known: QuestionProgress | undefined): void {
    const { area } = this.form;
    const open = mayTry(this.question, known);
    // Of an answer that was dropped from the state for room, only whether it was right is known.
    const told = known?.response.length ? known.response : null;
    area.mark(told, !open && known?.success === false);
    area.lock(!open && known?.success !== null);
    this.button.hidden = !open && known?.success !== null;
    this.form.verdict(known ? this.sentence(known, open) : "", known?.success ?? null);
  }

  private sentence({ success, tries, response }: QuestionProgress, open: boolean): string {
    const { words } = this.ui;
    if (success === null) return words.say("check.thanks");
    if (success) return `${words.say("check.right")} ${words.count("check.tries", tries)}`;
    if (!open) return words.say("check.last");
    const { share } = judge({ ...this.question, partial: true }, response);
    const verdict = words.say(share || this.question.many ? "check.partly" : "check.wrong");
    return isFinite(this.question.tries ?? Infinity) ? `${verdict} ${words.count("check.left", (this.question.tries ?? 0) - tries)}` : verdict;
  }
}

export const questions = (ui: Ui): QuestionBlock[] =>
  all<HTMLFormElement>(document, "form[data-question]").flatMap((form) => {
    const data = ui.session.course.questions[form.dataset["question"] ?? ""];
    return data ? [new QuestionBlock(ui, form, data)] : [];
  });
