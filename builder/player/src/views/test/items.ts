/** The items of the bank: one in sight while the test runs, all of the attempt when it is reviewed. */

import { Answers } from "../../blocks/answers.js";
import { all, find, goTo } from "../../dom.js";
import type { Ui } from "../ui.js";

type Chosen = Readonly<Record<string, readonly string[]>>;

export class ItemsView {
  private readonly items = new Map<string, Answers>();

  constructor(
    private readonly ui: Ui,
    private readonly box: HTMLElement,
  ) {
    for (const form of all<HTMLFormElement>(box, "[data-item]")) {
      const question = ui.session.course.questions[form.dataset["item"] ?? ""];
      if (!question) continue;
      const answers = new Answers(form, question);
      this.items.set(question.id, answers);
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("change", () => ui.session.answerItem(question.id, answers.chosen()));
    }
  }

  hide(): void {
    for (const { form } of this.items.values()) form.hidden = true;
  }

  /** One item of an attempt, to be answered. */
  show(ids: readonly string[], position: number, chosen: Chosen): void {
    this.hide();
    const answers = this.prepare(ids, position, chosen);
    if (!answers) return;
    answers.lock(false);
    for (const option of answers.question.options) answers.mark(option, null);
    answers.verdict("", null);
  }

  focus(id: string): void {
    const answers = this.items.get(id);
    if (answers) goTo(find(answers.form, ".count"));
  }

  /** All items of a finished attempt, with what was right and why. */
  review(ids: readonly string[], chosen: Chosen): void {
    this.hide();
    ids.forEach((id, position) => {
      const answers = this.prepare(ids, position, chosen);
      if (!answers) return;
      this.box.append(answers.form);
      answers.lock(true);
      this.mark(answers, chosen[id] ?? []);
    });
  }

  private prepare(ids: readonly string[], position: number, chosen: Chosen): Answers | undefined {
    const { session, words } = this.ui;
    const id = ids[position] ?? "";
    const answers = this.items.get(id);
    if (!answers) return undefined;
    answers.form.hidden = false;
    answers.order(session.optionsOf(answers.question));
    answers.choose(chosen[id] ?? []);
    find(answers.form, ".count").textContent = words.say("test.item", { n: position + 1, total: ids.length });
    return answers;
  }

  private mark(answers: Answers, chosen: readonly string[]): void {
    const { words } = this.ui;
    const { options, type } = answers.question;
    const missed = words.say(type === "multiple" && chosen.length ? "mark.missed" : "mark.answer");
    for (const option of options) {
      const isChosen = chosen.includes(option.id);
      if (isChosen && option.correct) answers.mark(option, "right", words.say("mark.right"));
      else if (isChosen) answers.mark(option, "wrong", words.say("mark.wrong"));
      else answers.mark(option, option.correct ? "missed" : null, missed);
    }
    const right = options.every(({ id, correct }) => chosen.includes(id) === correct);
    answers.verdict(chosen.length ? "" : words.say("mark.unanswered"), right);
  }
}
