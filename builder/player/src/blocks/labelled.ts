/** A picture with numbered spots: a press on a number shows its text, and one more hides it. */

import { all, find } from "../dom.js";
import type { Block } from "./registry.js";

export function labelled(): Block[] {
  for (const figure of all(document, "[data-labelled]")) bring(figure);
  return [];
}

function bring(figure: HTMLElement): void {
  const spots = all<HTMLButtonElement>(figure, ".spot");
  const texts = all(figure, ".spots > li");
  const hint = find(figure, ".hint");
  const show = (shown: (place: number) => boolean): void => {
    texts.forEach((text, place) => (text.hidden = !shown(place)));
    spots.forEach((spot, place) => spot.setAttribute("aria-expanded", String(shown(place))));
  };
  spots.forEach((spot, place) => {
    const { x, y } = spot.dataset;
    spot.style.left = `clamp(0.9rem, ${x}%, 100% - 0.9rem)`; // the picture is the same in every direction of script
    spot.style.top = `clamp(0.9rem, ${y}%, 100% - 0.9rem)`;
    spot.hidden = false;
    spot.addEventListener("click", () => {
      const alone = texts.every((text, other) => text.hidden === (other !== place));
      show((other) => other === place && !alone);
    });
  });
  find(hint, "[data-all]").addEventListener("click", () => show(() => true));
  find(figure, ".spots").setAttribute("aria-live", "polite");
  figure.classList.add("live");
  hint.hidden = false;
  show(() => false);
}
