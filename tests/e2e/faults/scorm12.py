"""LMSs that speak SCORM 1.2: one by the book, and those that do as Frappe, Moodle and Open edX do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Final

from playwright.sync_api import Browser, Frame, Page

from builder.course.resolved import ResolvedCourse
from tests.e2e.faults.learner import Learner
from tests.e2e.faults.world import Fault, World
from tests.e2e.lms.records import Launch, Odd, items
from tests.e2e.lms.server import Lms

RANK: Final = ("not attempted", "incomplete", "failed", "completed", "passed")
KINDS: Final = ("book", "book", "book", "frappe", "moodle", "openedx")


class Scorm12World(World):
    """`kind` names the manners of the LMS (LMS-NOTES)."""

    def __init__(
        self, browser: Browser, versions: Mapping[str, ResolvedCourse], random: Random, lms: Lms, seed: int
    ) -> None:
        self.lms = lms
        self.kind = random.choice(KINDS)
        record = lms.record()
        record.erase_on_completion = record.only_passed = self.kind == "frappe"
        record.mastery = 60 if self.kind == "moodle" else None
        super().__init__(browser, versions, random, f"seed {seed}, {self.kind}")

    @property
    def faults(self) -> Mapping[str, Fault]:
        faults: dict[str, Fault] = {"refused": refused, "server error": server_error, "locked out": locked_out}
        # An LMS that says yes and keeps nothing, in a browser that keeps nothing, cannot be survived, nor noticed.
        return {**faults, "forgotten": forgotten} if self.storage == "works" else faults

    def launch(self, page: Page, late: bool) -> Frame:
        self.lms.launches = self.version
        odd = Odd(empty_reads=True) if self.kind == "openedx" else None
        url, _ = self.lms.launch(Launch(delay_ms=4000 if late else 0, odd=odd))
        page.goto(url)
        element = page.wait_for_selector("iframe")
        found = element.content_frame() if element else None
        assert found is not None
        found.wait_for_load_state()
        return found

    def mend(self) -> None:
        self.lms.failing_stores = self.lms.forgetting = 0
        self.lms.locked_out.clear()

    def state(self) -> str | None:
        stored = self.lms.record().stored
        return None if self.kind == "openedx" else str(stored["suspend_data"]) or None

    def verify(self) -> None:
        record = self.lms.record()
        if self.kind == "openedx":
            return  # it stores what it is told and gives nothing back: the course may not say that work is saved
        if self.kind != "moodle":
            ranks = [RANK.index(status) for status, _ in record.history]
            assert ranks == sorted(ranks), f"the status went back: {[s for s, _ in record.history]}"
        scores = [float(raw) for _, raw in record.history if raw]
        assert scores == sorted(scores), f"the score went down: {scores}"
        self.once_each(Counter(entry["id"] for entry in items(record.stored["interactions"])))

    def once_each(self, written: Counter[str]) -> None:
        for question, deeds in self.ledger.of("question").items():
            count, saved = written[question], sum(deed.saved for deed in deeds)
            assert count <= len(deeds), f"{question} was answered {len(deeds)} times and written {count} times"
            assert count >= saved, f"of {saved} saved answers to {question} the LMS has {count}"
        submitted = self.ledger.deeds.get("submitted", [])
        answered = sum(count for name, count in written.items() if name.startswith("item-"))
        saved = sum(deed.saved for deed in submitted)
        assert 4 * saved <= answered <= 4 * len(submitted), f"{answered} answers of {len(submitted)} attempts"


def refused(world: Scorm12World, learner: Learner) -> None:
    learner.page.evaluate("n => { host.refusing = n }", world.random.randint(1, 4))


def forgotten(world: Scorm12World, _: Learner) -> None:
    world.lms.forgetting = world.random.randint(1, 3)


def server_error(world: Scorm12World, _: Learner) -> None:
    world.lms.failing_stores = world.random.randint(1, 4)


def locked_out(world: Scorm12World, _: Learner) -> None:
    world.lms.locked_out.add("learner-1")
