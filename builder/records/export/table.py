"""An answer as a table for people: aligned, as wide as the terminal, with its number of rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from builder.records.export.values import text

MOST: Final = 1_000
"""Rows that are shown."""
LEAST: Final = 6
"""Columns of the terminal that a cell keeps."""
GAP: Final = "  "
CUT: Final = "…"
NUMBERS: Final = frozenset(
    {
        *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL"),
        *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"),
    }
)


def as_table(
    columns: Sequence[str], types: Sequence[str], rows: Iterable[Sequence[Any]], width: int | None
) -> Iterator[str]:
    """Lines; `width` None is without end. More than MOST rows are not counted: nobody reads them here."""
    found = list(islice(rows, MOST + 1))
    cells = [[_printable(text(value)) for value in row] for row in found[:MOST]]
    heads = [_printable(column) for column in columns]
    widths = _fitting([max(map(columns_of, column)) for column in zip(heads, *cells, strict=True)], width)
    right = [kind.partition("(")[0] in NUMBERS for kind in types]
    for line in (heads, ["-" * one for one in widths], *cells):
        yield GAP.join(
            _padded(cell, one, at_right) for cell, one, at_right in zip(line, widths, right, strict=False)
        ).rstrip()
    yield f"({_counted(found, len(columns) - len(widths), len(columns))})"


def columns_of(told: str) -> int:
    """How many columns of a terminal a text takes."""
    if told.isascii():
        return len(told)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in told)


def _counted(found: Sequence[object], hidden: int, columns: int) -> str:
    number = len(found)
    said = f"the first {MOST:,} rows" if number > MOST else f"{number:,} row{'' if number == 1 else 's'}"
    if hidden:
        said += f", {columns - hidden} of {columns} columns"
    return f"{said}; --output csv has all" if hidden or number > MOST else said


def _fitting(widths: Sequence[int], width: int | None) -> list[int]:
    """The widest are cut first; what has no room at all is left out at the end."""
    fitting = list(widths)
    if width is None:
        return fitting
    while len(fitting) > 1 and sum(min(one, LEAST) for one in fitting) + len(GAP) * (len(fitting) - 1) > width:
        fitting.pop()
    room = max(width - len(GAP) * (len(fitting) - 1), 1)
    while (over := sum(fitting) - room) > 0 and (widest := max(fitting)) > 1:
        at = fitting.index(widest)
        second = max((one for i, one in enumerate(fitting) if i != at), default=1)
        fitting[at] = max(widest - over, min(second, widest - 1), 1)
    return fitting


def _padded(cell: str, width: int, at_right: bool) -> str:
    taken = columns_of(cell)
    if taken > width:
        cell = _cut(cell, width)
        taken = columns_of(cell)
    blank = " " * (width - taken)
    return blank + cell if at_right else cell + blank


def _cut(cell: str, width: int) -> str:
    while cell and columns_of(cell) > width - 1:
        cell = cell[: min(len(cell) - 1, width)]
    return cell + CUT


def _printable(told: str) -> str:
    """Without what would steer the terminal; several lines are one."""
    return "".join(char if char.isprintable() else " " if char in "\t\n\r" else f"\\u{ord(char):04x}" for char in told)
