"""What a learner on a slow line waits for: bytes and time until the first text of the course can be read."""

from __future__ import annotations

import statistics
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from lxml import html
from playwright.sync_api import Browser, BrowserContext, Locator, Page

RUNS: Final = 11
QUESTIONS: Final = 12
SLOWER: Final = 4
BYTES_PER_SECOND: Final = 1_600_000 / 8
ROUND_TRIP_MS: Final = 150

# An LMS that is there and takes everything: the course does not wait for it, but it does talk to it.
LMS: Final = """
const yes = () => "true", empty = () => "";
window.API = { LMSInitialize: yes, LMSFinish: yes, LMSSetValue: yes, LMSCommit: yes, LMSGetValue: empty,
  LMSGetLastError: () => "0", LMSGetErrorString: empty, LMSGetDiagnostic: empty };
"""
# Notes when text of a page was first painted, in milliseconds, as the browser itself tells it.
WATCH: Final = """
new PerformanceObserver((list) => {
  const text = list.getEntries().find((entry) => entry.element && entry.element.closest("article"));
  if (text && window.readableAt === undefined) { window.readableAt = text.startTime; }
}).observe({ type: "largest-contentful-paint", buffered: true });
"""


# Notes how long each press took, from the hand to the paint.
PRESSES: Final = """
window.presses = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "click") window.presses.push(entry.duration);
}).observe({ type: "event", durationThreshold: 16 });
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Until the text could be read."""

    seconds: float
    kilobytes: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The medians of the course, of a page with the text of its first page, and of a page with all its text."""

    course: Load
    first_page: Load
    all_pages: Load


def compare(browser: Browser, package: Path, scratch: Path, runs: int = RUNS) -> Reading:
    """Loads the course and the plain pages by turns, each in a browser without a cache."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(scratch / "site")
    write_plain_pages(scratch / "site")
    names = ("index.html", "plain-first.html", "plain-all.html")
    with _serving(scratch / "site") as origin:
        loads = [[_load(browser, f"{origin}/{name}") for name in names] for _ in range(runs)]
    return Reading(*(_median([load[at] for load in loads]) for at in range(len(names))))


def answering(browser: Browser, site: Path, questions: int = QUESTIONS) -> list[float]:
    """Milliseconds from the press on Check until its answer is painted, by the browser's own count (Event Timing)."""
    with _serving(site) as origin:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        try:
            page = context.new_page()
            page.add_init_script(LMS)
            page.add_init_script(PRESSES)
            page.goto(f"{origin}/index.html")
            page.locator(".save:not([data-phase=connecting])").wait_for()
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            forms = page.locator("form[data-question]:has(.opt)")
            return [_answer(page, forms.nth(at)) for at in range(min(questions, forms.count()))]
        finally:
            context.close()


def _answer(page: Page, form: Locator) -> float:
    form.evaluate("form => document.querySelector(`#menu_ a[href='#${form.closest('article').id}']`).click()")
    form.locator(".opt label").first.click()
    page.wait_for_timeout(300)
    page.evaluate("() => { window.presses = []; }")
    form.get_by_role("button", name="Check").click()
    form.locator(".verdict:visible").wait_for()
    while not (presses := page.evaluate("window.presses")):
        page.wait_for_timeout(50)
    return float(max(presses))


def write_plain_pages(site: Path) -> None:
    """The text as static pages: no script, no style sheet, no picture."""
    document = html.document_fromstring((site / "index.html").read_bytes())
    articles = document.xpath("//article[contains(concat(' ', @class, ' '), ' page ')]")
    texts = [[" ".join(p.text_content().split()) for p in article.iter("h1", "h2", "p", "li")] for article in articles]
    for name, chosen in (("plain-first.html", texts[:1]), ("plain-all.html", texts)):
        body = "".join(f"<article>{''.join(f'<p>{escape(text)}</p>' for text in part)}</article>" for part in chosen)
        style = "<style>body{font:18px/1.5 system-ui;max-width:38em;margin:2em auto}</style>"
        page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Text</title>{style}{body}</html>'
        (site / name).write_text(page, encoding="utf-8")


def _load(browser: Browser, url: str) -> Load:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        return _watched(context, url)
    finally:
        context.close()


def _watched(context: BrowserContext, url: str) -> Load:
    page = context.new_page()
    page.add_init_script(LMS)
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    begun: list[float] = []
    received: list[tuple[float, float]] = []

    def on_request(event: dict[str, Any]) -> None:
        begun.append(event["timestamp"])

    def on_headers(event: dict[str, Any]) -> None:
        received.append((event["timestamp"], event["response"]["encodedDataLength"]))

    def on_data(event: dict[str, Any]) -> None:
        received.append((event["timestamp"], event["encodedDataLength"] or event["dataLength"]))

    session.on("Network.requestWillBeSent", on_request)
    session.on("Network.responseReceived", on_headers)
    session.on("Network.dataReceived", on_data)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    conditions = {"offline": False, "latency": ROUND_TRIP_MS}
    speed = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    session.send("Network.emulateNetworkConditions", {**conditions, **speed})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="commit")
    while (at := page.evaluate("window.readableAt")) is None:  # wait_for_function is stopped by the course's CSP
        page.wait_for_timeout(100)
    readable: float = at / 1000
    arrived = sum(size for at, size in received if at <= begun[0] + readable)
    return Load(readable, arrived / 1000)


def _median(loads: list[Load]) -> Load:
    return Load(statistics.median(load.seconds for load in loads), statistics.median(load.kilobytes for load in loads))


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing: the browser hangs up when it has seen enough."""


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
