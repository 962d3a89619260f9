/** The page after leaving: what was saved, and a receipt to keep. */

import type { SessionStatus } from "../api.js";
import { button, copyText, fill, find, press } from "../dom.js";
import type { Ui } from "./ui.js";
import { todo } from "./way.js";

/** The key of what is said about the work of the session. */
function savedKey({ phase, recording, confirmed, mode, refused, kept }: SessionStatus): string {
  if (phase === "elsewhere") return "banner.elsewhere";
  if (mode !== "normal" || recording === "nowhere") return "end.nowhere";
  if (recording === "device") return "end.device";
  if (phase === "unsaved") return refused ? (kept ? "banner.refused" : "banner.refused-open") : kept ? "end.kept" : "end.unsaved";
  if (phase === "finishing") return "finishing";
  return confirmed ? "end.saved" : "end.unconfirmed";
}

export class EndView {
  readonly article = find(document, "#end_");

  constructor(private readonly ui: Ui) {
    press(this.article, "copy", () => void this.copy());
    press(this.article, "retry", () => void ui.session.finish(false));
    press(this.article, "close", () => window.close());
  }

  update(): void {
    const { session, words } = this.ui;
    const { status, progress } = session;
    const key = savedKey(status);
    fill(this.article, "saved", words.say(key));
    const comesBack = !progress.completed && ["end.saved", "end.unconfirmed", "end.device"].includes(key);
    fill(this.article, "resume", comesBack ? words.say("end.resume") : "");
    fill(this.article, "todo", status.mode === "normal" && status.recording !== "nowhere" ? todo(session, words) : "");
    button(this.article, "retry").hidden = status.phase !== "unsaved" || status.refused;
    // Only a window that a script has opened may close itself.
    button(this.article, "close").hidden = !window.opener || status.phase !== "finished";
    for (const [name, value] of this.lines()) fill(this.article, name, value);
  }

  private lines(): [string, string][] {
    const { session, words } = this.ui;
    const { course, version, status, score, minutes, date, code } = session.receipt();
    return [
      ["course", course],
      ["version", version],
      ["status", words.say(`status.${status}`)],
      ["score", score === null ? "–" : words.say("test.percent", { n: score })],
      ["time", words.count("minutes", minutes)],
      ["date", date],
      ["code", code],
    ];
  }

  private async copy(): Promise<void> {
    const { words } = this.ui;
    const receipt = find(this.article, '[data-fill="receipt"]');
    const lines = [...receipt.children].map((line) => [...line.children].map((part) => part.textContent).join(": "));
    const copied = await copyText(lines.join("\n"));
    if (!copied) getSelection()?.selectAllChildren(receipt);
    fill(this.article, "copied", words.say(copied ? "copied" : "copy-by-hand"));
  }
}
