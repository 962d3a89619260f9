/** The form of a question: what is chosen in it, in which order it stands, how its answers are marked. */

import type { OptionData, QuestionData } from "../data.js";
import { all, find } from "../dom.js";

export type Mark = "right" | "wrong" | "missed";

export class Answers {
  private readonly inputs: readonly HTMLInputElement[];

  constructor(
    readonly form: HTMLFormElement,
    readonly question: QuestionData,
  ) {
    this.inputs = all<HTMLInputElement>(form, ".opt input");
  }

  /** Ids of the chosen options, in the order of the file. */
  chosen(): string[] {
    const checked = this.inputs.filter((input) => input.checked).map((input) => input.value);
    return this.question.options.map(({ id }) => id).filter((id) => checked.includes(id));
  }

  choose(ids: readonly string[]): void {
    for (const input of this.inputs) input.checked = ids.includes(input.value);
  }

  /** Puts the options in this order, if they are not. */
  order(ids: readonly string[]): void {
    const box = find(this.form, ".options");
    const now = all(box, ".opt").map((option) => option.dataset["option"]);
    if (now.join() !== ids.join()) box.append(...ids.map((id) => this.option(id)));
  }

  lock(locked: boolean): void {
    for (const input of this.inputs) input.disabled = locked;
  }

  /** Marks an answer in words and shows what is said about it; `null` takes both away. */
  mark({ id }: OptionData, mark: Mark | null, words = ""): void {
    const option = this.option(id);
    const why = find(option, ".why");
    option.classList.remove("right", "wrong", "missed");
    if (mark) option.classList.add(mark);
    find(why, ".mark").textContent = words;
    why.hidden = !mark;
    // Only now: a description is read aloud even while it is hidden.
    const input = find(option, "input");
    if (mark) input.setAttribute("aria-describedby", why.id);
    else input.removeAttribute("aria-describedby");
  }

  /** What is said under the answers: a sentence, and the author's words for a right or a wrong answer. */
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

  /** What is said about the chosen answers. */
  feedback(): string {
    return this.chosen()
      .map((id) => find(this.option(id), ".why").textContent ?? "")
      .join(" ");
  }

  private option(id: string): HTMLElement {
    return find(this.form, `.opt[data-option="${id}"]`);
  }
}
