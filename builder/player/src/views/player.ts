/** The whole of what is seen: which article is in sight, how one gets to another, and what follows a change. */

import type { SessionApi } from "../api.js";
import { unfold } from "../blocks/fold.js";
import { wake, rest } from "../blocks/media.js";
import { mountBlocks, type Block } from "../blocks/registry.js";
import type { PageData } from "../data.js";
import { finalTest, testRef } from "../engine/tests.js";
import { all, button, fill, find, goTo, make } from "../dom.js";
import { Words } from "../strings.js";
import { ActiveView } from "./active.js";
import { fillAgency } from "./agency.js";
import { closeDialog, openDialog, question } from "./dialog.js";
import { EndView } from "./end.js";
import { bring } from "./late.js";
import { MenuView } from "./menu.js";
import type { PrintView } from "./print.js";
import { showProgress } from "./progress.js";
import { SearchView } from "./search.js";
import { SettingsView } from "./settings.js";
import { statusKey, StatusView } from "./status.js";
import { markSaid } from "./said.js";
import { StepsView } from "./steps.js";
import { TermView } from "./term.js";
import { TestView } from "./test/test.js";
import type { Steps, Ui } from "./ui.js";
import { HeldView, LockedView, todo } from "./way.js";

export class Player implements Ui {
  readonly words: Words;
  private readonly pages: readonly PageData[];
  private readonly articles = all(document, "main > .page");
  private readonly blocks: readonly Block[];
  private readonly status: StatusView;
  private readonly menu: MenuView;
  private readonly tests: readonly TestView[];
  private readonly terms = new TermView();
  private readonly foot = new StepsView();
  private readonly end: EndView;
  private readonly held: HeldView;
  private readonly locked: LockedView;
  private readonly active: ActiveView;
  private readonly settings: SettingsView;
  /** As soon as something was printed. */
  private paper: PrintView | null = null;
  private readonly ask: HTMLDialogElement;
  private article: HTMLElement;
  /** The page or test last in sight; not the glossary and its like. */
  private at = "";
  /** Where the session last said that the learner is. */
  private known = "";
  private welcome: HTMLElement | null = null;

  constructor(readonly session: SessionApi) {
    const { course, agency } = session;
    this.words = new Words(course.strings, document.documentElement.lang);
    this.pages = course.modules.flatMap(({ lessons }) => lessons.flatMap(({ pages }) => pages));
    fillAgency(agency, this.words);
    this.status = new StatusView(this);
    this.menu = new MenuView(this);
    this.end = new EndView(this);
    this.held = new HeldView(this);
    this.locked = new LockedView(this);
    this.active = new ActiveView(this);
    this.settings = new SettingsView(this);
    bring([button(document, "print")], (later) => (this.paper = later.print(this, () => ({ article: this.article, ref: this.at }))));
    new SearchView(this);
    bring(all(document, 'a[href="#doctor_"]'), (later) => later.doctor(this));
    const submit = question("submit_", () => this.test()?.submit());
    this.tests = course.tests.map((test) => {
      const article = find(document, `main > .page[data-ref="${testRef(test)}"]`);
      return new TestView(this, test, article, submit);
    });
    this.blocks = mountBlocks(this);
    this.ask = question("leave_", () => this.exit());
    this.article = find(document, "main > .page");
    button(document, "exit").addEventListener("click", () => this.leave());
    document.addEventListener("click", (event) => this.follow(event));
    session.subscribe(() => this.update());
  }

  /** Shows the page where the learner is, without taking the focus from wherever it is. */
  open(): void {
    this.show(this.session.progress.at, false);
  }

  go(ref: string): void {
    this.show(ref, true);
  }

  leave(): void {
    const key = statusKey(this.session.status);
    const kept = ["saved", "saving", "unconfirmed", "device", "running"].includes(key);
    const lost = ["nowhere", "browse", "review", "newer"].includes(key);
    const inBrowser = this.session.status.kept;
    const unsaved = key === "elsewhere" ? "banner.elsewhere" : inBrowser ? "leave.kept" : key === "refused" ? "banner.refused-open" : "leave.unsaved";
    fill(this.ask, "leave", this.words.say(kept ? "leave.saved" : lost ? "leave.nowhere" : unsaved));
    fill(this.ask, "todo", lost ? "" : todo(this.session, this.words));
    openDialog(this.ask);
  }

  /** The test in sight. */
  private test(): TestView | undefined {
    return this.tests.find(({ ref }) => ref === this.at);
  }

  stepsChanged(): void {
    this.foot.show(this.steps());
  }

