"""A table of agencies to rows of the lake, so that questions can be asked by name and state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from builder.course.codes import severity
from builder.course.load.table import NotText, Record, opened, records
from builder.course.validate.near import nearest
from builder.diagnostics import BuildFailed, Diagnostic, Location
from builder.records.lake.duck import load, parquet, write
from builder.records.lake.layout import AGENCIES
from builder.records.lake.step import Step

COLUMNS: Final = {"id": "VARCHAR", "name": "VARCHAR", "state": "VARCHAR"}
NEEDED: Final = ("id", "name")


class Agency(NamedTuple):
    """`state` is empty where the table does not tell it."""

    id: str
    name: str
    state: str | None


def read(path: Path) -> list[Agency]:
    """Columns but id, name and state are passed over; BuildFailed with all that is wrong."""
    file = path.as_posix()
    try:
        with opened(path) as stream:
            return _Table(file).agencies(records(stream))
    except NotText:
        told = _problem(file, 0, 0, "D101", "this is not a table of UTF-8 text", "save it as CSV UTF-8")
    except OSError as error:
        told = _problem(file, 0, 0, "S205", f"the table cannot be read: {error.strerror}", "check the path")
    raise BuildFailed([told])


def put(duck: duckdb.DuckDBPyConnection, step: Step, agencies: Sequence[Agency]) -> None:
    """Plans the agencies of the lake anew: these, and those that they do not replace."""
    load(duck, "agencies", COLUMNS, agencies, step.scratch())
    old = step.files(AGENCIES)
    rows = "FROM agencies"
    if old:
        rows += f" UNION ALL SELECT id, name, state FROM {parquet(old)} WHERE id NOT IN (SELECT id FROM agencies)"
    write(duck, f"SELECT * FROM ({rows}) ORDER BY id", step.new(AGENCIES))
    for path in old:
        step.drop(path)


class _Table:
    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Diagnostic] = []
        self._seen: dict[str, int] = {}

    def agencies(self, rows: Iterator[Record]) -> list[Agency]:
        header = next(rows, None)
        places = {} if header is None else self._places(header)
        found = [] if self._problems else [agency for row in rows if (agency := self._agency(places, row))]
        if not found and not self._problems:
            self._told(0, "D109", "there are no agencies here", "give a table with a row for each agency")
        if self._problems:
            raise BuildFailed(self._problems)
        return found

    def _places(self, header: Record) -> dict[str, int]:
        if header.fault:
            self._fault(header)
        titles = [title.lower() for title in header.cells]
        for name in COLUMNS:
            if titles.count(name) > 1:
                self._told(header.line, "D104", f"a second column '{name}'", "remove one of the two")
        for name in NEEDED:
            if name not in titles and not header.fault:
                near = nearest(name, titles)
                advice = f"is it '{near}'? Call it '{name}'" if near else "add it to the first row"
                self._told(header.line, "D102", f"there is no column '{name}'", advice)
        return {name: titles.index(name) for name in COLUMNS if name in titles}

    def _agency(self, places: dict[str, int], row: Record) -> Agency | None:
        if row.fault:
            self._fault(row)
            return None
        told = {name: row.cells[place] for name, place in places.items() if place < len(row.cells)}
        missing = [name for name in NEEDED if not told.get(name)]
        for name in missing:
            self._told(row.line, "D102", f"this agency has no {name}", f"write it into the column '{name}'")
        id_ = told.get("id", "")
        if id_ and id_ in self._seen:
            text = f"the agency '{id_}' is already there, in line {self._seen[id_]}"
            self._told(row.line, "D107", text, "remove one of the two")
        self._seen.setdefault(id_, row.line)
        return None if missing else Agency(id_, told["name"], told.get("state") or None)

    def _fault(self, row: Record) -> None:
        if fault := row.fault:
            where = (fault.line, fault.column, fault.code, fault.text, fault.hint)
            self._problems.append(_problem(self._file, *where, row.text))

    def _told(self, line: int, code: str, text: str, advice: str) -> None:
        self._problems.append(_problem(self._file, line, 1 if line else 0, code, text, advice))


def _problem(
    file: str, line: int, column: int, code: str, text: str, advice: str, source: str | None = None
) -> Diagnostic:
    return Diagnostic(code, Location(file, line, column), text, advice, source, severity(code))
