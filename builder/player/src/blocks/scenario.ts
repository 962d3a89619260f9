/** A scenario: one situation at a time, what a decision brought, and the next. */

import type { ScenarioData } from "../data.js";
import { all, find, goTo, make } from "../dom.js";
import type { ScenarioProgress } from "../progress.js";
import type { Ui } from "../views/ui.js";

class ScenarioBlock {
  private shown: ScenarioProgress | undefined;
  private acting = false;

  constructor(
    private readonly ui: Ui,
    readonly root: HTMLElement,
    private readonly scenario: ScenarioData,
  ) {
    root.addEventListener("click", ({ target }) => {
      const pressed = (target as Element).closest("button");
      if (pressed) this.press(pressed);
    });
  }

  /** Shows what the session knows, where that is not what is shown: a run that began in an earlier session. */
  sync(): void {
    const known = this.known();
    if (this.acting || known === this.shown) return;
    this.shown = known;
    const last = known?.path[known.path.length - 1];
    const ended = known && this.scenario.nodes[known.node]?.end !== null;
    if (!known || !last || ended) this.show(known?.node ?? this.scenario.start);
    else this.showOutcome(last.node, last.choice);
  }

  private known(): ScenarioProgress | undefined {
    return this.ui.session.progress.scenarios[this.scenario.id];
  }

  private press(pressed: HTMLButtonElement): void {
    const { choice, goOn, again } = pressed.dataset;
    if (choice !== undefined) this.decide(choice);
    else if (goOn !== undefined) this.enter(this.known()?.node ?? this.scenario.start);
    else if (again !== undefined) this.replay();
  }

  private decide(choice: string): void {
    const node = this.known()?.node ?? this.scenario.start;
    this.act(() => this.ui.session.decide(this.scenario.id, choice));
    const outcome = this.showOutcome(node, choice);
    goTo(outcome, "nearest");
    outcome.previousElementSibling?.scrollIntoView({ block: "nearest" }); // the decision itself stays in sight
  }

  private replay(): void {
    this.act(() => this.ui.session.replay(this.scenario.id));
    this.enter(this.scenario.start);
  }

  /** What follows is shown step by step, not at once, as when a run is taken up again. */
  private act(action: () => void): void {
    this.acting = true;
    action();
    this.acting = false;
    this.shown = this.known();
  }

  private enter(node: string): void {
    goTo(find(this.show(node), ".place"));
  }

  private show(node: string): HTMLElement {
    for (const other of all(this.root, ".node")) other.hidden = other.dataset["node"] !== node;
    const shown = find(this.root, `.node[data-node="${node}"]`);
    for (const pick of all<HTMLButtonElement>(shown, ".pick")) {
      pick.hidden = pick.disabled = false;
      pick.classList.remove("chosen");
      pick.querySelector(".kicker")?.remove();
    }
    for (const outcome of all(shown, ".outcome")) outcome.hidden = true;
    const debrief = shown.querySelector<HTMLElement>(".debrief");
    if (debrief) this.retell(debrief);
    return shown;
  }

  /** The learner's own decisions, each with what it preserved and what it cost; of a way that was dropped for room, nothing. */
  private retell(debrief: HTMLElement): void {
    const steps = (this.known()?.path ?? []).flatMap(({ node, choice }) => {
      const at = this.root.querySelector(`.node[data-node="${node}"]`);
      const words = at?.querySelector(`[data-choice="${choice}"] b`);
      const ledger = at?.querySelector(`[data-after="${choice}"] .ledger`);
      return words ? [make("li", {}, make("b", {}, words.textContent ?? ""), ...(ledger ? [ledger.cloneNode(true)] : []))] : [];
    });
    find(debrief, "ol").replaceChildren(...steps);
    debrief.hidden = !steps.length;
  }

  private showOutcome(node: string, choice: string): HTMLElement {
    const shown = this.show(node);
    for (const pick of all<HTMLButtonElement>(shown, ".pick")) {
      const chosen = pick.dataset["choice"] === choice;
      pick.hidden = !chosen;
      pick.disabled = true;
      pick.classList.toggle("chosen", chosen);
      if (chosen) pick.prepend(make("span", { class: "kicker" }, this.ui.words.say("scenario.chosen")));
    }
    const outcome = find(shown, `.outcome[data-after="${choice}"]`);
    outcome.hidden = false;
    return outcome;
  }
}

export const scenarios = (ui: Ui): ScenarioBlock[] =>
  all(document, "[data-scenario]").flatMap((section) => {
    const data = ui.session.course.scenarios[section.dataset["scenario"] ?? ""];
    return data ? [new ScenarioBlock(ui, section, data)] : [];
  });
