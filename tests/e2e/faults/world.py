"""A learner, a browser and the other side; the faults that a run may meet are by name in the files beside."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from builder.course.resolved import ResolvedCourse
from tests.e2e.faults.learner import Learner
from tests.e2e.faults.ledger import Ledger

DICE: Final = """
  let seed = {};
  Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;"""
STORAGE: Final = {
    "blocked": """
  Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });""",
    "full": """
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };""",
}
READY: Final = ".foot button:visible, [data-do=start]:visible, [data-do=again]:visible"

Fault = Callable[[Any, Learner], None]


class World(ABC):
    """What runs have in common, whoever keeps the records."""

    def __init__(self, browser: Browser, versions: Mapping[str, ResolvedCourse], random: Random, story: str) -> None:
        self.versions = versions
        self.random = random
        self.version = "1.0.0"
        self.storage = storage = random.choice(("works", "works", "works", "works", "blocked", "full"))
        self.ledger = Ledger(story=[f"{story}, storage {storage}"])
        self.context: BrowserContext = browser.new_context(viewport={"width": 1000, "height": 800})
        self.context.set_default_timeout(20_000)
        self.context.clock.install()
        self.context.add_init_script(DICE.format(random.randint(1, 2**31)))
        if storage in STORAGE:
            self.context.add_init_script(STORAGE[storage])

    def open(self, late: bool = False) -> Learner:
        """Launches the course in a new tab and waits until it can be used; `late`: the other side is not there yet."""
        self.ledger.sitting += 1
        self.ledger.story.append(f"opened {self.version}")
        page = self.context.new_page()
        frame = self.launch(page, late)
        frame.locator(READY).first.wait_for()
        if not late:
            frame.wait_for_selector(".save:not([data-phase=connecting])")
        return Learner(self.versions[self.version], page, frame, self.random, self.ledger)

    def calm(self) -> None:
        """Whatever was wrong is mended."""
        self.context.set_offline(False)
        self.mend()

    @property
    @abstractmethod
    def faults(self) -> Mapping[str, Fault]:
        """What may go wrong here, beside what may go wrong anywhere."""

    @abstractmethod
    def launch(self, page: Page, late: bool) -> Frame: ...

    @abstractmethod
    def mend(self) -> None: ...

    @abstractmethod
    def state(self) -> str | None:
        """The saved state as the other side has it; None where it gives none back."""

    @abstractmethod
    def verify(self) -> None:
        """What the other side has of what was said to be saved, once each."""


def hidden(_: World, learner: Learner) -> None:
    learner.call("hide", True)
    learner.look()
    learner.call("hide", False)


def offline(world: World, learner: Learner) -> None:
    world.context.set_offline(True)
    learner.act()
    learner.wait(world.random.choice((1000, 8000)))
    world.context.set_offline(False)


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
    else:
        other.page.close()
        learner.page.close()
        other = world.open()
    learner.page, learner.frame = other.page, other.frame


ANYWHERE: Final[Mapping[str, Fault]] = {
    "hidden": hidden,
    "offline": offline,
    "clock forward": clock_forward,
    "clock back": clock_back,
    "second tab": second_tab,
}
