/** The menu: what there is, what is done, where one is. Beside the page where there is room, else in a drawer. */

import type { LessonData, TestData } from "../data.js";
import { isNothing } from "../engine/completion.js";
import { finalTest, passed, testedOut } from "../engine/tests.js";
import { all, button, find } from "../dom.js";
import { closable, closeDialog, openDialog } from "./dialog.js";
import { isOffered } from "./test/offer.js";
import type { Ui } from "./ui.js";

const WIDE = "(min-width: 64rem)";

export class MenuView {
  private readonly nav = find(document, "#menu_");
  private readonly side = find(document, ".side");
  private readonly drawer = closable(find<HTMLDialogElement>(document, "dialog.drawer"));
  private readonly wide = matchMedia(WIDE);

  constructor(private readonly ui: Ui) {
    find(document, ".top").after(this.side); // in the source it comes last, so that the text comes first
    button(document, "menu").addEventListener("click", () => this.open());
    this.wide.addEventListener?.("change", () => this.place());
    this.place();
  }

  private place(): void {
    if (this.wide.matches) closeDialog(this.drawer);
    (this.wide.matches ? this.side : this.drawer).append(this.nav);
  }

  private open(): void {
    openDialog(this.drawer);
    this.nav.querySelector<HTMLElement>('[aria-current="page"]')?.focus();
  }

  /** `anchor`: the article in sight. */
  update(anchor: string): void {
    const { course } = this.ui.session;
    for (const { lessons } of course.modules) for (const lesson of lessons) this.lesson(lesson, anchor);
    const test = finalTest(course);
    if (test) this.test(test);
    for (const one of course.tests) if (one.module !== null) this.testOut(one);
    for (const link of all(this.nav, "a")) {
      if (link.getAttribute("href") === `#${anchor}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** Brings the line of the article in sight into sight, where the menu is longer than its place. */
  follow(): void {
    const { nav } = this;
    const line = [...nav.querySelectorAll<HTMLElement>('[aria-current="page"]')].find((link) => link.offsetHeight);
    if (!line) return;
    const above = line.offsetTop - nav.scrollTop;
    if (above >= 0 && above <= nav.clientHeight - 2 * line.offsetHeight) return;
    nav.scrollTop = line.offsetTop - nav.clientHeight / 3;
  }

  private lesson(lesson: LessonData, anchor: string): void {
    const { seen } = this.ui.session.progress;
    const line = find(this.nav, `[data-lesson="${lesson.id}"]`);
    const open = lesson.pages.filter(({ ref }) => !seen.has(ref));
    const here = lesson.pages.some((page) => page.anchor === anchor);
    this.mark(line, !open.length ? "done" : open.length < lesson.pages.length ? "begun" : "");
    line.classList.toggle("here", here);
    const goal = open[0] ?? lesson.pages[0];
    if (goal) find(line, "a").setAttribute("href", `#${goal.anchor}`);
    const pages = line.querySelector("ol");
    if (!pages) return;
    pages.hidden = !here;
    [...pages.children].forEach((child, index) => {
      const page = lesson.pages[index];
      this.mark(child as HTMLElement, page && seen.has(page.ref) ? "done" : "");
    });
  }

  private mark(line: HTMLElement, state: "done" | "begun" | ""): void {
    line.classList.toggle("done", state === "done");
    line.classList.toggle("begun", state === "begun");
    find(line, ".state").textContent = state && `, ${this.ui.words.say(state)}`;
  }

  private testOut(test: TestData): void {
    const out = testedOut(this.ui.session.course, this.ui.session.progress).has(test.module ?? "");
    const line = find(this.nav, `[data-test-out="${test.id}"]`);
    line.hidden = !out && !isOffered(this.ui, test);
    line.classList.toggle("done", out);
    find(line, ".state").textContent = out ? this.ui.words.say("test.out") : "";
  }

  private test(test: TestData): void {
    const { session, words } = this.ui;
    const line = find(this.nav, "[data-test]");
    const taken = passed(session.progress, test);
    const locked = !taken && !session.progress.tests[test.id]?.open && !isNothing(session.missingFor(test.id));
    line.classList.toggle("done", taken);
    line.classList.toggle("locked", locked);
    find(line, ".state").textContent = taken ? words.say("done") : locked ? words.say("locked") : "";
  }
}
