/** How the learner wants to read: kept as one letter or digit for each setting, in this order; applied by style sheets alone. */

import { all, find, press } from "../dom.js";
import { closable, openDialog } from "./dialog.js";
import type { Ui } from "./ui.js";

const DEFAULTS = { size: "0", contrast: "n", motion: "s", theme: "s" };
const NAMES = Object.keys(DEFAULTS);
const CODE = Object.values(DEFAULTS).join("");

export class SettingsView {
  private readonly dialog = closable(find<HTMLDialogElement>(document, "#settings_"));
  private applied = CODE;

  constructor(private readonly ui: Ui) {
    press(document, "settings", () => openDialog(this.dialog));
    press(this.dialog, "reset", () => this.prefer(CODE));
    this.dialog.addEventListener("change", () => this.prefer(NAMES.map((name) => this.chosen(name)).join("")));
  }

  /** What was kept may come late. */
  update(): void {
    const code = this.ui.session.progress.settings || CODE;
    if (code !== this.applied) this.apply(code);
  }

  private prefer(code: string): void {
    this.apply(code);
    this.ui.session.prefer(code);
  }

  private chosen(name: string): string {
    return this.options(name).find(({ checked }) => checked)?.value ?? "";
  }

  private options(name: string): HTMLInputElement[] {
    return all<HTMLInputElement>(this.dialog, `[name="set_${name}"]`);
  }

  private apply(code: string): void {
    this.applied = code;
    NAMES.forEach((name, i) => {
      const options = this.options(name);
      // Of another version of the player: what is no longer there is as if never chosen.
      const option = options.find(({ value }) => value === code[i]) ?? options[0];
      if (!option) return;
      option.checked = true;
      document.documentElement.dataset[name] = option.value;
    });
  }
}
