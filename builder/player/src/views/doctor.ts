/** The page that tells an administrator what was found: facts in plain words, a live test, every call and its answer. */

import { all, button, copyText, fill, find, make, press } from "../dom.js";
import type { Call } from "../tracking/port.js";
import { statusKey } from "./status.js";
import type { Ui } from "./ui.js";

type Line = readonly [name: string, value: string];

/** Whether there is a frame around the course; looking into one of another origin throws. */
function framed(): boolean | "foreign" {
  try {
    return top !== self && !!top?.document;
  } catch {
    return "foreign";
  }
}

export class DoctorView {
  private readonly article = find(document, "#doctor_");

  constructor(private readonly ui: Ui) {
    press(this.article, "probe", () => void this.probe());
    press(this.article, "copy", () => void this.copy());
    for (const link of all(document, 'a[href="#doctor_"]')) link.addEventListener("click", () => this.show());
    ui.session.subscribe(() => this.article.hidden || this.showFacts());
  }

  /** A text of the interface for a value that is not one of the standard's own words. */
  private word(value: string | number | boolean | null): string {
    const { words } = this.ui;
    if (value === null) return words.say("doctor.none");
    if (typeof value === "boolean") return words.say(value ? "doctor.yes" : "doctor.no");
    const known = words.say(`doctor.api.${value}`);
    return known.startsWith("doctor.") ? String(value || "–") : known;
  }

  private lines(): Line[] {
    const { session, words } = this.ui;
    const { facts, calls, status, journal, savedAt, settings } = session.report();
    const error = [...calls].reverse().find((call) => call.error !== undefined);
    const { version, generator } = session.course;
    const found = {
      ...facts,
      status: words.say(statusKey(status)),
      journal,
      kept: status.kept,
      saved: savedAt && new Date(savedAt).toISOString(),
      frame: framed(),
      online: navigator.onLine,
      error: error ? `${error.call}: ${error.error}` : null,
      format: settings?.format ?? null,
      lms: settings?.lms ?? null,
      version,
      generator,
      browser: navigator.userAgent,
    };
    return Object.entries(found).map(([name, value]) => [words.say(`doctor.fact.${name}`), this.word(value)]);
  }

  show(): void {
    this.showFacts();
    const row = ({ call, answer, error }: Call) => make("tr", error ? { class: "wrong" } : {}, ...[call, answer, error ?? ""].map((text) => make("td", {}, text)));
    find(this.article, "[data-calls]").replaceChildren(...this.ui.session.report().calls.map(row));
  }

  private showFacts(): void {
    const { session, words } = this.ui;
    const key = statusKey(session.status);
    fill(this.article, "verdict", words.say(`doctor.is.${key === "connecting" ? key : session.status.recording}`));
    const place = find(this.article, "[data-facts]");
    place.replaceChildren(...this.lines().map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  }

  private async probe(): Promise<void> {
    const { session, words } = this.ui;
    const start = button(this.article, "probe");
    start.disabled = true;
    fill(this.article, "probed", words.say("saving"));
    const back = await session.probe().catch(() => false);
    start.disabled = false;
    fill(this.article, "probed", words.say(`doctor.probed.${back ?? "nothing"}`));
    this.show();
  }

  private async copy(): Promise<void> {
    const { session, words } = this.ui;
    const calls = session.report().calls.map(({ call, answer, error }) => `${call} -> ${answer}${error ? ` [${error}]` : ""}`);
    const text = [`${session.course.title}`, ...this.lines().map((line) => line.join(": ")), "", ...calls].join("\n");
    const copied = await copyText(text);
    if (!copied) getSelection()?.selectAllChildren(this.article);
    fill(this.article, "copied", words.say(copied ? "copied" : "copy-by-hand"));
  }
}
