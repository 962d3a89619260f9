"""One learner, as reports are to count him: by the events that survive, not by statements.

Reports know the clocks of the learners' computers, so what came first is what these say; but for those that are years
off, where they know when a statement was stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from builder.records.simulate.events import Did, Event
from builder.records.simulate.lines import stamp
from builder.records.simulate.made import Life
from builder.records.simulate.noise import Sent
from builder.records.simulate.path import Path

if TYPE_CHECKING:
    from builder.records.simulate.tally import Tally

NONE: Final = "(none)"
AHEAD_MS: Final = 60_000
BEHIND_MS: Final = 7 * 86_400_000
"""What the report of the quality of data calls ahead and behind."""

BACK_MS: Final = 366 * 86_400_000
FORWARD_MS: Final = 86_400_000
"""How long before and after a statement was stored its clock is believed."""

Told = tuple[Event, int]
"""With the number of the enrollment, from 1."""


def believed(at: int, stored: int) -> int:
    """When it was, as far as a report can know."""
    return at if stored - BACK_MS <= at <= stored + FORWARD_MS else stored


def counted(tally: Tally, life: Life, left: Sequence[Sent]) -> None:
    """`left` is what is in the lake of it, voiding statements left out."""
    learner = _Learner(tally, life, left)
    for count in (
        learner.all, learner.completion, learner.sessions, learner.quality, learner.pages, learner.lessons,
        learner.answers, learner.forms, learner.scenarios, learner.attempts, learner.scores, learner.objectives,
    ):  # fmt: skip
        count()


class _Learner:
    def __init__(self, tally: Tally, life: Life, left: Sequence[Sent]) -> None:
        self.tally = tally
        self.counts = tally.counts
        self.sums = tally.sums
        self.life = life
        self.left = left
        self.heard = [believed(one.event.at, one.stored) for one in left if one.event is not None]
        events = [(one.event, one.enrollment) for one in left if one.event is not None]
        order = sorted(range(len(events)), key=lambda n: (self.heard[n], events[n][0].at))
        self.told = [(events[n][0]._replace(at=self.heard[n]), events[n][1]) for n in order]
        self.by: dict[Did, list[Told]] = {}
        for one in self.told:
            self.by.setdefault(one[0].did, []).append(one)

    def of(self, did: Did) -> Sequence[Told]:
        return self.by.get(did, ())

    def all(self) -> None:
        ability = self.life.learner.ability
        self.counts["learners", "all"] += 1
        self.sums["learners", "ability"] += ability
        self.sums["learners", "ability squared"] += ability**2
        self.tally.newest = max(self.tally.newest, *self.heard)

    def completion(self) -> None:
        world, learner = self.life.world, self.life.learner
        agency = world.agencies.all[learner.agency]
        _, latest = max(zip(self.heard, self.left, strict=True), key=lambda one: one[0])
        parts = {
            "all": "all",
            "agency": agency.id if learner.branded else NONE,
            "state": agency.state if learner.branded else NONE,
            "version": latest.version,
            "month": stamp(self.told[0][0].at)[:7],
        }
        held = {
            "learners": True,
            "completed": bool(self.of(Did.COMPLETED)),
            "tested": bool(self.of(Did.TEST_STARTED)),
            "passed": bool(self.of(Did.PASSED)),
        }
        for by, value in parts.items():
            for name, holds in held.items():
                self.counts["completion", by, value, name] += holds

    def sessions(self) -> None:
        found = (("begun", Did.INITIALIZED), ("resumed", Did.RESUMED), ("ended", Did.TERMINATED))
        for name, did in found:
            self.counts["sessions", name] += len(self.of(did))
        begun, ended = (Counter(number for _, number in self.of(did)) for did in (Did.INITIALIZED, Did.TERMINATED))
        self.counts["quality", "end"] += (begun - ended).total()

    def quality(self) -> None:
        self.counts["quality", "own"] += len(self.left)
        self.counts["quality", "agency"] += 0 if self.life.learner.branded else len(self.left)
        for one in self.left:
            if one.event is not None:
                self.counts["quality", "ahead"] += one.event.at > one.stored + AHEAD_MS
                self.counts["quality", "behind"] += one.stored > one.event.at + BEHIND_MS

    def pages(self) -> None:
        views = Counter(event.about for event, _ in self.of(Did.VIEWED))
        for page, count in views.items():
            self.counts["pages", page, "learners"] += 1
            self.counts["pages", page, "views"] += count
        if views and not self.of(Did.COMPLETED):
            # In the order of their first views: a Counter keeps it.
            self.tally.keep(("pages", list(views)[-1], "left"), max(self.heard))

    def lessons(self) -> None:
        """Of those who completed it, all that was worked on it, as far as it was told."""
        worked: Counter[str] = Counter()
        for event, _ in (*self.of(Did.LESSON_COMPLETED), *self.of(Did.LESSON_LEFT)):
            worked[event.about] = max(worked[event.about], event.duration)
        for lesson in {event.about for event, _ in self.of(Did.LESSON_COMPLETED)}:
            self.counts["lessons", lesson, "learners"] += 1
            self.tally.keep(("lessons", lesson, "hundredths"), (worked[lesson] + 5) // 10)

    def answers(self) -> None:
        """In lessons and tests; `first` is the learner's first answer to the item at all."""
        known: set[str] = set()
        for event, _ in self.of(Did.ANSWERED):
            self.counts["items", event.about, "answers"] += 1
            if event.about not in known:
                known.add(event.about)
                self.counts["items", event.about, "learners"] += 1
                self._answer(("items", event.about, "first"), event)

    def _answer(self, path: Path, event: Event) -> None:
        self.counts[*path, "answers"] += 1
        self.counts[*path, "right"] += bool(event.success)
        self.counts[*path, "responses", event.response or ""] += 1
        self.sums[*path, "expected"] += event.expected
        self.sums[*path, "variance"] += event.expected * (1 - event.expected)

    def forms(self) -> None:
        """What item statistics are made of: the first attempt of the first enrollment that has one."""
        found = [(event, number) for event, number in self.of(Did.ANSWERED) if event.attempt == 1]
        answers = [event for event, number in found if number == found[0][1]]
        for event in answers:
            self._answer(("items", event.about, "form"), event)
        expected = self.life.world.expected
        if not answers or expected is None:
            return
        shares = {
            "observed": sum(bool(one.success) for one in answers) / len(answers),
            "true": expected.share(self.life.learner.ability),
            "observed centered": sum(bool(one.success) - expected.means[one.about] for one in answers) / len(answers),
            "true centered": sum(one.expected - expected.means[one.about] for one in answers) / len(answers),
        }
        self.counts["reliability", "forms"] += 1
        self.sums["reliability", "error squared"] += (shares["observed"] - shares["true"]) ** 2
        for name, share in shares.items():
            self.sums["reliability", name] += share
            self.sums["reliability", f"{name} squared"] += share**2

    def scenarios(self) -> None:
        for did, what in ((Did.DECIDED, "choices"), (Did.SCENARIO_FINISHED, "ends")):
            known: set[Path] = set()
            for event, _ in self.of(did):
                path = (what, event.about, event.response or "")
                self.counts[*path, "times"] += 1
                self.counts[*path, "first runs"] += event.run == 1
                if path not in known:
                    known.add(path)
                    self.counts[*path, "learners"] += 1

    def _ends(self) -> dict[tuple[int, int], Event]:
        """Attempts that were handed in, by enrollment and number."""
        handed_in = (*self.of(Did.TEST_PASSED), *self.of(Did.TEST_FAILED))
        return {(number, event.attempt): event for event, number in handed_in}

    def attempts(self) -> None:
        ends = self._ends()
        begun = [(number, event.attempt) for event, number in self.of(Did.TEST_STARTED)]
        for attempt in {attempt for _, attempt in begun}:
            self.counts["attempts", str(attempt), "learners"] += 1
        for number, attempt in begun:
            self.counts["attempts", str(attempt), "begun"] += 1
            if end := ends.get((number, attempt)):
                self._attempt(end, ends.get((number, attempt - 1)))

    def _attempt(self, end: Event, before: Event | None) -> None:
        path = ("attempts", str(end.attempt))
        self.counts[*path, "finished"] += 1
        self.counts[*path, "passed"] += bool(end.success)
        self.sums[*path, "points"] += end.points
        if before:
            self.counts[*path, "followed"] += 1
            self.sums[*path, "gain"] += end.points - before.points

    def scores(self) -> None:
        ends = self._ends()
        begun = [(event.at, ends.get((number, event.attempt))) for event, number in self.of(Did.TEST_STARTED)]
        # By a clock that was set back meanwhile, an attempt ended before it began.
        found = sorted((min(at, end.at), end.points) for at, end in begun if end)
        points = [one for _, one in found]
        if points:
            self.counts["scores", "first", f"{points[0]:g}"] += 1
            self.counts["scores", "best", f"{max(points):g}"] += 1

    def objectives(self) -> None:
        found: dict[str, list[Event]] = {}
        for event, _ in self.of(Did.OBJECTIVE_SCORED):
            found.setdefault(event.about, []).append(event)
        for objective, events in found.items():
            path = ("objectives", objective)
            self.counts[*path, "learners"] += 1
            self.counts[*path, "mastered first"] += bool(events[0].success)
            self.counts[*path, "mastered"] += any(event.success for event in events)
            self.sums[*path, "first points"] += events[0].points
