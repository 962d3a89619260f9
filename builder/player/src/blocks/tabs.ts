/** Tabs, made of headings and their texts: one tab in the order of focus, the arrow keys move between them. */

import { all, find, make } from "../dom.js";
import { fold, onFound } from "./fold.js";
import type { Mount } from "./registry.js";

class TabsBlock {
  private readonly tabs: readonly HTMLButtonElement[];
  private readonly panels: readonly HTMLElement[];

  constructor(box: HTMLElement, id: string) {
    this.panels = all(box, ".tab");
    this.tabs = this.panels.map((panel, i) => this.tab(panel, i, `${id}_${i}`));
    const list = make("div", { role: "tablist" }, ...this.tabs);
    list.addEventListener("keydown", (event) => this.key(event));
    box.prepend(list);
    this.select(0);
  }

  private tab(panel: HTMLElement, i: number, id: string): HTMLButtonElement {
    panel.id = id;
    const title = find(panel, "h2, h3, h4, h5, h6").textContent ?? "";
    const tab = make("button", { type: "button", role: "tab", id: `${id}_t`, "aria-controls": id }, title);
    tab.addEventListener("click", () => this.select(i));
    onFound(panel, () => this.select(i));
    return tab;
  }

  private select(selected: number): void {
    this.tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === selected));
      tab.tabIndex = i === selected ? 0 : -1;
    });
    this.panels.forEach((panel, i) => this.show(panel, i === selected));
  }

  /** What the browser's search can reach is still an element, so only the passage in sight may be a panel. */
  private show(panel: HTMLElement, shown: boolean): void {
    const roles = { role: "tabpanel", tabindex: "0", "aria-labelledby": `${panel.id}_t` };
    for (const [name, value] of Object.entries(roles)) {
      if (shown) panel.setAttribute(name, value);
      else panel.removeAttribute(name);
    }
    fold(panel, !shown);
  }

  private key(event: KeyboardEvent): void {
    const here = this.tabs.findIndex((tab) => tab === event.target);
    const next = this.target(event, here);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.select(next);
    this.tabs[next]?.focus();
  }

  private target({ key, target }: KeyboardEvent, here: number): number | undefined {
    const { length } = this.tabs;
    const ahead = getComputedStyle(target as Element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (key === "Home") return 0;
    if (key === "End") return length - 1;
    if (key === ahead) return (here + 1) % length;
    return key === "ArrowLeft" || key === "ArrowRight" ? (here + length - 1) % length : undefined;
  }
}

export const tabs: Mount = () => {
  all(document, ".tabs").forEach((box, i) => new TabsBlock(box, `tabs_${i}`));
  return [];
};
