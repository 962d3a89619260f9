"""Takes out of a report what it would tell of too few learners, and what that could be computed from.

Primary: a row of fewer learners than `smallest` shows nothing but which row it is. Secondary: where rows add up to
something that is shown, what is hidden of them is never one row alone, never together fewer than `smallest`, and never
one learner each; else the next smallest rows are hidden with them, until this holds of all sums at once, one in another
included. And no row of too few follows from several sums together, such as those of a table with years and agencies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from builder.records.analysis.computed import Equation, computed
from builder.records.analysis.engines.engine import Table
from builder.records.analysis.families import Family
from builder.records.analysis.report import SLICE, SMALLEST, Report, Result, Sum

ALONE: Final = 1
Row = tuple[Any, ...]


def suppress(report: Report, table: Table, smallest: int = SMALLEST, families: Sequence[Family] = ()) -> Result:
    """`families` are slices that add up to others."""
    hidden = _hidden(report, table, smallest, families)
    stays = [column.stays for column in report.columns]
    rows = tuple(
        tuple(value if kept else None for value, kept in zip(row, stays, strict=True)) if at in hidden else tuple(row)
        for at, row in enumerate(table.rows)
    )
    return Result(report, smallest, table.columns, table.types, rows, tuple(at in hidden for at in range(len(rows))))


def _hidden(report: Report, table: Table, smallest: int, families: Sequence[Family]) -> set[int]:
    if report.cells is None or smallest <= ALONE:
        return set()
    counts = [row[table.columns.index(report.cells.count)] for row in table.rows]
    equations = tuple(
        chain(
            *(_summed(table, one) for one in report.cells.sums),
            _sliced(report, table, counts, families),
        )
    )
    return Hiding(counts, equations, smallest).hidden


class Hiding:
    """Grows what is hidden until nothing of it can be computed: what is hidden is never shown again, so it ends."""

    def __init__(self, counts: Sequence[int], equations: Sequence[Equation], smallest: int) -> None:
        self._counts, self._equations, self._smallest = counts, equations, smallest
        self._below: dict[int, list[Equation]] = defaultdict(list)
        self._around: dict[int, list[Equation]] = defaultdict(list)
        for equation in equations:
            if equation.total is not None:
                self._below[equation.total].append(equation)
                self._around[equation.total].append(equation)
            for part in equation.parts:
                self._around[part].append(equation)
        self.hidden: set[int] = set()
        # Each once: of an equation of thousands of rows, every row that is hidden asks for it.
        self._waiting = {id(equation): equation for equation in equations}
        for at, count in enumerate(counts):
            if 0 < count < smallest:
                self._hide(at)
        self._settle()
        while self._cover():
            self._settle()

    def _settle(self) -> None:
        while self._waiting:
            self._mend(self._waiting.popitem()[1])

    def _cover(self) -> bool:
        """Hides with each row of too few that follows from others the smallest of these; whether there were any."""
        more = set()
        for row, others in computed(self._equations, self.hidden):
            open_ = [other for other in others if self._counts[other] > 0]
            if open_ and self._counts[row] < self._smallest:
                more.add(min(open_, key=lambda other: (self._counts[other], other)))
        for row in more:
            self._hide(row)
        return bool(more)

    def _hide(self, at: int) -> None:
        """What adds up with it is looked at again, and what that adds up to."""
        self.hidden.add(at)
        seen: set[int] = set()
        rising = [at]
        while rising:
            row = rising.pop()
            for equation in self._around[row]:
                self._waiting[id(equation)] = equation
                total = equation.total
                if total is not None and total not in seen:
                    seen.add(total)
                    rising.append(total)

    def _mend(self, equation: Equation) -> None:
        while not self._safe(equation):
            open_ = [part for part in equation.parts if part not in self.hidden and self._counts[part] > 0]
            if open_:
                self._hide(min(open_, key=lambda part: (self._counts[part], part)))
            elif equation.total is not None and equation.total not in self.hidden:
                self._hide(equation.total)
            else:
                return

    def _safe(self, equation: Equation) -> bool:
        parts = [part for part in equation.parts if part in self.hidden]
        rest = 1 if equation.rest else 0
        if equation.total in self.hidden:
            return bool(parts) or bool(rest)
        if not parts:
            return not 0 < equation.rest < self._smallest
        leaves = list(chain.from_iterable(map(self._leaves, parts)))
        learners = sum(map(self._counts.__getitem__, leaves)) + equation.rest
        return len(parts) + rest > ALONE and learners >= self._smallest and learners > len(leaves) + rest

    def _leaves(self, row: int) -> Iterator[int]:
        """What of a hidden row is not shown elsewhere: of the sums that it is the one with the fewest learners."""
        found = [
            list(chain.from_iterable(self._leaves(part) for part in equation.parts if part in self.hidden))
            for equation in self._below[row]
            if not equation.rest
        ]
        told = [leaves for leaves in found if leaves]
        yield from min(told, key=lambda leaves: sum(map(self._counts.__getitem__, leaves)), default=[row])


def _summed(table: Table, one: Sum) -> Iterator[Equation]:
    """Of a report's own rows."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    totals: dict[Row, int] = {}
    parts: dict[Row, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        key = tuple(row[name] for name in one.alike)
        if one.total is not None and _is(row, one.total):
            totals[key, row[one.of] if one.of else None] = at
        elif _is(row, one.parts):
            parts[key, row[one.inside] if one.inside else None].append(at)
    for group, found in parts.items():
        if one.total is None:
            yield Equation(tuple(found), None)
        elif group in totals:
            yield Equation(tuple(found), totals[group])


def _is(row: dict[str, Any], wanted: Any) -> bool:
    return all(row[name] == value for name, value in wanted.items())


def _sliced(report: Report, table: Table, counts: Sequence[int], families: Sequence[Family]) -> Iterator[Equation]:
    """Of the same row in slices that add up to another."""
    if not families:
        return
    names = [column.name for column in report.columns if column.stays and column.name != SLICE]
    places = [table.columns.index(name) for name in names]
    slice_ = table.columns.index(SLICE)
    found: dict[Row, dict[str, int]] = defaultdict(dict)
    for at, row in enumerate(table.rows):
        found[tuple(row[place] for place in places)][row[slice_]] = at
    for rows in found.values():
        yield from _family(rows, counts, families)


def _family(rows: dict[str, int], counts: Sequence[int], families: Iterable[Family]) -> Iterator[Equation]:
    for family in families:
        parts = tuple(rows[name] for name in family.parts if name in rows)
        if family.total in rows and parts:
            total = rows[family.total]
            # A learner may count in several parts: then they add up to more than their total.
            rest = max(0, counts[total] - sum(counts[part] for part in parts))
            yield Equation(parts, total, rest)
