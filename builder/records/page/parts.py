"""From the results of reports to the parts of a page: one table and one chart each, with rows for every slice.

A row is kept as the number of its texts and then its numbers, since every slice has the same texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from builder.records.analysis.report import Column, Report, Result
from builder.records.page.cells import NUMBERS, UNSHOWN, Cell, cell

SLICE, COURSE = "slice", "course_id"
"""Columns that say where a row belongs, and are not shown."""
ID, VALUE = "_id", "value"
"""How columns end, or are called, that tell programs what labels tell people."""
WHOLE: Final = "all"
"""The name of the slice of everything."""
ROWS: Final = 400
"""So many rows of a table are on the page."""
AGENCIES: Final = 50
"""So many agencies are, of a table by agency."""
TEST: Final = "test"
BY_AGENCY: Final = "agency"
BY_MONTH: Final = "month"

Kept = tuple[Cell, ...]
"""The number of the row's texts, then its numbers."""


@dataclass(frozen=True)
class Part:
    """A table with its chart: of one report, one course, one value of what the report is split by."""

    report: Report
    course: str
    split: str
    test: str
    """The title of the test, where that is neither what is split by nor what is drawn; else ""."""
    columns: tuple[Column, ...]
    about: tuple[str, ...]
    """What all rows say alike."""
    texts: dict[tuple[str, ...], int] = field(default_factory=dict)
    """The texts of rows, and their numbers."""
    rows: dict[str, list[Kept]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    """How many rows of a slice are not on the page."""

    @property
    def kind(self) -> str:
        """Of its chart, "" without one: what goes by months is a line, and one row of all needs none."""
        kind = self.report.chart.kind if self.report.chart and self.split != WHOLE else ""
        return "line" if kind in ("bars", "grouped") and self.split == BY_MONTH else kind

    def cells(self, slice_: str) -> Iterator[tuple[Cell, ...]]:
        """The rows of a slice as the columns have them."""
        texts = tuple(self.texts)
        for kept in self.rows.get(slice_, ()):
            words, numbers = iter(texts[int(kept[0] or 0)]), iter(kept[1:])
            yield tuple(next(numbers) if column.format in NUMBERS else next(words) for column in self.columns)


def parts(result: Result, course: str | None = None) -> tuple[Part, ...]:
    """In the order in which the report first names course and split; of one course, where it is told."""
    report, at = result.report, {name: index for index, name in enumerate(result.columns)}
    split = _split(report)
    test = TEST if TEST in at and report.chart and TEST not in (split, report.chart.label) else None
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, row in enumerate(result.rows):
        own = str(row[at[COURSE]]) if COURSE in at else ""
        if course is None or own in ("", course):
            key = own, str(row[at[split]]) if split else "", str(row[at[test]]) if test else ""
            groups.setdefault(key, []).append(number)
    return tuple(_part(result, at, Rows(*key, numbers)) for key, numbers in groups.items())


@dataclass(frozen=True)
class Rows:
    """Which rows of a result belong to a part."""

    course: str
    split: str
    test: str
    numbers: Sequence[int]


def _part(result: Result, at: dict[str, int], own: Rows) -> Part:
    columns, about = [], []
    for column in result.report.columns:
        told = _told(result, column, at[column.name], own.numbers)
        if _is_drawn(column, result.report) or (_is_shown(column, result.report) and told is None):
            columns.append(column)
        elif told and own.split and told != own.test and _is_shown(column, result.report):
            about.append(told)
    part = Part(result.report, own.course, own.split, own.test, tuple(columns), tuple(about))
    sizes: dict[str, list[int]] = {}
    count = result.report.cells.count if result.report.cells else None
    for number in own.numbers:
        row = result.rows[number]
        name = str(row[at[SLICE]])
        part.rows.setdefault(name, []).append(_kept(part, at, row, hidden=result.hidden[number]))
        sizes.setdefault(name, []).append(row[at[count]] or 0 if count else 0)
    _shorten(part, sizes)
    return part


def _is_drawn(column: Column, report: Report) -> bool:
    chart = report.chart
    return chart is not None and column.name in (chart.label, chart.group, chart.to, *chart.values)


def _is_shown(column: Column, report: Report) -> bool:
    return column.name not in (SLICE, _split(report), VALUE) and not column.name.endswith(ID)


def _told(result: Result, column: Column, at: int, numbers: Sequence[int]) -> str | None:
    """What a column says in all rows alike, "" where it says nothing; None where it must be shown."""
    if column.format in NUMBERS or not column.stays:
        return None
    found = {str(cell(result.rows[number][at], column.format) or "") for number in numbers}
    if found == {""}:
        return ""
    return next(iter(found)) if len(found) == 1 and len(numbers) > 1 and _split(result.report) else None


def _split(report: Report) -> str | None:
    return report.chart.split if report.chart else None


def _kept(part: Part, at: dict[str, int], row: Sequence[Any], *, hidden: bool) -> Kept:
    words: list[str] = []
    numbers: list[Cell] = []
    for column in part.columns:
        value = UNSHOWN if hidden and not column.stays else cell(row[at[column.name]], column.format)
        if column.format in NUMBERS:
            numbers.append(value)
        else:
            words.append("" if value is None else str(value))
    return part.texts.setdefault(tuple(words), len(part.texts)), *numbers


def _shorten(part: Part, sizes: dict[str, list[int]]) -> None:
    """Leaves the rows of the most learners, in the order in which they were."""
    most = AGENCIES if part.split == BY_AGENCY else ROWS
    for name, rows in part.rows.items():
        if len(rows) > most:
            largest = sorted(range(len(rows)), key=lambda at: -sizes[name][at])[:most]
            part.left_out[name] = len(rows) - most
            part.rows[name] = [rows[at] for at in sorted(largest)]
