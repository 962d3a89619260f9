/** Radio buttons and checkboxes, wherever they stand: answers, points of a scale, lines, spots of a picture. */

import type { OptionData } from "../data.js";
import { all, find } from "../dom.js";
import type { Mark, MakeArea } from "./area.js";
import { tell } from "./why.js";

export const pick: MakeArea = (form, question, words) => {
  const inputs = all<HTMLInputElement>(form, ".opt input");
  const hasRight = question.type !== "likert";
  const place = (id: string) => find(form, `.opt[data-option="${id}"]`);
  const read = () => inputs.filter((input) => input.checked).map((input) => input.value);

  function mark({ id }: OptionData, kind: Mark | null, text = ""): void {
    const option = place(id);
    tell(option, [find(option, "input")], kind, text);
  }

  return {
    read,
    write(response) {
      for (const input of inputs) input.checked = response.includes(input.value);
    },
    order(ids) {
      const box = find(form, ".options");
      const now = all(box, ".opt").map((option) => option.dataset["option"]);
      if (now.join() !== ids.join()) box.append(...ids.map(place));
    },
    lock(locked) {
      for (const input of inputs) input.disabled = locked;
    },
    mark(response, solve) {
      const missed = words.say(question.many && response?.length ? "mark.missed" : "mark.answer");
      for (const option of question.options) {
        const chosen = response?.includes(option.id) ?? false;
        if (!hasRight || !response) mark(option, null);
        else if (chosen) mark(option, option.correct ? "right" : "wrong", words.say(option.correct ? "mark.right" : "mark.wrong"));
        else mark(option, solve && option.correct ? "missed" : null, missed);
      }
    },
    // Of several answers each is named, since their marks stand apart.
    said: () =>
      question.options
        .filter(({ id }) => read().includes(id))
        .map(({ id, text }) => `${question.many ? `${text} ` : ""}${find(place(id), ".why").textContent ?? ""}`)
        .join(" "),
  };
};
