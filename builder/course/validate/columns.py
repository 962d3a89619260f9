"""The titles of a table of agencies, and what is wrong with its rows whatever they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.course.load.columns import NAMES, Columns, Row, column, item_keys, known
from builder.course.load.table import Record, delimiter_of, marks
from builder.course.validate.near import hint, nearest
from builder.diagnostics import Diagnostic, Location

NEEDED: Final = ("id", "name")


def columns_of(file: str, header: Record) -> tuple[Columns, tuple[Diagnostic, ...]]:
    """The columns of a table, and what keeps it from being one."""
    columns = Columns(file, delimiter_of(header.text), tuple(map(column, header.cells)))
    return columns, tuple(_faults(columns, header))


def row_problems(columns: Columns, record: Record) -> Iterator[Diagnostic]:
    """What is wrong with a row before anybody looks at what it says."""
    if record.fault:
        yield _told(columns.file, record)
        return
    for place, text in enumerate(record.cells):
        if text and (place >= len(columns.columns) or columns.columns[place] is None):
            advice = "give its column a title, or put quotation marks around a text with commas in it"
            yield _problem(columns, record, place, "D105", "this cell has no column", advice)
            break
    for place in columns.twice(record):
        yield _problem(columns, record, place, "D104", "another cell of this row says the same", "empty one of the two")


def _faults(columns: Columns, header: Record) -> Iterator[Diagnostic]:
    if header.fault:
        yield _told(columns.file, header)
        return
    seen: set[str] = set()
    meant: set[str | None] = set()
    for place, (title, found) in enumerate(zip(header.cells, columns.columns, strict=True)):
        if title and found is None:
            meant.add(nearest(title, NEEDED))
            text = f"there is no column '{title[:60]}'"
            yield _problem(columns, header, place, "D103", text, _advice(title))
        elif found and found.name in seen:
            yield _problem(columns, header, place, "D104", f"a second column '{found.name}'", "remove one of the two")
        seen |= {found.name} if found else set()
    for name in NEEDED:
        if name not in seen | meant:
            yield _problem(columns, header, 0, "D102", f"there is no column '{name}'", "add it to the first row")


def _advice(title: str) -> str:
    """What the title may have been meant for."""
    owner, _, rest = title.lower().partition(".")
    item, _, key = rest.partition(".")
    if owner in NAMES and key:
        near = nearest(key, item_keys(owner))
        return f"did you mean '{owner}.{item}.{near}'?" if near else f"known: {', '.join(item_keys(owner))}"
    if owner in NAMES:
        return f"write {owner}.ID, with an id of small letters, digits and hyphens, as in {owner}.training-unit"
    return hint(title, (*known(), *NAMES))


def _problem(columns: Columns, record: Record, place: int, code: str, text: str, advice: str) -> Diagnostic:
    mark = marks(record, columns.delimiter)[place]
    where = Location(columns.file, mark.line, mark.column)
    return Row(columns.file, record.text, first=record.line).problem(code, where, text, advice)


def _told(file: str, record: Record) -> Diagnostic:
    """What the reader of the table has found."""
    if (fault := record.fault) is None:
        raise ValueError("the record has no fault")
    where = Location(file, fault.line, fault.column)
    return Row(file, record.text, first=record.line).problem(fault.code, where, fault.text, fault.hint)
