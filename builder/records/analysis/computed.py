"""What of a table can be computed from the rest of it, by adding and taking away any of its sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
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
    solved = _Solved()
    for at, equation in enumerate(equations):
        if any(row in hidden for row in equation.rows):
            solved.add(*_terms(equation, at, hidden))
    for row, unknown in solved.unknown.items():
        if len(unknown) == 1 and row >= 0:
            yield row, tuple(sorted(solved.known[row]))


def _terms(equation: Equation, at: int, hidden: Collection[int]) -> tuple[Terms, Terms]:
    terms = dict.fromkeys(equation.parts, 1)
    if equation.total is not None:
        terms[equation.total] = PRIME - 1
    unknown = {row: factor for row, factor in terms.items() if row in hidden}
    if equation.rest:
        unknown[-1 - at] = 1
    return unknown, {row: factor for row, factor in terms.items() if row not in hidden}


class _Solved:
    """Equations solved by Gauss and Jordan: each for one unknown, which stands in no other."""

    def __init__(self) -> None:
        self.unknown: dict[int, Terms] = {}
        self.known: dict[int, Terms] = {}
        self._within: dict[int, set[int]] = defaultdict(set)
        """The equations in which an unknown stands, by what they are solved for."""

    def add(self, unknown: Terms, known: Terms) -> None:
        for row in [row for row in unknown if row in self.unknown]:
            factor = unknown[row]
            _less(unknown, self.unknown[row], factor)
            _less(known, self.known[row], factor)
        if not unknown:
            return
        pivot = min(unknown, key=lambda row: (len(self._within[row]), row))
        by = pow(unknown[pivot], -1, PRIME)
        for terms in (unknown, known):
            for row in terms:
                terms[row] = terms[row] * by % PRIME
        for other in tuple(self._within[pivot]):
            self._put(other, pivot, unknown, known)
        self.unknown[pivot], self.known[pivot] = unknown, known
        for row in unknown:
            self._within[row].add(pivot)

    def _put(self, other: int, pivot: int, unknown: Terms, known: Terms) -> None:
        """In place of the pivot what it is, in an equation solved before."""
        terms = self.unknown[other]
        factor = terms[pivot]
        _less(terms, unknown, factor)
        _less(self.known[other], known, factor)
        for row in unknown:
            (self._within[row].add if row in terms else self._within[row].discard)(other)


def _less(terms: Terms, others: Terms, factor: int) -> None:
    for row, value in others.items():
        left = (terms.get(row, 0) - factor * value) % PRIME
        if left:
            terms[row] = left
        else:
            terms.pop(row, None)
