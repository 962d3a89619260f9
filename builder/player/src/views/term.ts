/** What a term means, in a small window over the text. */

import { find } from "../dom.js";
import { closable, openDialog } from "./dialog.js";

export class TermView {
  private readonly dialog = closable(find<HTMLDialogElement>(document, "dialog.note"));

  /** Returns false where the term is not in the glossary. */
  open(id: string): boolean {
    const entry = document.getElementById(`term_${id}`);
    if (!entry) return false;
    find(this.dialog, "h2").textContent = find(entry, "dt").textContent;
    const text = find(this.dialog, ".text");
    text.replaceChildren(...[...find(entry, "dd").childNodes].map((node) => node.cloneNode(true)));
    for (const cited of text.querySelectorAll("[id], .cite")) cited.remove();
    openDialog(this.dialog);
    return true;
  }
}
