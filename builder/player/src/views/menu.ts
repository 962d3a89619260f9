/** The menu: what there is, what is done, where one is. Beside the page where there is room, else in a drawer. */

import type { LessonData, TestData } from "../data.js";
import { isNothing, lessonDone } from "../engine/completion.js";
import { lessonsOf } from "../engine/outline.js";
import { passed, testedOut } from "../engine/tests.js";
import { all, button, fill, find } from "../dom.js";
import { closable, closeDialog, openDialog } from "./dialog.js";
import { isOffered } from "./test/offer.js";
import type { Ui } from "./ui.js";

/** "waived": a passed test stands for it; "not-open": something else comes first; "locked": a test that waits for the lessons. */
type State = "done" | "begun" | "waived" | "not-open" | "locked" | "";

/** Minutes of a lesson by the share of its pages that were not seen. */
const minutesToGo = ({ minutes, pages }: LessonData, seen: ReadonlySet<string>): number =>
  (minutes * pages.filter(({ ref }) => !seen.has(ref)).length) / Math.max(pages.length, 1);

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
    const { session } = this.ui;
    const { course } = session;
    const out = testedOut(course, session.progress);
    for (const { id, lessons } of course.modules) for (const lesson of lessons) this.lesson(lesson, anchor, out.has(id));
    for (const test of course.tests) test.module === null ? this.test(test) : this.testOut(test);
    fill(this.nav, "way", this.way());
    for (const link of all(this.nav, "a")) {
      if (link.getAttribute("href") === `#${anchor}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** How far one has come, and the authors' minutes of what is left. */
  private way(): string {
    const { session, words } = this.ui;
    const { seen } = session.progress;
    const lessons = lessonsOf(session.course);
    const pages = lessons.flatMap((lesson) => lesson.pages);
    const left = lessons.reduce((sum, lesson) => sum + minutesToGo(lesson, seen), 0);
    const read = words.say("way", { seen: pages.filter(({ ref }) => seen.has(ref)).length, total: pages.length });
    const minutes = Math.ceil(left);
    return minutes ? `${read}, ${words.say("way-left", { minutes: words.count("minutes", minutes) })}` : read;
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

  private lesson(lesson: LessonData, anchor: string, waived: boolean): void {
    const { session } = this.ui;
    const { seen } = session.progress;
    const line = find(this.nav, `[data-lesson="${lesson.id}"]`);
    const open = lesson.pages.filter(({ ref }) => !seen.has(ref));
    const here = lesson.pages.some((page) => page.anchor === anchor);
    const next = open[0] ?? lesson.pages[0];
    const first = next ? session.barrier(next.ref) : null;
    const inside = first !== null && lesson.pages.includes(first);
    const done = lessonDone(lesson, session.progress);
    this.mark(line, done ? "done" : waived ? "waived" : first && !inside ? "not-open" : open.length < lesson.pages.length ? "begun" : "");
    line.classList.toggle("here", here);
    const goal = inside ? first : next;
    if (goal) find(line, "a").setAttribute("href", `#${goal.anchor}`);
    const pages = line.querySelector("ol");
    if (!pages) return;
    pages.hidden = !here;
    if (!here) return;
    [...pages.children].forEach((child, index) => {
      const page = lesson.pages[index];
      if (page) this.mark(child as HTMLElement, seen.has(page.ref) ? "done" : session.barrier(page.ref) ? "not-open" : "");
    });
  }

  private mark(line: HTMLElement, state: State): void {
    for (const name of ["done", "begun", "waived", "locked"]) line.classList.toggle(name, name === (state === "not-open" ? "locked" : state));
    const link = find(line, "a");
    // A test that waits has a page of its own that says what for.
    if (state === "not-open") link.setAttribute("aria-disabled", "true");
    else link.removeAttribute("aria-disabled");
    const text = state && this.ui.words.say(state);
    const place = find(line, ".state");
    if (place.textContent !== text) place.textContent = text;
  }

  private testOut(test: TestData): void {
    const out = testedOut(this.ui.session.course, this.ui.session.progress).has(test.module ?? "");
    const line = find(this.nav, `[data-test-out="${test.id}"]`);
    line.hidden = !out && !isOffered(this.ui, test);
    line.classList.toggle("done", out);
    find(line, ".state").textContent = out ? this.ui.words.say("test.out") : "";
  }

  private test(test: TestData): void {
    const { session } = this.ui;
    const taken = passed(session.progress, test);
    const open = session.progress.tests[test.id]?.open;
    const locked = !taken && !open && !isNothing(session.missingFor(test.id));
    this.mark(find(this.nav, "[data-test]"), taken ? "done" : locked ? "locked" : open ? "begun" : "");
  }
}
