"""The rows of a report to attempts in the LMS, each with its interactions in order, however rows are laid out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.records.sources.scorm_report.columns import Columns
from builder.records.sources.scorm_report.mapping import KEYS
from builder.records.sources.scorm_report.table import Cells

LARGEST_NUMBER: Final = 2**31


@dataclass(frozen=True, slots=True)
class Told:
    """One interaction as it stands in the report."""

    line: int
    number: int
    cells: Mapping[str, str]
    places: Mapping[str, int]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One of a learner in the LMS; `line` of its first row."""

    line: int
    cells: Mapping[str, str]
    told: Sequence[Told]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


def of_row(columns: Columns, row: Cells) -> Attempt:
    """A row as if it were all of an attempt."""
    cells = {key: columns.cell(row.cells, key) for key in KEYS}
    return Attempt(row.line, cells, tuple(_told(columns, row)))


def _told(columns: Columns, row: Cells) -> Iterator[Told]:
    size = len(row.cells)
    for number, places in columns.interactions:
        cells = {key: row.cells[place] for key, place in places.items() if place < size}
        if any(cells.values()):
            yield Told(row.line, number, cells, places)


def gathered(columns: Columns, rows: Iterator[Cells], folder: Path) -> Iterator[Attempt]:
    """Rows that are interactions, by learner and attempt whatever their order; in a file, since they are many."""
    with closing(sqlite3.connect(folder / "rows.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = off")
        db.execute("PRAGMA synchronous = off")
        db.execute("CREATE TABLE told (learner TEXT, attempt TEXT, number INTEGER, line INTEGER, cells TEXT)")
        db.execute("BEGIN")
        db.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?)", _stored(columns, rows))
        db.execute("COMMIT")
        order = "SELECT learner, attempt, line, cells FROM told ORDER BY learner, attempt, number, line"
        attempt: list[Attempt] = []
        for learner, number, line, cells in db.execute(order):
            one = of_row(columns, Cells(line, json.loads(cells)))
            if attempt and (attempt[0]["learner"], attempt[0]["attempt"]) != (learner, number):
                yield _joined(attempt)
                attempt = []
            attempt.append(one)
        if attempt:
            yield _joined(attempt)


def _stored(columns: Columns, rows: Iterator[Cells]) -> Iterator[tuple[str, str, int, int, str]]:
    place = columns.interactions[0][1].get("number") if columns.interactions else None
    for row in rows:
        text = row.cells[place] if place is not None and place < len(row.cells) else ""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else LARGEST_NUMBER
        learner, attempt = columns.cell(row.cells, "learner"), columns.cell(row.cells, "attempt")
        yield learner, attempt, number, row.line, json.dumps(row.cells)


def _joined(rows: Sequence[Attempt]) -> Attempt:
    """One attempt of rows that each tell all about it: the last that is told counts, of `started` the first."""
    cells: dict[str, str] = {}
    for row in rows:
        cells |= {key: value for key, value in row.cells.items() if value and not (key == "started" and key in cells)}
    told = [one for row in rows for one in row.told if one["id"] or one["response"]]
    numbered = [Told(one.line, n, one.cells, one.places) for n, one in enumerate(told)]
    return Attempt(min(row.line for row in rows), cells, numbered)
