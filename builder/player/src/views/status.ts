/** Whether the work is saved: the word in the header, the banner, and what is said aloud. */

import type { SessionStatus } from "../api.js";
import { find } from "../dom.js";
import type { Ui } from "./ui.js";

/** One failed try is no news for everybody. */
const TROUBLE_MS = 5000;

/** The key of the word that says how things stand. */
export function statusKey({ phase, recording, confirmed, mode, refused }: SessionStatus): string {
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
  return ["browse", "review", "nowhere", "device", "unsaved", "refused"].includes(key) ? `banner.${key}` : null;
}

export class StatusView {
  private readonly line = find(document, ".save");
  private readonly word = find(document, "[data-status]");
  private readonly banner = find(document, "[data-banner]");
  private readonly aloud = find(document, "[data-announce]");
  private key = "";
  private trouble = 0;

  constructor(private readonly ui: Ui) {}

  update(): void {
    const { session, words } = this.ui;
    const key = statusKey(session.status);
    if (key === this.key) return;
    const before = this.key;
    this.key = key;
    clearTimeout(this.trouble);
    this.write(key);
    const banner = bannerKey(session.status);
    if (key === "unsaved") this.trouble = window.setTimeout(() => this.announce(banner), TROUBLE_MS);
    else this.announce(banner);
    // The banner speaks for itself; besides, only the end of trouble is worth interrupting for.
    if (before === "unsaved" && key === "saved") this.aloud.textContent = words.say(key);
  }

  private announce(key: string | null): void {
    this.banner.hidden = !key;
    this.banner.textContent = key ? this.ui.words.say(key) : "";
  }

  private write(key: string): void {
    this.line.dataset["phase"] = key;
    this.word.textContent = this.ui.words.say(key);
  }
}
