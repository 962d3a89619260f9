"""An LRS that fails in its ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

from playwright.sync_api import Browser, Frame, Page

from builder.course.resolved import ResolvedCourse
from tests.e2e.faults.learner import Learner
from tests.e2e.faults.world import Fault, World
from tests.e2e.lms.server import Lms
from tests.e2e.lrs import Fault as LrsFault
from tests.e2e.lrs import Lrs


class XapiWorld(World):
    """The packages lie on the LMS's server; the records go to the LRS."""

    def __init__(
        self, browser: Browser, versions: Mapping[str, ResolvedCourse], random: Random, lms: Lms, lrs: Lrs, seed: int
    ) -> None:
        self.lms = lms
        self.lrs = lrs
        super().__init__(browser, versions, random, f"seed {seed}, xapi")

    @property
    def faults(self) -> Mapping[str, Fault]:
        return {"status": status, "drop": drop, "drop after": drop_after, "down": down}

    def launch(self, page: Page, late: bool) -> Frame:
        self.lrs.down = late
        page.goto(self.lrs.launch(self.lms.content(self.version)))
        return page.main_frame

    def mend(self) -> None:
        self.lrs.down = False
        self.lrs.faults.clear()

    def state(self) -> str | None:
        (body,) = self.lrs.states.values()
        return body.decode()

    def verify(self) -> None:
        # The learner's clock may have gone forward.
        violations = [problem for problem in self.lrs.violations if "is in the future" not in problem]
        assert not violations, violations
        answered = [s["object"]["id"].rsplit("/", 1)[-1] for s in self.lrs.with_verb("answered")]
        written = Counter(answered)
        for question, deeds in self.ledger.of("question").items():
            count, saved = written[question], sum(deed.saved for deed in deeds)
            assert saved <= count <= len(deeds), f"{question}: {count} of {len(deeds)} answers, {saved} saved"
        submitted = self.ledger.deeds.get("submitted", [])
        saved = sum(deed.saved for deed in submitted)
        of_items = sum(count for name, count in written.items() if name.startswith("item-"))
        assert 4 * saved <= of_items <= 4 * len(submitted), f"{of_items} answers of {len(submitted)} attempts"
        verdicts = [s["result"]["score"]["raw"] for s in self.lrs.with_verb("passed") if "/test/" in s["object"]["id"]]
        assert len(verdicts) <= len(submitted), f"passed {len(verdicts)} times in {len(submitted)} attempts"


def status(world: XapiWorld, _: Learner) -> None:
    code = world.random.choice((500, 503, 429))
    world.lrs.faults.append(LrsFault("status", times=world.random.randint(1, 4), status=code))


def drop(world: XapiWorld, _: Learner) -> None:
    world.lrs.faults.append(LrsFault("drop", times=world.random.randint(1, 3)))


def drop_after(world: XapiWorld, _: Learner) -> None:
    world.lrs.faults.append(LrsFault("drop-after", times=world.random.randint(1, 3)))


def down(world: XapiWorld, learner: Learner) -> None:
    world.lrs.down = True
    learner.act()
    learner.wait(world.random.choice((1000, 8000)))
    world.lrs.down = False
