"""Looks at screens with axe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "builder/player/node_modules/axe-core/axe.min.js"
RUN = """async ([part, all]) => {
  const hidden = [...document.querySelectorAll("main > article[hidden]")];
  const shown = [...document.querySelectorAll("main > article:not([hidden])")].map((one) => one.id);
  const clock = window.setTimeout;  // by a clock of Playwright, each rule that is done would wait for a tick of it
  window.setTimeout = (task, ms, ...given) => (ms ? clock(task, ms, ...given) : queueMicrotask(() => task(...given)));
  const away = all ? [] : hidden.map((one) => [one, one.cloneNode(false)]);  // links still lead to it
  for (const [one, place] of away) one.replaceWith(place);
  let found;
  try {
    found = await axe.run(part ?? document, { resultTypes: ["violations"], preload: false });
  } finally {
    for (const [one, place] of away) place.replaceWith(one);
    window.setTimeout = clock;
  }
  const faults = found.violations.map((v) => {
    const nodes = v.nodes.map((n) => `      ${n.target.join(" ")}: ${n.failureSummary}`);
    return `${v.id} (${v.impact}): ${v.help}\\n` + nodes.join("\\n");
  });
  const root = document.documentElement;
  return { faults, shown, hidden: hidden.map((one) => one.id), wide: root.scrollWidth - root.clientWidth };
}"""
ARTICLE = "main > article:not([hidden])"


class Eye:
    """Collects what axe finds; a screen that scrolls sideways is a fault as well.

    `ways` are names and what makes the page look so: each screen is looked at in each of them, the first one last.
    Axe walks hidden pages, too, and says nothing of them: they are empty while it looks.
    """

    def __init__(self, page: Page, ways: Mapping[str, Callable[[Page], None]] | None = None) -> None:
        self.page = page
        self.ways = ways or {"": lambda _: None}
        self.faults: list[str] = []
        self.seen: list[str] = []
        self.shown: set[str] = set()
        self.hidden: set[str] = set()
        page.add_script_tag(content=AXE.read_text("utf-8"))

    @property
    def missed(self) -> set[str]:
        """The pages of the course that were hidden whenever the eye looked."""
        return self.hidden - self.shown

    def must_see_a_fault(self) -> None:
        """An eye that finds nothing anywhere would prove nothing."""
        self.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img id=bad>')")
        found: list[str] = self.page.evaluate(RUN, [None, False])["faults"]
        assert [fault for fault in found if fault.startswith("image-alt")], found
        self.page.evaluate("document.querySelector('#bad').remove()")

    def look(self, screen: str, part: str | None = None) -> None:
        """`part`: what has changed since the whole screen was looked at; much quicker."""
        self._look(screen, part, all_=False)

    def look_at_all(self, screen: str) -> None:
        """With the hidden pages in the document: nothing in sight may have an id that one of them has."""
        self._look(screen, None, all_=True)

    def _look(self, screen: str, part: str | None, *, all_: bool) -> None:
        self.seen.append(screen)
        for name, put in reversed([*self.ways.items()]):
            put(self.page)
            found = self.page.evaluate(RUN, [part, all_])
            where = f"{screen}, {name}" if name else screen
            self.faults += [f"{where}: {fault}" for fault in found["faults"]]
            if found["wide"] > 0:
                self.faults.append(f"{where}: scrolls sideways by {found['wide']} px")
            self.shown.update(found["shown"])
            self.hidden.update(found["hidden"])

    def report(self) -> str:
        return "\n  ".join(["axe found:", *sorted(set(self.faults))])
