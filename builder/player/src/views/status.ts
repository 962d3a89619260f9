/** Whether the work is saved: the word in the header, the banner, and what is said aloud. */

import type { SessionStatus } from "../api.js";
import { all, find, make } from "../dom.js";
import { closeDialog } from "./dialog.js";
import type { Ui } from "./ui.js";

/** One failed try is no news for everybody. */
const TROUBLE_MS = 5000;

/** The key of the word that says how things stand. */
export function statusKey({ phase, recording, confirmed, mode, refused }: SessionStatus): string {
  if (phase === "elsewhere") return phase;
  if (mode !== "normal") return mode;
  if (recording === "nowhere") return "nowhere";
  if (phase === "finished") return "ended";
  if (phase === "unsaved") return refused ? "refused" : phase;
  if (phase === "finishing") return phase;
  if (recording === "device") return "device";
  if (phase === "saved" && !confirmed) return "unconfirmed";
  return phase;
}

/** The key of the banner, where something must be known that the word alone does not tell. */
function bannerKey(status: SessionStatus): string | null {
  const key = statusKey(status);
  // Whether the work outlives this window is said as it is.
  if (key === "unsaved" || key === "refused") return `banner.${key}${status.kept ? "" : "-open"}`;
  if (key === "unconfirmed" && !status.kept) return "banner.unconfirmed";
  return ["browse", "review", "newer", "nowhere", "device", "elsewhere"].includes(key) ? `banner.${key}` : null;
}

export class StatusView {
  private readonly line = find(document, ".save");
  private readonly word = find(document, "[data-status]");
  private readonly banner = find(document, "[data-banner]");
  private readonly aloud = find(document, "[data-announce]");
  private key = "";
  private told: string | null = null;
  private trouble = 0;

  constructor(private readonly ui: Ui) {}

  update(): void {
    const { session, words } = this.ui;
    const key = statusKey(session.status);
    const banner = bannerKey(session.status);
    if (key === this.key && banner === this.told) return;
    const before = this.key;
    this.key = key;
    this.told = banner;
    clearTimeout(this.trouble);
    this.write(key);
    if (key === "elsewhere") this.shut();
    if (key === "unsaved") this.trouble = window.setTimeout(() => this.announce(banner), TROUBLE_MS);
    else this.announce(banner);
    // The banner speaks for itself; besides, only the end of trouble is worth interrupting for.
    if (before === "unsaved" && key === "saved") this.aloud.textContent = words.say(key);
  }

  private announce(key: string | null): void {
    this.banner.hidden = !key;
    this.banner.textContent = key ? this.ui.words.say(key) : "";
    if (key !== "banner.elsewhere") return;
    const back = make("button", { type: "button", class: "btn" }, this.ui.words.say("elsewhere.back"));
    back.addEventListener("click", () => location.reload());
    this.banner.append(" ", back);
  }

  /** What would be answered here would be lost: it can only be read. */
  private shut(): void {
    for (const part of all(document, "main > .page :is(form, .checklist, .node), main > .page[data-ref^='test']")) part.inert = true;
    for (const dialog of all<HTMLDialogElement>(document, "dialog[open]")) closeDialog(dialog);
    scrollTo(0, 0);
  }

  private write(key: string): void {
    this.line.dataset["phase"] = key;
    this.word.textContent = this.ui.words.say(key);
  }
}
