"""Counts what was made up, so that the counts of some learners add to those of others."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from builder.records.simulate.counted import counted
from builder.records.simulate.made import Life
from builder.records.simulate.noise import DUPLICATE, VOIDING, Sent
from builder.records.simulate.path import Path

DAY_MS: Final = 86_400_000


@dataclass(slots=True)
class Tally:
    """By their place in the truth: counts, sums, and lists of which no sum would say enough.

    The lists are all that grows with the number of learners, by about a hundred bytes each.
    """

    counts: Counter[Path] = field(default_factory=Counter)
    sums: defaultdict[Path, float] = field(default_factory=lambda: defaultdict(float))
    lists: dict[Path, array[int]] = field(default_factory=dict)
    newest: int = 0
    """When the last thing happened that is in the lake, in milliseconds since 1970."""

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        for path, value in other.sums.items():
            self.sums[path] += value
        for path, values in other.lists.items():
            self.lists.setdefault(path, array("q")).extend(values)
        self.newest = max(self.newest, other.newest)

    def keep(self, path: Path, value: int) -> None:
        self.lists.setdefault(path, array("q")).append(value)

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
            elif one.kind == DUPLICATE:
                self.counts["lines", "duplicates"] += 1
            elif one.kind == VOIDING:
                self.counts["lines", "voiding"] += 1
            else:
                self.counts["lines", "aside"] += 1
                self.counts["aside", one.kind] += 1
        for enrollment in life.enrollments:
            for sitting in enrollment.sessions:
                self.counts["clocks", sitting.clock] += 1
        counted(self, life, left)
