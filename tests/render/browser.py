"""The gallery in a browser, straight from memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, expect

ORIGIN = "https://course.example/"
AXE = Path(__file__).parents[2] / "builder/player/node_modules/axe-core/axe.min.js"
RUN = """async () => {
  const clock = window.setTimeout;  // by a clock of Playwright, each rule that is done would wait for a tick of it
  window.setTimeout = (task, ms, ...given) => (ms ? clock(task, ms, ...given) : queueMicrotask(() => task(...given)));
  try {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`);
  } finally {
    window.setTimeout = clock;
  }
}"""
TYPES = {
    "html": "text/html",
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "mp3": "audio/mpeg",
    "vtt": "text/vtt",
}

Show = Callable[..., Page]


def serve(
    route: Route, site: Mapping[str, bytes], edit: Callable[[str], str], headers: Mapping[str, str] | None = None
) -> None:
    name = route.request.url.removeprefix(ORIGIN)
    if name not in site:
        route.fulfill(status=404)
        return
    body = edit(site[name].decode()).encode() if name == "index.html" else site[name]
    kind = TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    route.fulfill(body=body, headers={"content-type": kind, **(headers or {})})


def reload(page: Page) -> None:
    """Loads the page again, and waits for the run-time: it starts after the load, and brings the work back."""
    page.reload()
    expect(page.get_by_role("button", name="Next")).to_be_visible()


def heading(page: Page) -> Any:
    return page.get_by_role("heading", level=1)


def to(page: Page, ref: str) -> None:
    """Goes to a page by its link in the menu, in sight or not."""
    page.evaluate("href => document.querySelector(`.menu a[href='${href}']`).click()", f"#{ref}")
