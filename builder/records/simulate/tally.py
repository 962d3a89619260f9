"""Counts what learners did, as reports are to find it: from the events that survive, not from statements."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from builder.records.simulate.events import Did, Event
from builder.records.simulate.lines import stamp
from builder.records.simulate.made import Life
from builder.records.simulate.noise import DUPLICATE, VOIDING, Sent

Path: TypeAlias = tuple[str, ...]
"""Where a number stands in the truth: the keys that lead to it."""

NONE: Final = "(none)"
DAY_MS: Final = 86_400_000


@dataclass(slots=True)
class Tally:
    """Of any learners; those of others are added. `lessons` has the seconds of each completion, in hundredths."""

    counts: Counter[Path] = field(default_factory=Counter)
    sums: defaultdict[Path, float] = field(default_factory=lambda: defaultdict(float))
    lessons: dict[str, array[int]] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        for path, value in other.sums.items():
            self.sums[path] += value
        for lesson, seconds in other.lessons.items():
            self.lessons.setdefault(lesson, array("i")).extend(seconds)

    def count(self, life: Life, sent: Iterable[Sent]) -> None:
        """One learner: what was sent, and what is left of it once it is in a lake."""
        left = []
        for one in sent:
            self.counts["lines", "all"] += 1
            if one.event is not None:
                self.counts["lines", "statements"] += 1
                self.counts["lines", "voided"] += one.is_voided
                self.counts["lines", "late"] += one.stored - one.event.moment >= DAY_MS
                if not one.is_voided:
                    left.append(one)
            elif one.kind in (DUPLICATE, VOIDING):
                self.counts["lines", f"{one.kind}s" if one.kind == DUPLICATE else one.kind] += 1
            else:
                self.counts["lines", "aside"] += 1
                self.counts["aside", one.kind] += 1
        for enrollment in life.enrollments:
            for sitting in enrollment.sessions:
                self.counts["clocks", sitting.clock] += 1
        _Learner(self, life, left).count()


class _Learner:
    def __init__(self, tally: Tally, life: Life, left: Sequence[Sent]) -> None:
        self.tally = tally
        self.counts = tally.counts
        self.sums = tally.sums
        self.life = life
        self.left = left
        told = [(one.event, one.enrollment) for one in left if one.event is not None]
        self.told = sorted(told, key=lambda one: one[0].at)
        self.by: dict[Did, list[tuple[Event, int]]] = {}
        for one in self.told:
            self.by.setdefault(one[0].did, []).append(one)

    def of(self, did: Did) -> Sequence[tuple[Event, int]]:
        """By the clocks of the learner's computers, as reports have no others."""
        return self.by.get(did, ())

    def count(self) -> None:
        self._completion()
        self._sessions()
        self._pages()
        self._lessons()
        self._answers()
        self._scenarios()
        self._attempts()
        self._objectives()
        self.counts["learners", "all"] += 1
        self.sums["learners", "ability"] += self.life.learner.ability
        self.sums["learners", "ability squared"] += self.life.learner.ability**2

    def _completion(self) -> None:
        world, learner = self.life.world, self.life.learner
        agency = world.agencies.all[learner.agency]
        latest = max(self.left, key=lambda one: min(one.event.at if one.event else 0, one.stored))
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

    def _sessions(self) -> None:
        for name, did in (("begun", Did.INITIALIZED), ("resumed", Did.RESUMED), ("ended", Did.TERMINATED)):
            self.counts["sessions", name] += len(self.of(did))

    def _pages(self) -> None:
        views = Counter(event.about for event, _ in self.of(Did.VIEWED))
        for page, count in views.items():
            self.counts["pages", page, "learners"] += 1
            self.counts["pages", page, "views"] += count
        if views and not self.of(Did.COMPLETED):
            last = next(page.id for page in reversed(self.life.world.course.pages) if page.id in views)
            self.counts["pages", last, "last"] += 1

    def _lessons(self) -> None:
        found = self.of(Did.LESSON_COMPLETED)
        for lesson in {event.about for event, _ in found}:
            self.counts["lessons", lesson, "learners"] += 1
        for event, _ in found:
            self.tally.lessons.setdefault(event.about, array("i")).append((event.duration + 5) // 10)

    def _answers(self) -> None:
        known: set[str] = set()
        for event, _ in self.of(Did.ANSWERED):
            self.counts["items", event.about, "answers"] += 1
            if event.about in known:
                continue
            known.add(event.about)
            self.counts["items", event.about, "learners"] += 1
            self.counts["items", event.about, "first right"] += bool(event.success)
            self.counts["items", event.about, "first responses", event.response or ""] += 1
            self.sums["items", event.about, "first expected"] += event.expected
            self.sums["items", event.about, "first variance"] += event.expected * (1 - event.expected)

    def _scenarios(self) -> None:
        for did, what in ((Did.DECIDED, "choices"), (Did.SCENARIO_FINISHED, "ends")):
            known: set[Path] = set()
            for event, _ in self.of(did):
                path = (what, event.about, event.response or "")
                self.counts[*path, "times"] += 1
                self.counts[*path, "first runs"] += event.run == 1
                if path not in known:
                    known.add(path)
                    self.counts[*path, "learners"] += 1

    def _attempts(self) -> None:
        handed_in = (*self.of(Did.TEST_PASSED), *self.of(Did.TEST_FAILED))
        ends = {(number, event.attempt): event for event, number in handed_in}
        begun = [(number, event.attempt) for event, number in self.of(Did.TEST_STARTED)]
        for attempt in {attempt for _, attempt in begun}:
            self.counts["attempts", str(attempt), "learners"] += 1
        for number, attempt in begun:
            self.counts["attempts", str(attempt), "begun"] += 1
            if end := ends.get((number, attempt)):
                self._attempt(end, number, ends.get((number, attempt - 1)))

    def _attempt(self, end: Event, number: int, before: Event | None) -> None:
        path = ("attempts", str(end.attempt))
        self.counts[*path, "finished"] += 1
        self.counts[*path, "passed"] += bool(end.success)
        self.counts[*path, "scores", f"{end.points:g}"] += 1
        self.sums[*path, "points"] += end.points
        if before:
            self.counts[*path, "followed"] += 1
            self.sums[*path, "gain"] += end.points - before.points
        self._reliability(end, number)

    def _reliability(self, end: Event, number: int) -> None:
        """By the answers that were given, voided or not: what came of them is in the score."""
        sittings = self.life.enrollments[number - 1].sessions
        answers = [
            event
            for sitting in sittings
            for event in sitting.events
            if event.did is Did.ANSWERED and event.attempt == end.attempt
        ]
        observed, true = sum(bool(one.success) for one in answers), sum(one.expected for one in answers)
        path = ("reliability", str(end.attempt))
        self.counts[*path, "attempts"] += 1
        for name, value in (
            ("observed", observed),
            ("observed squared", observed**2),
            ("true", true),
            ("true squared", true**2),
            ("observed by true", observed * true),
        ):
            self.sums[*path, name] += value

    def _objectives(self) -> None:
        for event, _ in self.of(Did.OBJECTIVE_SCORED):
            path = ("objectives", event.about, str(event.attempt))
            self.counts[*path, "scored"] += 1
            self.counts[*path, "reached"] += bool(event.success)
            self.sums[*path, "points"] += event.points
