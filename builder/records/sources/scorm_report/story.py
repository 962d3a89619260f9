"""The interactions of an attempt, in their order, to what happened: tries, attempts at a test, runs of a scenario.

SCORM numbers none of these. Our run-time tells all items of an attempt at a test when it is submitted, one after the
other, answered or not. So an attempt is as many items as it asks, by the codebook; it ends earlier only where an item
comes again, or something else in between: then a part of it did not reach the LMS, and it counts as unfinished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.records.codebook import Row
from builder.records.sources.scorm_report.book import Book


@dataclass(frozen=True, slots=True)
class Interaction:
    """One of an attempt in the LMS; `at` in microseconds since 1970, `seconds` None: it was not told how long.

    One that is not `usable` was set aside: nothing is told of it, but it counts, so that what follows it is not taken
    for something else.
    """

    number: int
    row: Row
    at: int
    response: str | None = None
    success: bool | None = None
    share: float | None = None
    seconds: float | None = None
    usable: bool = True


UNKNOWN: Final = "unknown"
"""The kind of a row for an id that the codebook does not have."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: `kind` as in player/src/events.ts; `subject` is what it happened to."""

    kind: str
    subject: Row
    of: Interaction
    tries: int | None = None
    attempt: int | None = None
    run: int | None = None
    end: str | None = None
    points: float | None = None
    items: int | None = None
    """Of a finished test, or of what it asked about an objective: out of so many."""


@dataclass(slots=True)
class _Open:
    """An attempt whose items are being told."""

    test: Row
    number: int
    told: list[Interaction] = field(default_factory=list)

    def has(self, item: str) -> bool:
        return any(one.row.id == item for one in self.told)


@dataclass(slots=True)
class _Teller:
    book: Book
    tries: Counter[str] = field(default_factory=Counter)
    attempts: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)
    expected: dict[str, str] = field(default_factory=dict)
    """By scenario: what follows the last decision."""
    open: _Open | None = None

    def tell(self, one: Interaction) -> Iterator[Event]:
        row = one.row
        if row.kind == UNKNOWN:
            yield from self._counted(one)  # among the items of a test, so it is one of them
        elif row.kind == "acknowledgement":
            self.open = None
            attempt = self.attempts[row.test] + 1 if row.test else None
            yield Event("acknowledged", row, one, attempt=attempt)
        elif row.kind == "situation":
            self.open = None
            yield from self._decided(one)
        elif row.test:
            yield from self._tested(one)
        else:
            self.open = None
            self.tries[row.id] += 1
            if one.usable:
                yield Event("answered", row, one, tries=self.tries[row.id])

    def _decided(self, one: Interaction) -> Iterator[Event]:
        row = one.row
        if self.expected.get(row.parent) != row.id:
            self.runs[row.parent] += 1
        run = self.runs[row.parent]
        if one.usable:
            yield Event("decision-taken", row, one, run=run)
        taken = next((choice for choice in self.book.parts(row, "choice") if choice.id == one.response), None)
        following = taken.next if taken else ""
        self.expected[row.parent] = following
        scenario = self.book.get("scenario", row.parent)
        if scenario and self.book.is_end(row.parent, following):
            yield Event("scenario-finished", scenario, one, run=run, end=following)

    def _tested(self, one: Interaction) -> Iterator[Event]:
        test = self.book.get("test", one.row.test)
        if test is None:
            return
        if self.open is None or self.open.test is not test or self.open.has(one.row.id):
            self.attempts[test.id] += 1
            self.open = _Open(test, self.attempts[test.id])
            yield Event("test-started", test, one, attempt=self.open.number)
        if one.usable:
            yield Event("answered", one.row, one, tries=1, attempt=self.open.number)
        yield from self._counted(one)

    def _counted(self, one: Interaction) -> Iterator[Event]:
        """The last item ends the attempt that is open."""
        if self.open is None:
            return
        self.open.told.append(one)
        if len(self.open.told) == self.open.test.items:
            yield from self._finished(self.open, one)
            self.open = None

    def _finished(self, open_: _Open, last: Interaction) -> Iterator[Event]:
        """The score is known only if the results of all items are."""
        if any(not one.usable or (one.share is None and one.row.scorm12_right) for one in open_.told):
            return
        for id_ in dict.fromkeys(one.row.objective for one in open_.told):
            if objective := self.book.get("objective", id_):
                part = [one for one in open_.told if one.row.objective == id_]
                points = sum(one.share or 0 for one in part)
                yield Event("objective-scored", objective, last, attempt=open_.number, points=points, items=len(part))
        points = sum(one.share or 0 for one in open_.told)
        yield Event("test-finished", open_.test, last, attempt=open_.number, points=points, items=len(open_.told))


def story(book: Book, interactions: Sequence[Interaction]) -> Iterator[Event]:
    """All that the interactions of one attempt in the LMS tell."""
    teller = _Teller(book)
    for one in interactions:
        yield from teller.tell(one)
