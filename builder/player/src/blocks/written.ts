/** Fields to write in: one for a text or a number, or one in each gap of a text, some of them lists to choose from. */

import type { QuestionData } from "../data.js";
import { all, find } from "../dom.js";
import { halves, type Response } from "../questions/kind.js";
import { digits, numberIn } from "../questions/numeric.js";
import { fits } from "../questions/text.js";
import type { Words } from "../strings.js";
import type { Mark, MakeArea } from "./area.js";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const FEW = 50;

class Field {
  /** The id of a gap; empty where there is one field only. */
  readonly part: string;
  readonly box: HTMLElement;
  private readonly why: HTMLElement;
  private readonly about: string;

  constructor(
    form: HTMLElement,
    readonly control: Control,
    private readonly question: QuestionData,
    private readonly words: Words,
  ) {
    this.part = control.dataset["field"] ?? "";
    this.box = find(form, `[data-box="${this.part}"]`);
    this.why = find(this.box, ".why");
    this.about = control.getAttribute("aria-describedby") ?? "";
    control.addEventListener("input", () => {
      this.mark(null);
      this.doubt(false);
      this.count();
    });
    if (question.type === "numeric") control.addEventListener("change", () => this.refuse());
  }

  get value(): string {
    const text = this.control.value.trim();
    const unit = this.unit.toLowerCase();
    return unit && text.toLowerCase().endsWith(unit) ? text.slice(0, -unit.length) : text;
  }

  set value(text: string) {
    this.control.value = text;
    this.count();
  }

  private get unit(): string {
    return this.box.querySelector(".unit")?.textContent ?? "";
  }

  /** A number that is none is asked for again. */
  refuse(): boolean {
    const wrong = this.value !== "" && numberIn(this.value) === null;
    return this.question.type === "numeric" && this.doubt(wrong);
  }

  private doubt(wrong: boolean): boolean {
    const fault = this.box.querySelector<HTMLElement>(".fault");
    if (!fault || fault.hidden !== wrong) return wrong;
    fault.textContent = wrong ? this.words.say("mark.no-number") : "";
    fault.hidden = !wrong;
    this.describe(wrong, wrong ? fault.id : "");
    return wrong;
  }

  lock(locked: boolean): void {
    if (this.control instanceof HTMLSelectElement) this.control.disabled = locked;
    else this.control.readOnly = locked;
  }

  mark(kind: Mark | null, text = ""): void {
    for (const place of [this.box, this.control]) {
      place.classList.remove("right", "wrong", "missed");
      if (kind) place.classList.add(kind);
    }
    find(this.why, ".mark").textContent = text;
    for (const saying of all(this.why, "[data-text], [data-from]")) saying.hidden = !kind || !this.belongs(saying.dataset);
    this.why.hidden = !kind;
    this.describe(kind === "wrong", kind ? this.why.id : "");
  }

  /** What would have been right, in words. */
  solution(): string {
    const { accepts = [], range, options } = this.question;
    if (!range) return this.words.say("mark.solution", { text: options.find(({ id }) => id === this.part)?.accepts?.[0] ?? accepts[0] ?? "" });
    const text = `${digits(range.answer)} ${this.unit}`.trim();
    if (range.min === range.max) return this.words.say("mark.solution", { text });
    return this.words.say("mark.range", { text, min: digits(range.min), max: digits(range.max) });
  }

  said(): string {
    return this.why.hidden ? "" : [...this.why.children].filter((part) => !(part as HTMLElement).hidden).map((part) => part.textContent).join(" ");
  }

  /** Whether something is said about what was written. */
  private belongs({ text, from, to }: DOMStringMap): boolean {
    if (text !== undefined) return fits(this.question, this.value, [text]);
    const number = numberIn(this.value);
    return number !== null && number >= Number(from) && number <= Number(to);
  }

  private describe(invalid: boolean, by: string): void {
    this.tell("aria-invalid", invalid ? "true" : "");
    this.tell("aria-describedby", [this.about, by].filter(Boolean).join(" "));
  }

  private tell(attribute: string, value: string): void {
    if (value) this.control.setAttribute(attribute, value);
    else this.control.removeAttribute(attribute);
  }

  /** Says how much may still be written, near the end. */
  private count(): void {
    const left = this.box.querySelector(".left");
    if (!left || !(this.control instanceof HTMLTextAreaElement)) return;
    const n = this.control.maxLength - this.control.value.length;
    left.textContent = n <= FEW ? this.words.count("note.left", n) : "";
  }
}

export const written: MakeArea = (form, question, words) => {
  const fields = all<Control>(form, "[data-field]").map((control) => new Field(form, control, question, words));
  const isOpen = !question.range && !question.accepts?.length && !question.options.length;
  const textIn = (response: Response, part: string): string =>
    part ? (response.map(halves).find(([id]) => id === part)?.[1] ?? "") : (response[0] ?? "");
  const isRight = (part: string, text: string): boolean => {
    const { range, options, accepts = [] } = question;
    const number = Number(text);
    if (range) return text !== "" && number >= range.min && number <= range.max;
    return fits(question, text, part ? (options.find(({ id }) => id === part)?.accepts ?? []) : accepts);
  };
  return {
    read: () => fields.filter(({ value }) => value).map(({ part, value }) => (part ? `${part}.${value}` : value)),
    write(response) {
      for (const field of fields) field.value = textIn(response, field.part);
    },
    order: () => undefined,
    lock(locked) {
      for (const field of fields) field.lock(locked);
    },
    mark(response, solve) {
      for (const field of fields) {
        const text = textIn(response ?? [], field.part);
        if (isOpen || !response || (!text && !solve)) field.mark(null);
        else if (isRight(field.part, text)) field.mark("right", words.say("mark.right"));
        else if (!text) field.mark("missed", field.solution());
        else field.mark("wrong", `${words.say("mark.no")}${solve ? ` ${field.solution()}` : ""}`);
      }
    },
    said: () => fields.map((field) => field.said()).filter(Boolean).join(" "),
    refuse: () => fields.filter((field) => field.refuse()).length > 0,
  };
};
