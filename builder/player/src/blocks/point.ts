/** A picture whose spots are chosen in the list under it, or by a press on them; the picture shows what the list says. */

import { all } from "../dom.js";
import type { MakeArea } from "./area.js";
import { pick } from "./pick.js";

export const point: MakeArea = (form, question, words) => {
  const area = pick(form, question, words);
  const spots = all(form, "[data-spot]").map((spot) => {
    const option = form.querySelector(`.opt[data-option="${spot.dataset["spot"]}"]`);
    return { spot, option, input: option?.querySelector("input") };
  });
  const paint = (): void => {
    for (const { spot, option, input } of spots) {
      spot.classList.toggle("chosen", input?.checked);
      for (const mark of ["right", "wrong", "missed"]) spot.classList.toggle(mark, option?.classList.contains(mark));
    }
  };
  for (const { spot, input } of spots) spot.addEventListener("click", () => input?.click()); // which a locked input ignores
  form.addEventListener("change", paint);
  return {
    ...area,
    write(response) {
      area.write(response);
      paint();
    },
    mark(response, solve) {
      area.mark(response, solve);
      paint();
    },
  };
};
