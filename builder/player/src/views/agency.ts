/** Puts the agency into the page: name, seal, passages, policies. */

import type { AgencyData } from "../data.js";
import { all, find, make } from "../dom.js";
import type { Words } from "../strings.js";

export function fillAgency(agency: AgencyData, words: Words): void {
  const { name, shortName, seal, slots } = agency;
  find(document, "[data-agency]").textContent = name ?? shortName ?? "";
  if (seal) find(document, ".brand").prepend(make("img", { src: seal, alt: "", class: "seal" }));
  for (const place of all(document, "[data-slot]")) {
    const passage = supplied(place, slots);
    if (!passage.children.length) continue;
    place.replaceChildren(...passage.childNodes);
    place.hidden = false;
    const section = place.closest<HTMLElement>("[data-if]");
    if (section) section.hidden = false;
  }
  const page = find(document, "#agency_");
  const entry = find(document, '.menu a[href="#agency_"]').parentElement;
  if (entry) entry.hidden = !page.querySelector("section:not([hidden])");
  for (const link of all<HTMLAnchorElement>(document, "a[data-policy]")) linkPolicy(link, agency, words);
}

/** The passages of a place; of their items only those that it asks for. */
function supplied(place: HTMLElement, slots: AgencyData["slots"]): HTMLElement {
  const { slot = "", ids } = place.dataset;
  const passage = make("div");
  // sanitised when the package was built, and of its own origin
  passage.innerHTML = slot.split(" ").map((name) => slots[name] ?? "").join("");
  if (ids === undefined) return passage;
  for (const item of all(passage, "[data-id]")) if (!ids.split(" ").includes(item.dataset["id"] ?? "")) item.remove();
  for (const list of all(passage, "ul")) if (!list.children.length) list.remove();
  return passage;
}

function linkPolicy(link: HTMLAnchorElement, agency: AgencyData, words: Words): void {
  const policy = agency.policies[link.dataset["policy"] ?? ""];
  if (policy && link.dataset["titled"] !== undefined) link.textContent = policy.title;
  if (policy?.url) {
    link.href = policy.url;
    link.target = "_blank";
    link.rel = "noopener";
    link.append(make("span", { class: "vh" }, ` ${words.say("new-window")}`));
  } else {
    link.replaceWith(words.say("policy-manual", { words: link.textContent ?? "" }));
  }
}