  private update(): void {
    const { session } = this;
    this.status.update();
    fill(find(document, "#about_"), "status", this.words.say(statusKey(session.status)));
    if (this.article === this.end.article) return this.end.update();
    for (const block of this.blocks) if (this.article.contains(block.root)) block.sync();
    showProgress(session, this.words);
    this.menu.update(this.article.id);
    this.settings.update();
    this.catchUp();
    this.active.update(this.article.dataset["ref"]);
    this.held.update();
    if (this.article === this.locked.article) this.locked.update();
    this.test()?.update();
    this.stepsChanged();
    if (session.status.resumed && session.status.phase !== "connecting") this.greet();
    markSaid(session.course.language);
  }

  /** The saved state may come late, and with it the place where the learner was. */
  private catchUp(): void {
    const { at } = this.session.progress;
    if (at === this.known) return;
    this.known = at;
    if (at !== this.at) this.show(at, false);
  }

  /** Once, where the learner was. */
  private greet(): void {
    if (this.welcome) return;
    this.welcome = make("p", { class: "welcome", role: "status" }, this.words.say(this.session.status.restored ? "welcome.restored" : "welcome"));
    const started = this.session.progress.seen.size > 1 || this.test() !== undefined;
    if (started) this.article.prepend(this.welcome);
  }

  private show(ref: string, focus: boolean): void {
    const article = this.articles.find((one) => one.dataset["ref"] === ref) ?? this.articles[0];
    if (!article) return;
    const page = this.pages.find((one) => one.ref === article.dataset["ref"]);
    const first = page && this.session.barrier(page.ref);
    if (first) return focus ? this.bar(page, first) : this.show(first.ref, false);
    this.at = article.dataset["ref"] ?? "";
    this.reveal(article, focus);
    this.session.view(this.at);
    this.test()?.enter();
    this.update();
  }

  /** What is not open yet is told in place: under the page where all of it can be done, else instead of the other page. */
  private bar(page: PageData, first: PageData): void {
    if (first.anchor === this.article.id) this.held.tell(page, first);
    else this.reveal(this.locked.prepare(page), true);
  }

  private reveal(article: HTMLElement, focus: boolean): void {
    if (article !== this.article) {
      this.welcome?.remove();
      this.held.hide();
      this.paper?.clear();
    }
    rest(this.article);
    this.article = article;
    for (const other of this.articles) other.hidden = other !== article;
    wake(article);
    const heading = find(article, "h1");
    document.title = `${heading.textContent} – ${this.session.course.title}`;
    this.menu.update(article.id);
    this.menu.follow();
    this.stepsChanged();
    if (!focus) return;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  /** Links inside the document, so that none of them touches the address or the history of the LMS's frame. */
  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    const { term } = link.dataset;
    if (term !== undefined && this.terms.open(term)) return;
    const target = document.getElementById(link.hash.slice(1));
    const article = target?.closest<HTMLElement>("main > .page");
    if (link.closest("dialog")) for (const open of all<HTMLDialogElement>(document, "dialog[open]")) closeDialog(open);
    if (!target) return;
    if (article && article !== this.article) {
      if (article.dataset["ref"]) this.go(article.dataset["ref"]);
      else this.reveal(article, true);
    }
    if (target === article || article !== this.article) return;
    unfold(target);
    goTo(target, "center");
  }

  private steps(): Steps {
    const { words } = this;
    const aside = this.article.dataset["ref"] === undefined;
    if (this.article === this.end.article) return { back: null, next: null };
    if (aside) return { back: null, next: { label: words.say("back-to-course"), run: () => this.go(this.at) } };
    const last = this.pages.length;
    const test = this.test();
    const here = test ? last : this.pages.findIndex(({ ref }) => ref === this.at);
    const previous = this.pages[here - 1];
    const back = previous ? { label: words.say("back"), run: () => this.go(previous.ref) } : null;
    if (test) return test.steps(back);
    const final = finalTest(this.session.course);
    const following = this.pages[here + 1] ?? (final && { ref: testRef(final), title: final.title });
    if (!following) return { back, next: { label: words.say("finish"), run: () => this.leave() } };
    const next = { label: words.say("next"), title: following.title, quiet: this.hasWork(this.pages[here]) };
    return { back, next: { ...next, run: () => this.go(following.ref) } };
  }

  /** Whether a question waits for an answer, or a scenario for its end. */
  private hasWork(page: PageData | undefined): boolean {
    const { questions, scenarios, acknowledged } = this.session.progress;
    return Boolean(
      page?.questions.some((id) => !questions[id]) ||
        page?.scenarios.some((id) => !scenarios[id]?.finished) ||
        page?.acknowledgements.some((id) => !acknowledged.has(id)),
    );
  }

  private exit(): void {
    void this.session.finish(false);
    document.body.classList.add("ended");
    this.reveal(this.end.article, true);
    this.end.update();
  }
}
