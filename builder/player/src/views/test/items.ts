/** The items of a test's bank: one in sight while it runs, all of the attempt when it is reviewed. */

import { QuestionForm } from "../../blocks/form.js";
import type { TestData } from "../../data.js";
import { all, find, goTo, make } from "../../dom.js";
import { judge } from "../../engine/questions.js";
import type { Ui } from "../ui.js";

type Chosen = Readonly<Record<string, readonly string[]>>;

export class ItemsView {
  private readonly items = new Map<string, QuestionForm>();

  constructor(
    private readonly ui: Ui,
    test: TestData,
    private readonly box: HTMLElement,
  ) {
    for (const element of all<HTMLFormElement>(box, "[data-item]")) {
      const question = ui.session.course.questions[element.dataset["item"] ?? ""];
      if (!question) continue;
      const form = new QuestionForm(ui, element, question);
      this.items.set(question.id, form);
      if (question.type === "ordering") form.arrange(); // in the file it stands in the right order
      element.addEventListener("change", () => ui.session.answerItem(test.id, question.id, form.area.read()));
    }
  }

  hide(): void {
    for (const { form } of this.items.values()) form.hidden = true;
  }

  /** One item of an attempt, to be answered. */
  show(ids: readonly string[], position: number, chosen: Chosen): void {
    this.hide();
    const item = this.prepare(ids, position, chosen);
    if (!item) return;
    item.area.lock(false);
    item.area.mark(null, false);
    item.verdict("", null);
    this.lead(item, false);
  }

  focus(id: string): void {
    const item = this.items.get(id);
    if (item) goTo(find(item.form, ".count"));
  }

  /** All items of a finished attempt: which were right, and with `answers` also why. */
  review(ids: readonly string[], chosen: Chosen, answers: boolean): void {
    this.hide();
    ids.forEach((id, position) => {
      const item = this.prepare(ids, position, chosen);
      if (!item) return;
      this.box.append(item.form);
      item.area.lock(true);
      this.mark(item, chosen[id] ?? [], answers);
    });
  }

  private prepare(ids: readonly string[], position: number, chosen: Chosen): QuestionForm | undefined {
    const id = ids[position] ?? "";
    const item = this.items.get(id);
    if (!item) return undefined;
    item.form.hidden = false;
    item.arrange();
    item.area.write(chosen[id] ?? []);
    find(item.form, ".count").textContent = this.ui.words.say("test.item", { n: position + 1, total: ids.length });
    return item;
  }

  private mark(item: QuestionForm, chosen: readonly string[], answers: boolean): void {
    const { words } = this.ui;
    const { success, share } = judge(item.question, chosen);
    item.area.mark(answers ? chosen : null, answers);
    const part = share && !success ? words.say("mark.partly", { n: Math.round(share * 100) / 100 }) : "";
    const sentence = part || (answers ? "" : words.say(success ? "mark.right" : "test.wrong"));
    item.verdict(chosen.length ? sentence : words.say("mark.unanswered"), answers ? success : null);
    this.lead(item, !success);
  }

  /** The way back to the lesson that an item names. */
  private lead({ form, question }: QuestionForm, visible: boolean): void {
    form.querySelector(".revisit")?.remove();
    const { course } = this.ui.session;
    const lesson = course.modules.flatMap(({ lessons }) => lessons).find(({ id }) => id === question.lesson);
    const page = lesson?.pages[0];
    if (!visible || !page) return;
    const link = make("a", { href: `#${page.anchor}` }, lesson.title);
    find(form, ".result").append(make("p", { class: "revisit" }, `${this.ui.words.say("test.revisit")} `, link));
  }
}
