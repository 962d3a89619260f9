/** Windows over the page: native dialogs, which keep the focus and close with Escape. */

import { button, find } from "../dom.js";

export function openDialog(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  if (typeof dialog.showModal === "function") dialog.showModal();
  else dialog.setAttribute("open", ""); // browsers of before 2022
}

export function closeDialog(dialog: HTMLDialogElement): void {
  if (typeof dialog.close === "function") dialog.close();
  else dialog.removeAttribute("open");
}

/** Closes by its button and by a press beside it. */
export function closable(dialog: HTMLDialogElement): HTMLDialogElement {
  button(dialog, "close").addEventListener("click", () => closeDialog(dialog));
  dialog.addEventListener("click", ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
    if (target === dialog && !inside) closeDialog(dialog);
  });
  return dialog;
}

/** A question with one consequence. */
export function question(id: string, yes: () => void): HTMLDialogElement {
  const dialog = closable(find<HTMLDialogElement>(document, `#${id}`));
  button(dialog, "yes").addEventListener("click", () => {
    closeDialog(dialog);
    yes();
  });
  return dialog;
}
