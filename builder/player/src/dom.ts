/** The few things that views do to the document. */

/** The element that the templates promise. */
export function find<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} in the page`);
  return found;
}

export function all<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Sets the text of a place that a template left open; an empty one is hidden with what belongs to it. */
export function fill(root: ParentNode, name: string, text: string): void {
  const place = find(root, `[data-fill="${name}"]`);
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}

/** Sets the parts of a place, unless they say the same: one replaced while the mouse is down on it swallows the click. */
export function refill(place: HTMLElement, ...parts: (HTMLElement | string)[]): void {
  const text = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  if (place.textContent !== text) place.replaceChildren(...parts);
}

export function show(root: ParentNode, name: string, visible: boolean): void {
  find(root, `[data-if="${name}"]`).hidden = !visible;
}

/** The button that does something, by the name of what it does. */
export function button(root: ParentNode, does: string): HTMLButtonElement {
  return find<HTMLButtonElement>(root, `button[data-do="${does}"]`);
}

export function press(root: ParentNode, does: string, action: () => void): void {
  button(root, does).addEventListener("click", action);
}

/** Moves the eye and the focus to the top of something that has just appeared. */
export function goTo(target: HTMLElement, place: ScrollLogicalPosition = "start"): void {
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: place });
}

/** Whether the clipboard took it: the LMS's frame may forbid that. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
