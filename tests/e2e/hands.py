"""Two ways to work a page: with a mouse, and by keyboard alone with an eye on the focus."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150
FOCUS = """element => {
  let active = document.activeElement;
  const radios = active.type === "radio" && active.name === element.name && active.form === element.form;
  const box = active.getBoundingClientRect();
  // A heading that was focused by script is no control; the controls inside a recording are the browser's own.
  const exempt = active.tabIndex < 0 || (active instanceof HTMLMediaElement && !active.matches(":focus-visible"));
  const shown = exempt || [active, ...active.labels ?? [], active.parentElement].some((e) => {
    const style = getComputedStyle(e);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  });
  const view = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };
  const hit = [...Array(9).keys()].some((n) => {
    const x = box.left + (box.width * (1 + (n % 3) * 2)) / 6;
    const y = box.top + (box.height * (1 + Math.floor(n / 3) * 2)) / 6;
    const top = document.elementFromPoint(x, y);
    return top && (active.contains(top) || top.contains(active));
  });
  const name = active.tagName + "#" + active.id + " " + active.textContent.trim().slice(0, 40);
  return {
    there: active === element, group: radios, name,
    before: !!(active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING),
    lost: active === document.body || active === document.documentElement, shown, hit,
    inside: box.bottom > 0 && box.right > 0 && box.top < view.height && box.left < view.width,
  };
}"""

COVERED = """label => {
  label.scrollIntoView({ block: "nearest" });
  const box = label.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === label.control;
}"""


class Hands(Protocol):
    """How a control is used."""

    def press(self, control: Locator) -> None: ...

    def choose(self, option: Locator) -> None: ...

    def drop(self, option: Locator) -> None: ...

    def select(self, listed: Locator, text: str) -> None: ...

    def write(self, field: Locator, text: str) -> None: ...


class Mouse:
    """Clicks."""

    def press(self, control: Locator) -> None:
        control.click()

    def choose(self, option: Locator) -> None:
        self._target(option).click()
        expect(option).to_be_checked()

    def drop(self, option: Locator) -> None:
        self._target(option).click()
        expect(option).not_to_be_checked()

    def _target(self, option: Locator) -> Locator:
        """The words of an option; on a scale whose words stand above, the option itself."""
        label = option.locator("xpath=../label")
        return option if label.evaluate(COVERED) else label

    def select(self, listed: Locator, text: str) -> None:
        listed.select_option(label=text)

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)


class Keyboard:
    """Tab, Shift+Tab, arrows, Space and Enter; every stop must be visible, and the focus never nowhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops: list[str] = []

    def press(self, control: Locator) -> None:
        self._reach(control)
        self.page.keyboard.press("Enter")

    def choose(self, option: Locator) -> None:
        radio = option.get_attribute("type") == "radio"
        self._reach(option, group=radio)
        if radio:
            for _ in range(30):
                if option.is_checked():
                    break
                if option.evaluate("e => e === document.activeElement"):
                    self.page.keyboard.press("Space")
                else:
                    self.page.keyboard.press("ArrowDown")
        elif not option.is_checked():
            self.page.keyboard.press("Space")
        expect(option).to_be_checked()

    def drop(self, option: Locator) -> None:
        self._reach(option)
        self.page.keyboard.press("Space")
        expect(option).not_to_be_checked()

    def select(self, listed: Locator, text: str) -> None:
        """By the arrow keys, which choose in a closed list."""
        self._reach(listed)
        texts: list[str] = listed.evaluate("e => [...e.options].map((option) => option.text)")
        for _ in texts:
            away = texts.index(text) - int(listed.evaluate("e => e.selectedIndex"))
            if not away:
                return
            self.page.keyboard.press("ArrowDown" if away > 0 else "ArrowUp")
        expect(listed.locator("option:checked")).to_have_text(text)

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        expect(field).to_have_value(text)

    def _reach(self, control: Locator, group: bool = False) -> None:
        """Goes there by Tab, or back by Shift+Tab; `group`: to a radio of the same question."""
        expect(control).to_be_visible()
        for _ in range(MOST_TABS):
            focus = control.evaluate(FOCUS)
            assert not focus["lost"], f"the focus is nowhere, after {self.stops[-5:]}"
            self.stops.append(focus["name"])
            self._seen(focus)
            if focus["there"] or (group and focus["group"]):
                return
            self.page.keyboard.press("Shift+Tab" if focus["before"] else "Tab")
        raise AssertionError(f"Tab never came to {control}; stops: {self.stops[-MOST_TABS:]}")

    def _seen(self, focus: dict[str, object]) -> None:
        assert focus["inside"] and focus["shown"], f"the focus cannot be seen on {focus['name']}: {focus}"
        assert focus["hit"], f"something lies over the focus on {focus['name']}"
