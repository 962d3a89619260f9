/** What bars the way to a page, in words and with a way to it; and what is still to do for the whole course. */

import type { Missing, SessionApi } from "../api.js";
import type { PageData } from "../data.js";
import { all, fill, find, goTo, make, show } from "../dom.js";
import { isNothing, missing, openTasks, testDone } from "../engine/completion.js";
import { lessonAt } from "../engine/outline.js";
import { finalTest } from "../engine/tests.js";
import type { Words } from "../strings.js";
import type { Ui } from "./ui.js";

/** The kinds of tasks, and the attribute by which the element of one is found. */
const TASKS = { questions: "question", scenarios: "scenario", acknowledgements: "acknowledgement" } as const;
const KINDS = Object.keys(TASKS) as (keyof typeof TASKS)[];
const CONTROLS = "input, select, textarea, button, summary, a[href]";

/** Goes to the first control of a task that can be used. */
function goToTask(kind: keyof typeof TASKS, id: string): void {
  const box = find(document, `[data-${TASKS[kind]}="${id}"]`);
  const control = all(box, CONTROLS).find((one) => one.getClientRects().length > 0);
  goTo(control ?? box, "center");
}

/** Lines that say what a page still asks for. In sight, they lead to each task; else to the page. */
function lines({ session, words }: Ui, page: PageData, inSight: boolean): HTMLElement[] {
  const open = openTasks(session.course, session.progress, page);
  const tasks = KINDS.flatMap((kind) => {
    const [first] = open[kind];
    return first === undefined ? [] : [{ kind, first, text: words.count(`missing.${kind}`, open[kind].length) }];
  });
  const minutes = tasks.length || !session.progress.seen.has(page.ref) ? 0 : session.minutesLeft(lessonAt(session.course, page.ref)?.id ?? "");
  const time = minutes ? [words.count("held.minutes", minutes)] : [];
  if (!inSight) {
    const rest = [...tasks.map(({ text }) => text), ...time].join(", ");
    return [make("li", {}, make("a", { href: `#${page.anchor}` }, page.title), " ", make("small", {}, rest))];
  }
  const ways = tasks.map(({ kind, first, text }) => {
    const way = make("button", { type: "button", class: "link" }, text);
    way.addEventListener("click", () => goToTask(kind, first));
    return make("li", {}, way);
  });
  return [...ways, ...time.map((text) => make("li", {}, text))];
}

/** Under a page whose own tasks bar the way on. */
export class HeldView {
  private readonly box = find(document, ".held");
  private wanted: PageData | null = null;

  constructor(private readonly ui: Ui) {}

  /** `wanted` does not open before `page` is done. */
  tell(wanted: PageData, page: PageData): void {
    this.wanted = wanted;
    this.write(wanted, page);
    goTo(this.box, "center");
  }

  /** Follows what is done meanwhile; gone as soon as the way is free. */
  update(): void {
    const { wanted } = this;
    const first = wanted && this.ui.session.barrier(wanted.ref);
    if (first) this.write(wanted, first);
    else this.hide();
  }

  hide(): void {
    this.wanted = null;
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  private write({ title }: PageData, page: PageData): void {
    this.box.hidden = false;
    const list = make("ul", {}, ...lines(this.ui, page, true));
    if (this.box.lastChild?.textContent === list.textContent) return; // somebody may be on one of its buttons
    this.box.replaceChildren(make("p", {}, this.ui.words.say("held", { title })), list);
  }
}

/** In place of a page that is not open yet. */
export class LockedView {
  readonly article = find(document, "#locked_");
  private page: PageData | null = null;

  constructor(private readonly ui: Ui) {}

  prepare(page: PageData): HTMLElement {
    this.page = page;
    find(this.article, ".missing").replaceChildren();
    this.update();
    return this.article;
  }

  update(): void {
    const { ui, page } = this;
    if (!page) return;
    const first = ui.session.barrier(page.ref);
    fill(this.article, "why", ui.words.say(first ? "locked.why" : "locked.open", { title: page.title }));
    show(this.article, "first", first !== null);
    const list = find(this.article, ".missing");
    const now = lines(ui, first ?? page, false);
    if (list.textContent !== now.map((line) => line.textContent).join("")) list.replaceChildren(...now);
  }
}

/** What the course still asks for, as one sentence; empty when nothing is left. */
export function todo(session: SessionApi, words: Words): string {
  const { course, progress } = session;
  const open = missing(course, progress);
  const counts = (["pages", ...KINDS] as const satisfies readonly (keyof Missing)[]).filter((kind) => open[kind].length);
  const parts = counts.map((kind) => words.count(`missing.${kind}`, open[kind].length));
  const minutes = open.times.reduce((sum, lesson) => sum + session.minutesLeft(lesson), 0);
  if (minutes) parts.push(words.count("missing.minutes", minutes));
  const test = finalTest(course);
  if (test && !testDone(course, progress)) parts.push(test.title);
  const done = progress.completed || (isNothing(open) && !parts.length);
  return done ? "" : words.say("todo", { list: parts.join(", ") });
}
