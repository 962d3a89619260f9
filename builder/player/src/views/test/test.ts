/** The test: which of its screens is in sight, and what Back and Next do there. */

import type { TestData } from "../../data.js";
import { all, fill, find, goTo, make, press, refill, show } from "../../dom.js";
import type { OpenAttempt, TestProgress } from "../../progress.js";
import { finalTest, testRef } from "../../engine/tests.js";
import { isNothing } from "../../engine/completion.js";
import { openDialog } from "../dialog.js";
import type { Steps, Ui } from "../ui.js";
import { ItemsView } from "./items.js";
import { showMissing } from "./locked.js";
import { showResult } from "./result.js";

type Screen = "locked" | "intro" | "item" | "overview" | "result";

export class TestView {
  readonly ref: string;
  private readonly items: ItemsView;
  private readonly attestation: HTMLInputElement | null;
  /** Set when the learner wants to see the way to another attempt, not the result of the last. */
  private again = false;
  private shown: Screen | "" = "";

  constructor(
    private readonly ui: Ui,
    private readonly test: TestData,
    readonly article: HTMLElement,
    private readonly ask: HTMLDialogElement,
  ) {
    this.ref = testRef(test);
    this.items = new ItemsView(ui, test, find(article, ".items"));
    this.attestation = article.querySelector<HTMLInputElement>("[data-attestation]");
    this.attestation?.addEventListener("change", () => this.askToConfirm(false));
    press(this.article, "start", () => this.start());
    press(this.article, "submit", () => this.askToSubmit());
    press(this.article, "finish", () => ui.leave());
    press(this.article, "again", () => this.takeAgain());
    find(this.article, ".overview").addEventListener("click", ({ target }) => {
      const at = (target as Element).closest("button")?.dataset["item"];
      if (at !== undefined) this.move(Number(at));
    });
  }

  /** Follows the progress to another screen; one in sight stays as it is, since somebody reads or works there. */
  update(): void {
    if (this.screen() !== this.shown) this.enter();
  }

  /** Shows the screen that the progress asks for, as it is now. */
  enter(): void {
    const screen = this.screen();
    this.shown = screen;
    for (const part of all(this.article, ".screen")) part.hidden = part.dataset["screen"] !== screen;
    find(this.article, ".after").hidden = screen !== "result";
    if (screen === "item") return this.showItem();
    this.items.hide();
    if (screen === "locked") showMissing(this.ui, this.part("locked"), this.ui.session.missingFor(this.test.id));
    else if (screen === "intro") this.showIntro();
    else if (screen === "overview") this.showOverview();
    else this.showResult();
  }

  steps(back: Steps["back"]): Steps {
    const { words } = this.ui;
    const open = this.open();
    if (!open && this.test.module !== null) return this.around();
    if (!open || this.shown === "intro") return { back, next: null };
    const { position, items } = open;
    const next = { label: words.say("next"), run: () => this.move(position + 1) };
    const toOverview = { ...next, title: words.say("test.overview") };
    return {
      back: position > 0 ? { label: words.say("back"), run: () => this.move(position - 1) } : null,
      next: position >= items.length ? null : position === items.length - 1 ? toOverview : next,
    };
  }

  /** A test that replaces a module stands before it: back to its first page, or on to what follows when it is done. */
  private around(): Steps {
    const { session, words } = this.ui;
    const { modules } = session.course;
    const here = modules.findIndex(({ id }) => id === this.test.module);
    const first = modules[here]?.lessons[0]?.pages[0];
    const back = first ? { label: words.say("back"), run: () => this.ui.go(first.ref) } : null;
    if (this.shown === "intro") return { back, next: null };
    const final = finalTest(session.course);
    const done = session.lastResult(this.test.id)?.success;
    const after = done ? (modules[here + 1]?.lessons[0]?.pages[0] ?? (final && { ref: testRef(final), title: final.title })) : first;
    return { back, next: after ? { label: words.say("next"), title: after.title, run: () => this.ui.go(after.ref) } : null };
  }

  private screen(): Screen {
    const { session } = this.ui;
    const open = this.open();
    if (open) return open.position < open.items.length ? "item" : "overview";
    const { id } = this.test;
    if (this.done()?.finished.length) return this.again && session.attemptsLeft(id) ? "intro" : "result";
    return isNothing(session.missingFor(id)) ? "intro" : "locked";
  }

