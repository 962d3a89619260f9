/** Items to match or to sort: a list to choose from at each, and targets to drag them onto. */

import type { OptionData } from "../data.js";
import { all, find, make } from "../dom.js";
import { halves, type Response } from "../questions/kind.js";
import type { MakeArea } from "./area.js";
import { draggable } from "./drag.js";
import { tell } from "./why.js";

/** The target of an item in a response; empty where it has none. */
const put = (response: Response, item: string): string => response.map(halves).find(([id]) => id === item)?.[1] ?? "";

/** Sorts the children of a box by their ids, unless they are in order. */
function arrange(box: Element, children: readonly HTMLElement[], ids: readonly string[], idOf: (one: HTMLElement) => string | undefined): void {
  if (children.map(idOf).join() !== ids.join()) box.append(...ids.flatMap((id) => children.find((one) => idOf(one) === id) ?? []));
}

export const pairs: MakeArea = (form, question, words) => {
  const box = find(form, ".pairs");
  const { options, targets = [] } = question;
  const piece = (id: string) => find(box, `.piece[data-option="${id}"]`);
  const select = (id: string) => find<HTMLSelectElement>(piece(id), "select");
  const goals = all(box, ".goal");
  const laid = goals.map((goal) => {
    const list = make("ul", { class: "laid" });
    goal.append(list);
    return list;
  });

  /** Shows at each target what was put to it. */
  function lay(): void {
    goals.forEach((goal, n) => {
      const there = options.filter(({ id }) => select(id).value === goal.dataset["target"]);
      laid[n]?.replaceChildren(...there.map(({ text }) => make("li", {}, text)));
    });
  }

  function mark({ id, target }: OptionData, response: Response, solve: boolean): void {
    const chosen = put(response, id);
    const right = chosen === target;
    const text = words.say(right ? "mark.right" : chosen ? "mark.wrong" : "mark.open");
    const belongs = words.say("mark.belongs", { target: targets.find((one) => one.id === target)?.text ?? "" });
    tell(piece(id), [select(id)], right ? "right" : "wrong", solve && !right ? `${text} ${belongs}` : text);
  }

  for (const grip of all(box, ".grip")) grip.hidden = false;
  box.addEventListener("change", ({ target }) => {
    const changed = (target as Element).closest<HTMLElement>(".piece");
    if (changed) tell(changed, all(changed, "select"), null); // the other marks still hold
    lay();
  });
  draggable(box, ".chip", ".goal", (chip, goal) => {
    const list = find<HTMLSelectElement>(chip.parentElement ?? box, "select");
    if (list.value === goal.dataset["target"]) return;
    list.value = goal.dataset["target"] ?? "";
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });

  return {
    read: () => options.flatMap(({ id }) => (select(id).value ? [`${id}.${select(id).value}`] : [])),
    write(response) {
      for (const { id } of options) select(id).value = put(response, id);
      lay();
    },
    order(ids, targetIds) {
      arrange(find(box, ".pieces"), all(box, ".piece"), ids, (one) => one.dataset["option"]);
      arrange(find(box, ".goals > ul"), goals, targetIds, (one) => one.dataset["target"]);
      for (const list of all<HTMLSelectElement>(box, "select")) {
        const { value } = list;
        arrange(list, all<HTMLOptionElement>(list, "option"), ["", ...targetIds], (one) => (one as HTMLOptionElement).value);
        list.value = value;
      }
    },
    lock(locked) {
      box.classList.toggle("locked", locked);
      for (const list of all<HTMLSelectElement>(box, "select")) list.disabled = locked;
    },
    mark(response, solve) {
      for (const option of options) {
        if (response) mark(option, response, solve);
        else tell(piece(option.id), [select(option.id)], null);
      }
    },
    said: () => options.map(({ id, text }) => `${text}: ${find(piece(id), ".why").textContent ?? ""}`).join(" "),
  };
};
