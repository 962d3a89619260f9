"""A world in which things go wrong: the faults that a run may meet, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from builder.course.resolved import ResolvedCourse
from tests.e2e.faults.learner import Learner
from tests.e2e.faults.ledger import Ledger
from tests.e2e.lms.records import Launch
from tests.e2e.lms.server import Lms

NO_STORAGE: Final = """
  Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });"""
FULL_STORAGE: Final = """
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


@dataclass
class World:
    """One learner, one browser, one LMS."""

    browser: Browser
    lms: Lms
    versions: Mapping[str, ResolvedCourse]
    random: Random
    ledger: Ledger
    storage: str = "works"
    version: str = "1.0.0"

    def __post_init__(self) -> None:
        self.context: BrowserContext = self.browser.new_context(viewport={"width": 1000, "height": 800})
        self.context.set_default_timeout(15_000)
        self.context.clock.install()
        script = {"blocked": NO_STORAGE, "full": FULL_STORAGE}.get(self.storage)
        if script:
            self.context.add_init_script(script)

    def open(self, delay_ms: int = 0) -> Learner:
        """Launches the course in a new tab and waits until it can be used."""
        self.ledger.sitting += 1
        self.ledger.story.append(f"opened {self.version}")
        url, _ = self.lms.launch(Launch(delay_ms=delay_ms))
        page = self.context.new_page()
        page.goto(url)
        frame = self.frame(page)
        frame.locator(".foot button:visible, [data-do=start]:visible, [data-do=again]:visible").first.wait_for()
        if not delay_ms:
            frame.wait_for_selector(".save:not([data-phase=connecting])")
        return Learner(self.versions[self.version], page, frame, self.random, self.ledger)

    @staticmethod
    def frame(page: Page) -> Frame:
        found = page.wait_for_selector("iframe").content_frame()
        assert found is not None
        found.wait_for_load_state()
        return found

    def update(self) -> None:
        """From the next launch on the LMS has a newer version of the course."""
        self.version = "1.1.0"
        self.lms.launches = self.version

    def calm(self) -> None:
        """Whatever was wrong is mended."""
        self.lms.failing_stores = self.lms.forgetting = 0
        self.lms.locked_out.clear()
        self.context.set_offline(False)


Fault = Callable[[World, Learner], None]


def hidden(_: World, learner: Learner) -> None:
    learner.call("hide", True)
    learner.look()
    learner.call("hide", False)


def refused(world: World, learner: Learner) -> None:
    learner.page.evaluate("n => { host.refusing = n }", world.random.randint(1, 4))


def forgotten(world: World, _: Learner) -> None:
    world.lms.forgetting = world.random.randint(1, 3)


def server_error(world: World, _: Learner) -> None:
    world.lms.failing_stores = world.random.randint(1, 4)


def offline(world: World, learner: Learner) -> None:
    world.context.set_offline(True)
    learner.act()
    learner.wait(world.random.choice((1000, 8000)))
    world.context.set_offline(False)


def locked_out(world: World, _: Learner) -> None:
    world.lms.locked_out.add("learner-1")


def clock_forward(_: World, learner: Learner) -> None:
    learner.page.context.clock.fast_forward(26 * 3600 * 1000)


def clock_back(_: World, learner: Learner) -> None:
    learner.frame.evaluate("() => { const now = Date.now; Date.now = () => now() - 7_200_000; }")


def second_tab(world: World, learner: Learner) -> None:
    other = world.open()
    other.act()
    other.wait()
    if world.random.random() < 0.5:
        learner.page.close()
        learner.page, learner.frame = other.page, other.frame
    else:
        other.page.close()
        learner.page.close()
        again = world.open()
        learner.page, learner.frame = again.page, again.frame


FAULTS: Final[Mapping[str, Fault]] = {
    "hidden": hidden,
    "refused": refused,
    "forgotten": forgotten,
    "server error": server_error,
    "offline": offline,
    "locked out": locked_out,
    "clock forward": clock_forward,
    "clock back": clock_back,
    "second tab": second_tab,
}
