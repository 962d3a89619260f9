/** The time that a lesson asks for: how much is left, a way to pause, and a question after a long silence. */

import { button, fill, find } from "../dom.js";
import { lessonAt } from "../engine/outline.js";
import type { Ui } from "./ui.js";

/** A film or a recording that plays (timeupdate) is a sign like any other. */
const SIGNS = [
  "keydown", "pointerdown", "pointermove", "touchstart", "wheel", "scroll",
  "focusin", "selectionchange", "input", "click", "timeupdate",
];

export class ActiveView {
  private readonly line = find(document, ".least");
  private readonly away = find(document, ".away");
  private readonly aloud = find(document, "[data-announce]");
  private readonly pause = button(this.line, "pause");
  /** Who had the focus when the question came. */
  private focused: Element | null = null;

  constructor(private readonly ui: Ui) {
    const { active } = ui.session;
    for (const sign of SIGNS) document.addEventListener(sign, () => active.sign(), { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => active.show(document.visibilityState === "visible"));
    active.show(document.visibilityState === "visible");
    this.pause.addEventListener("click", () => (active.state === "paused" ? active.work() : active.pause()));
  }

  /** `ref`: the page in sight, or none where no lesson is. */
  update(ref: string | undefined): void {
    const { session, words } = this.ui;
    const lesson = lessonAt(session.course, ref);
    const counts = lesson?.leastMinutes && session.status.mode === "normal";
    const left = counts ? session.minutesLeft(lesson.id) : 0;
    const { state } = session.active;
    const waits = left > 0 && state !== "working";
    this.line.hidden = !counts;
    if (counts) {
      const time = left ? words.count("least", left) : words.say("least.done");
      fill(this.line, "least", waits ? `${time}. ${words.say("paused")}` : time);
    }
    const label = words.say(state === "paused" ? "resume" : "pause");
    if (this.pause.textContent !== label) this.pause.textContent = label;
    this.pause.hidden = !left;
    this.ask(left > 0 && state === "away");
  }

  private ask(asked: boolean): void {
    if (asked === !this.away.hidden) return;
    const inside = this.away.contains(document.activeElement);
    this.away.hidden = !asked;
    this.aloud.textContent = asked ? find(this.away, "p").textContent : "";
    if (asked) this.focused = document.activeElement;
    else if (inside) (this.focused as HTMLElement | null)?.focus({ preventScroll: true });
  }
}
