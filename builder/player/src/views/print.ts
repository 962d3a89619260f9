/** Puts pages on paper: the one in sight, its lesson, or all that are open. */

import type { PageData } from "../data.js";
import { all, find, press } from "../dom.js";
import { lessonAt, lessonsOf } from "../engine/outline.js";
import { closable, closeDialog, openDialog } from "./dialog.js";
import type { Ui } from "./ui.js";

const LONGEST_MS = 4000;

/** Pictures load when their page is first seen; on paper all are. */
async function loaded(sheets: readonly HTMLElement[]): Promise<void> {
  const pictures = sheets.flatMap((sheet) => all<HTMLImageElement>(sheet, "img"));
  for (const picture of pictures) picture.loading = "eager";
  const ready = Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  await Promise.race([ready, new Promise((done) => setTimeout(done, LONGEST_MS))]);
}

/** The article in sight, and the page last in sight. */
export type InSight = () => { readonly article: HTMLElement; readonly ref: string };

export class PrintView {
  private readonly dialog = closable(find<HTMLDialogElement>(document, "#print_"));
  private title = "";

  constructor(
    private readonly ui: Ui,
    private readonly inSight: InSight,
  ) {
    press(document, "print", () => this.open());
    const pages = lessonsOf(ui.session.course).flatMap((lesson) => lesson.pages);
    press(this.dialog, "print-page", () => void this.print([this.inSight().article]));
    press(this.dialog, "print-lesson", () => void this.printPages(lessonAt(ui.session.course, this.inSight().ref)?.pages ?? []));
    press(this.dialog, "print-course", () => void this.printPages(pages));
    addEventListener("afterprint", () => this.clear());
  }

  open(): void {
    openDialog(this.dialog);
  }

  private printPages(pages: readonly PageData[]): Promise<void> {
    const open = pages.filter(({ ref }) => !this.ui.session.barrier(ref));
    // A test belongs to no lesson.
    return this.print(open.length ? open.map(({ anchor }) => find(document, `#${CSS.escape(anchor)}`)) : [this.inSight().article]);
  }

  private async print(sheets: readonly HTMLElement[]): Promise<void> {
    for (const dialog of all<HTMLDialogElement>(document, "dialog[open]")) closeDialog(dialog);
    this.clear();
    document.body.classList.add("sheets");
    for (const sheet of sheets) sheet.classList.add("sheet");
    this.title = document.title;
    if (sheets.length > 1) document.title = this.ui.session.course.title;
    await loaded(sheets);
    window.print();
  }

  /** Back to paper like the screen. */
  clear(): void {
    if (!document.body.classList.contains("sheets")) return;
    document.body.classList.remove("sheets");
    for (const sheet of all(document, ".sheet")) sheet.classList.remove("sheet");
    document.title = this.title;
  }
}
