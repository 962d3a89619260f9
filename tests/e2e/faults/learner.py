"""A learner with seeded habits: chooses what to do next, does it, and notes what the course has said about it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Final

from playwright.sync_api import Frame, Page

from builder.course.resolved import Question, ResolvedCourse
from tests.e2e.faults.ledger import Ledger

SCRIPT: Final = (Path(__file__).parent / "hands.js").read_text("utf-8")
SAVED: Final = ("saved",)
SOON_MS: Final = 2500


class Learner:
    """One sitting, in the frame that shows the course."""

    def __init__(self, course: ResolvedCourse, page: Page, frame: Frame, random: Random, ledger: Ledger) -> None:
        self.course = course
        self.page = page
        self.frame = frame
        self.random = random
        self.ledger = ledger
        frame.evaluate(SCRIPT)

    def call(self, name: str, *arguments: Any) -> Any:
        return self.frame.evaluate("([name, given]) => learner[name](...given)", [name, list(arguments)])

    def act(self) -> None:
        """Does one thing; some come to nothing, as when all has been answered."""
        acts = (
            self.read,
            self.read,
            self.answer,
            self.answer,
            self.confirm,
            self.decide,
            self.take_test,
            self.take_test,
        )
        self.random.choice(acts)()

    def read(self) -> None:
        page = self.random.choice(list(self.course.pages))
        if self.call("go", page.anchor):
            self.ledger.did(f"page:{page.anchor}")

    def answer(self) -> None:
        places = [(page.anchor, b) for page in self.course.pages for b in page.blocks if isinstance(b, Question)]
        anchor, question = self.random.choice(places)
        response = self.response(question)
        if self.call("answer", anchor, question.id, list(response)):
            self.ledger.did(f"question:{question.id}", response)

    def response(self, question: Question) -> tuple[str, ...]:
        ids = [option.id for option in question.options]
        if not question.many:
            return (self.random.choice(ids),)
        return tuple(id_ for id_ in ids if self.random.random() < 0.6) or (ids[0],)

    def confirm(self) -> None:
        if self.call("confirm", "one--confirm", "understood"):
            self.ledger.did("ack:understood", ("given",))

    def decide(self) -> None:
        choices = self.call("choices", "two--play")
        if choices:
            choice = self.random.choice(choices)
            self.call("decide", choice)
            self.ledger.did("scenario", (choice,))

    def take_test(self) -> None:
        """A few steps of the test: begins, answers some items, or submits."""
        screen = self.call("screen")
        if screen == "result":
            self.call("retake")
            screen = "intro"
        if screen == "intro":
            assert self.call("start"), "the test did not start"
            self.ledger.begun()
        for _ in range(self.random.randint(1, 4)):
            self.one_item()
        if self.call("item") is None and self.random.random() < 0.7:
            assert self.call("submit"), "no result after the test was submitted"
            self.ledger.did("submitted")

    def one_item(self) -> None:
        item = self.call("item")
        if item is None:
            if self.random.random() < 0.5:
                self.call("move", self.random.randint(0, 3))
            return
        if self.random.random() < 0.85:
            question = next(q for test in self.course.tests for q in test.bank if q.id == item)
            response = self.response(question)
            self.call("choose", list(response))
            self.ledger.did(f"item:{item}", response)
        self.call("next")

    def wait(self, ms: int = SOON_MS) -> None:
        """Lets time pass, and believes the course when it says that all is saved."""
        self.page.context.clock.run_for(ms)
        self.look()

    def look(self) -> None:
        for _ in range(25):
            phase = self.call("phase")
            if phase in SAVED:
                self.ledger.said_saved()
                return
            if phase not in ("saving", "running", "connecting"):
                break
            self.page.wait_for_timeout(20)
        self.ledger.story.append(f"  {phase}")