  private part(name: Screen): HTMLElement {
    return find(this.article, `[data-screen="${name}"]`);
  }

  private done(): TestProgress | undefined {
    return this.ui.session.progress.tests[this.test.id];
  }

  private open(): OpenAttempt | null {
    return this.done()?.open ?? null;
  }

  private showIntro(): void {
    const { session, words } = this.ui;
    const part = this.part("intro");
    const left = session.attemptsLeft(this.test.id);
    const done = this.done()?.finished ?? [];
    const best = this.test.module === null ? session.progress.score : done.length ? Math.max(...done.map(({ score }) => score)) : null;
    const taken = this.test.module === null ? session.progress.verdict === "passed" : done.some(({ success }) => success);
    fill(part, "mark", words.say("test.percent", { n: session.passMark(this.test.id) }));
    fill(part, "attempts", isFinite(left) ? String(left) : words.say("test.unlimited"));
    show(part, "best", best !== null);
    fill(part, "best", best === null ? "" : words.say("test.percent", { n: best }));
    fill(part, "note", taken ? words.say("test.already") : "");
    if (this.attestation) this.attestation.checked = false; // each attempt is confirmed anew
    this.askToConfirm(false);
  }

  private showItem(): void {
    const open = this.open();
    if (open) this.items.show(open.items, open.position, open.answers);
  }

  private showOverview(): void {
    const { words } = this.ui;
    const open = this.open();
    if (!open) return;
    const lines = open.items.map((id, n) => {
      const answered = (open.answers[id] ?? []).length > 0;
      const label = words.say("test.item", { n: n + 1, total: open.items.length });
      const state = make("small", {}, words.say(answered ? "test.answered" : "test.open"));
      const attributes = { type: "button", "data-item": String(n), class: answered ? "answered" : "open" };
      return make("li", {}, make("button", attributes, label, " ", state));
    });
    refill(find(this.article, ".overview"), ...lines);
    fill(this.article, "unanswered", this.unanswered());
  }

  private unanswered(): string {
    const { words } = this.ui;
    const open = this.open();
    const n = open ? open.items.filter((id) => !(open.answers[id] ?? []).length).length : 0;
    return n ? words.count("test.missing", n) : words.say("test.all");
  }

  private showResult(): void {
    const { session } = this.ui;
    const { id, review, reviewAfter } = this.test;
    const result = session.lastResult(id);
    if (result) showResult(this.ui, this.test, this.part("result"), result);
    const last = this.done()?.last;
    const due = reviewAfter === "attempt" || result?.success || !session.attemptsLeft(id);
    const reviewed = review !== "score" && due && last;
    fill(this.part("result"), "later", review === "score" || due ? "" : this.ui.words.say("test.later"));
    show(this.part("result"), "review", Boolean(reviewed));
    if (reviewed) this.items.review(last.items, last.answers, review === "answers");
  }

  private start(): void {
    const { session } = this.ui;
    const { id, attestation } = this.test;
    if (attestation && !this.attestation?.checked) return this.askToConfirm(true);
    if (attestation && session.mayStart(id)) session.acknowledge(attestation.id, id);
    this.again = false;
    session.startTest(id);
    this.seen();
  }

  private askToConfirm(asked: boolean): void {
    const box = this.attestation;
    if (!box) return;
    const why = asked ? this.ui.words.say("test.confirm") : "";
    find(this.article, ".needed").textContent = why;
    box.setAttribute("aria-invalid", String(asked));
    if (asked) box.focus();
  }

  private move(position: number): void {
    this.ui.session.moveTo(this.test.id, position);
    this.seen();
  }

  private takeAgain(): void {
    this.again = true;
    this.enter();
    this.ui.stepsChanged();
    goTo(find(this.article, "h1"));
  }

  private askToSubmit(): void {
    fill(this.ask, "submit", this.unanswered());
    openDialog(this.ask);
  }

  submit(): void {
    this.ui.session.submitTest(this.test.id);
    this.enter();
    this.ui.stepsChanged();
    goTo(find(this.part("result"), ".verdict"));
  }

  /** After a step inside the attempt: what is new gets the focus. */
  private seen(): void {
    this.enter();
    this.ui.stepsChanged();
    const open = this.open();
    if (!open) return;
    if (open.position < open.items.length) this.items.focus(open.items[open.position] ?? "");
    else goTo(find(this.part("overview"), "h2"));
  }
}
