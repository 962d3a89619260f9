/** Parts that are folded away; the browser's search and links find them all the same. */

/** `open` is what shows the part when a search or a link leads into it. */
export function onFound(part: HTMLElement, open: () => void): void {
  part.addEventListener("beforematch", open);
}

export function fold(part: HTMLElement, folded: boolean): void {
  if (folded) part.setAttribute("hidden", "onbeforematch" in part ? "until-found" : "");
  else part.removeAttribute("hidden");
}

/** Opens everything that hides an element of the page in sight. */
export function unfold(target: Element): void {
  for (let part: Element | null = target; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
    else if (part.matches(".tab[hidden], .reverse[hidden]")) part.dispatchEvent(new Event("beforematch"));
  }
}
