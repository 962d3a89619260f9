"""What of a table can be computed from the rest of it, by adding and taking away any of its sums."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

PRIME: Final = 2**61 - 1
"""Numbers are counted modulo this prime, so that they stay short."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Rows that add up; `total` is None where the sum is known without a row. `rest` learners are in no row."""

    parts: tuple[int, ...]
    total: int | None
    rest: int = 0

    @property
    def rows(self) -> Iterator[int]:
        yield from self.parts
        if self.total is not None:
            yield self.total


Terms = dict[int, int]
"""Factors by row, not 0; those who are in no row of the equation `at` stand at -1 - `at`."""


def computed(equations: Sequence[Equation], hidden: Collection[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each hidden row that follows from rows that are shown, with one choice of these."""
    asked = [
        _terms(equation, at, hidden)
        for at, equation in enumerate(equations)
        if any(row in hidden for row in equation.rows)
    ]
    # Short ones first: what they are solved for then leaves the long ones short, of which there are few.
    asked.sort(key=lambda one: len(one[0]))
    solved = _Solved(Counter(row for unknown, _ in asked for row in unknown))
    for unknown, known in asked:
        solved.add(unknown, known)
    yield from solved.told()


def _terms(equation: Equation, at: int, hidden: Collection[int]) -> tuple[Terms, Terms]:
    terms = dict.fromkeys(equation.parts, 1)
    if equation.total is not None:
        terms[equation.total] = -1
    unknown = {row: factor for row, factor in terms.items() if row in hidden}
    if equation.rest:
        unknown[-1 - at] = 1
    return unknown, {row: factor for row, factor in terms.items() if row not in hidden}


@dataclass(frozen=True, slots=True)
class _Step:
    """An equation, solved for its pivot: an unknown that stands in none of the later ones."""

    pivot: int
    unknown: Terms
    known: Terms


class _Solved:
    """Equations in steps, by Gauss. `often` says in how many of them an unknown stands."""

    def __init__(self, often: Counter[int]) -> None:
        self._often = often
        self._steps: list[_Step] = []
        self._at: dict[int, int] = {}
        """Steps by their pivots."""

    def add(self, unknown: Terms, known: Terms) -> None:
        self._reduce(unknown, known)
        if not unknown:
            return
        pivot = min(unknown, key=lambda row: (self._often[row], row))
        by = pow(unknown[pivot], -1, PRIME)
        for terms in (unknown, known):
            for row in terms:
                terms[row] = _short(terms[row] * by)
        self._at[pivot] = len(self._steps)
        self._steps.append(_Step(pivot, unknown, known))

    def told(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """A row is told if it is the same in all solutions: these differ by what solves the sums without the known."""
        chance = random.Random(PRIME)  # noqa: S311 - what it tells too much is looked at again
        differ: dict[int, int] = {}
        for step in reversed(self._steps):
            left = 0
            for row, factor in step.unknown.items():
                if row != step.pivot:
                    if row not in differ:
                        differ[row] = chance.randrange(PRIME)
                    left += factor * differ[row]
            differ[step.pivot] = -left % PRIME
            if not differ[step.pivot] and step.pivot >= 0:
                yield from self._told(step)

    def _told(self, step: _Step) -> Iterator[tuple[int, tuple[int, ...]]]:
        unknown, known = dict(step.unknown), dict(step.known)
        del unknown[step.pivot]
        self._reduce(unknown, known)
        if not unknown:
            yield step.pivot, tuple(sorted(known))

    def _reduce(self, unknown: Terms, known: Terms) -> None:
        """Puts in place of each pivot what it is; that has pivots of later steps only."""
        waiting = [self._at[row] for row in unknown if row in self._at]
        heapify(waiting)
        while waiting:
            step = self._steps[heappop(waiting)]
            factor = unknown.get(step.pivot)
            if factor is None:
                continue
            for row in step.unknown:
                if row in self._at and row not in unknown:
                    heappush(waiting, self._at[row])
            _less(unknown, step.unknown, factor)
            _less(known, step.known, factor)


def _less(terms: Terms, others: Terms, factor: int) -> None:
    for row, value in others.items():
        left = _short(terms.get(row, 0) - factor * value)
        if left:
            terms[row] = left
        else:
            terms.pop(row, None)


def _short(number: int) -> int:
    """Nearest to 0: most factors are 1 or -1."""
    left = number % PRIME
    return left - PRIME if left > PRIME // 2 else left
