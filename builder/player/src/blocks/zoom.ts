/** A picture in a window of its own: as large as the window, and at least twice as large as on the page. */

import { all, find } from "../dom.js";
import { closable, openDialog } from "../views/dialog.js";
import type { Block } from "./registry.js";

export function zooms(): Block[] {
  const dialog = closable(find<HTMLDialogElement>(document, "#zoom_"));
  for (const button of all(document, "[data-zoom]")) {
    button.addEventListener("click", () => enlarge(find<HTMLImageElement>(button.parentElement ?? document, "img"), dialog));
  }
  return [];
}

function enlarge(picture: HTMLImageElement, dialog: HTMLDialogElement): void {
  const large = picture.cloneNode() as HTMLImageElement;
  const pan = find(dialog, ".pan");
  pan.replaceChildren(large);
  openDialog(dialog);
  const { clientWidth, clientHeight } = picture;
  const fitting = Math.min(pan.clientWidth / clientWidth, pan.clientHeight / clientHeight);
  const scale = Math.max(fitting, 2) || 1;
  large.width = Math.floor(clientWidth * scale);
  large.height = Math.floor(clientHeight * scale);
  pan.scrollTo(0, 0);
  pan.focus(); // the arrow keys move the picture
}
