"""Looks at screens with axe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "builder/player/node_modules/axe-core/axe.min.js"
RUN = """async (part) => (
  await axe.run(part ?? document, { resultTypes: ["violations"], preload: false })
).violations.map((v) => {
  const nodes = v.nodes.map((n) => `      ${n.target.join(" ")}: ${n.failureSummary}`);
  return `${v.id} (${v.impact}): ${v.help}\\n` + nodes.join("\\n");
})"""
ARTICLE = "main > article:not([hidden])"


class Eye:
    """Collects what axe finds; a screen that scrolls sideways is a fault as well.

    `ways` are names and what makes the page look so: each screen is looked at in each of them, the first one last.
    """

    def __init__(self, page: Page, ways: Mapping[str, Callable[[Page], None]] | None = None) -> None:
        self.page = page
        self.ways = ways or {"": lambda _: None}
        self.faults: list[str] = []
        self.seen: list[str] = []
        page.add_script_tag(content=AXE.read_text("utf-8"))

    def must_see_a_fault(self) -> None:
        """An eye that finds nothing anywhere would prove nothing."""
        self.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img id=bad>')")
        found: list[str] = self.page.evaluate(RUN)
        assert [fault for fault in found if fault.startswith("image-alt")], found
        self.page.evaluate("document.querySelector('#bad').remove()")

    def look(self, screen: str, part: str | None = None) -> None:
        """`part`: what has changed since the whole screen was looked at; much quicker."""
        self.seen.append(screen)
        for name, put in reversed([*self.ways.items()]):
            put(self.page)
            self._look(f"{screen}, {name}" if name else screen, part)

    def _look(self, screen: str, part: str | None) -> None:
        found: list[str] = self.page.evaluate(RUN, part)
        self.faults += [f"{screen}: {fault}" for fault in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.faults.append(f"{screen}: scrolls sideways by {wide} px")

    def report(self) -> str:
        return "\n  ".join(["axe found:", *sorted(set(self.faults))])
