/** A note for the learner's own eyes, with ways to copy and to delete it. */

import { all, button, copyText, fill, find, press } from "../dom.js";
import { browserJournal } from "../tracking/journal.js";
import type { Ui } from "../views/ui.js";
import { notesIn, type Notes } from "./notes.js";
import type { Block } from "./registry.js";

const FEW = 200;

class ReflectionBlock implements Block {
  private readonly area: HTMLTextAreaElement;
  private readonly id: string;
  private readonly label: string;
  private deleted = "";

  constructor(
    private readonly ui: Ui,
    readonly root: HTMLElement,
    private readonly notes: Notes,
  ) {
    this.area = find<HTMLTextAreaElement>(root, "textarea");
    this.id = root.dataset["reflection"] ?? "";
    this.label = button(root, "delete").textContent ?? "";
    this.area.addEventListener("input", () => this.typed());
    this.area.addEventListener("focus", () => this.fit());
    addEventListener("beforeprint", () => this.fit());
    press(root, "delete", () => this.remove());
    press(root, "copy", () => void this.copy());
    this.sync();
  }

  /** Shows the note that is kept, unless it is being written; what was there before it is put in front of it. */
  sync(): void {
    const note = this.notes.read(this.id);
    const { value } = this.area;
    const free = document.activeElement !== this.area || note.endsWith(`\n\n${value}`);
    if (free && note !== value) this.area.value = note;
    fill(this.root, "about", this.ui.words.say(this.notes.kept ? "note.kept" : "note.open"));
    this.offer();
  }

  private typed(): void {
    this.deleted = "";
    this.fit();
    const kept = this.notes.write(this.id, this.area.value);
    const left = this.area.maxLength - this.area.value.length;
    const full = this.notes.kept && !kept;
    const few = left <= FEW ? this.ui.words.count("note.left", left) : "";
    this.say(full ? this.ui.words.say("note.full") : few);
  }

  private remove(): void {
    const note = this.deleted;
    this.deleted = note ? "" : this.area.value;
    this.area.value = note;
    this.notes.write(this.id, note);
    this.say(note ? "" : this.ui.words.say("note.deleted"));
  }

  private async copy(): Promise<void> {
    const copied = await copyText(this.area.value);
    if (!copied) this.area.select();
    this.say(this.ui.words.say(copied ? "copied" : "copy-by-hand"));
  }

  private say(text: string): void {
    fill(this.root, "said", text);
    this.offer();
  }

  private offer(): void {
    const remove = button(this.root, "delete");
    const label = this.deleted ? this.ui.words.say("note.undo") : this.label;
    if (remove.textContent !== label) remove.textContent = label;
    button(this.root, "copy").disabled = !this.area.value;
    remove.disabled = !this.area.value && !this.deleted;
  }

  /** As high as the note, so that all of it is in sight and on paper. */
  private fit(): void {
    this.area.style.minHeight = `${this.area.scrollHeight + 2}px`;
  }
}

export function reflections(ui: Ui): Block[] {
  const notes = notesIn(browserJournal(), () => ui.session.keeper());
  return all(document, "[data-reflection]").map((box) => new ReflectionBlock(ui, box, notes));
}
