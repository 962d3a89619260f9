/** What a learner can do in the course, as quickly as a script can press; and what can be read there. */
"use strict";

globalThis.learner = (() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (element) => Boolean(element) && element.checkVisibility();
  const go = (anchor) => {
    one(`#menu_ a[href="#${anchor}"]`).click();
    return shown(document.getElementById(anchor));
  };
  /** A block shows what is known of it when its page comes into sight. */
  const at = (block) => go(block.closest(".page").id);
  const set = (form, ids) => {
    for (const input of all("input[type=radio],input[type=checkbox]", form))
      if (input.checked !== ids.includes(input.value)) input.click();
  };
  const chosen = (form) => all("input:checked", form).map((input) => input.value).sort();
  const item = () => all("form[data-item]").find(shown);
  return {
    phase: () => one(".save").dataset.phase,
    said: () => `${one("[data-status]").textContent} ${one("[data-banner]").hidden ? "" : one("[data-banner]").textContent}`,
    go,
    answer(anchor, question, ids) {
      const form = one(`form[data-question="${question}"]`);
      if (!go(anchor) || !shown(one(".check", form))) return false;
      set(form, ids);
      one(".check", form).click();
      return true;
    },
    confirm(anchor, id) {
      const box = one(`form[data-acknowledgement="${id}"] input`);
      if (!go(anchor) || box.checked) return false;
      box.click();
      return box.checked;
    },
    /** Returns the choices in sight, or takes one of them. */
    choices: (anchor) => (go(anchor) ? all(".pick").filter((pick) => shown(pick) && !pick.disabled).map((pick) => pick.dataset.choice) : []),
    decide(choice) {
      all(".pick").find((pick) => shown(pick) && pick.dataset.choice === choice).click();
      all("[data-go-on]").find(shown)?.click();
    },
    again: () => all("[data-again]").find(shown)?.click(),
    screen: () => (go("test_") ? all("#test_ .screen").find(shown)?.dataset.screen ?? "item" : ""),
    start() {
      const box = one('#test_ [data-screen="intro"] input[type=checkbox]');
      if (box && !box.checked) box.click();
      one('#test_ [data-do="start"]').click();
      return Boolean(item());
    },
    retake: () => one('#test_ [data-do="again"]').click(),
    item: () => item()?.dataset.item ?? null,
    choose: (ids) => set(item(), ids),
    next: () => one("footer .next, .foot .next, [data-do=next]")?.click(),
    move: (at) => one(`#test_ .overview [data-item="${at}"]`)?.click(),
    submit() {
      one('#test_ [data-do="submit"]').click();
      one('#submit_ [data-do="yes"]').click();
      return one('#test_ [data-screen="result"]').checkVisibility();
    },
    hide(hidden) {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    exit() {
      one('[data-do="exit"]').click();
      one('#leave_ [data-do="yes"]').click();
    },
    read: () => ({
      questions: Object.fromEntries(all("form[data-question]").map((form) => [form.dataset.question, at(form) && chosen(form)])),
      confirmed: all("form[data-acknowledgement]")
        .filter((form) => at(form) && one("input", form).checked)
        .map((form) => form.dataset.acknowledgement),
    }),
    items: () => [...all("form[data-item]")].filter(shown).map((form) => [form.dataset.item, chosen(form)]),
  };
})();
