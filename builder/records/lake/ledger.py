"""What an import step took and what not: the rows of imports/ and aside/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

import duckdb

from builder.records.lake import layout
from builder.records.lake.compact import compact
from builder.records.lake.duck import load, parquet, write
from builder.records.lake.step import Step


@dataclass(frozen=True, slots=True)
class Aside:
    """A statement that could not be taken. `line` counts from 1; `reason` has nothing of it: it may name people.

    The lake keeps an id only if it is one: what stands in its place may be anything.
    """

    line: int
    statement_id: str | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many statements; rows of the lake = read - duplicates - voided - aside - forgotten, over all steps.

    `kept` came in, voiding ones included. `duplicates` were there already, in the lake or earlier in the step. `voided`
    were taken back by a voiding statement, whether they came now or were taken out of the lake. `late` of the kept
    are of a month before the newest that the lake had. `forgotten` were taken out, because somebody asked for it.
    """

    read: int = 0
    kept: int = 0
    duplicates: int = 0
    voided: int = 0
    late: int = 0
    aside: int = 0
    forgotten: int = 0

    def __add__(self, other: Taken) -> Taken:
        return Taken(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Taken)))


ID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
IMPORTS: Final = {
    "import_id": "VARCHAR",
    "imported_at": "TIMESTAMP",
    "source": "VARCHAR",
    **{one.name: "BIGINT" for one in fields(Taken)},
}
ASIDES: Final = {
    "import_id": "VARCHAR",
    "source": "VARCHAR",
    "line": "BIGINT",
    "statement_id": "VARCHAR",
    "code": "VARCHAR",
    "reason": "VARCHAR",
}


SAME: Final = (
    "code, reason, lower(statement_id),"
    " CASE WHEN statement_id IS NULL THEN source END, CASE WHEN statement_id IS NULL THEN line END"
)
"""What two rows of aside/ have in common when they tell the same: by the id, with which a statement comes in another
file, too; without one, by where it stood."""


def record(duck: duckdb.DuckDBPyConnection, step: Step, source: str, taken: Taken, aside: Sequence[Aside]) -> None:
    """Plans the rows that tell of a step."""
    when = step.at.replace(tzinfo=None).isoformat()
    numbers = [getattr(taken, one.name) for one in fields(Taken)]
    _add(duck, step, IMPORTS, layout.IMPORTS, [(step.id, when, source, *numbers)])
    if aside:
        rows = ((step.id, source, one.line, _id(one.statement_id), one.code, one.reason) for one in aside)
        _add(duck, step, ASIDES, layout.ASIDE, rows, _once(step))


def _once(step: Step) -> str:
    """Of the rows that come those that no row there tells already, nor one before them."""
    old = step.files(layout.ASIDE)
    known = f" WHERE row({SAME}) NOT IN (SELECT row({SAME}) FROM {parquet(old)})" if old else ""
    return f"FROM told{known} QUALIFY row_number() OVER (PARTITION BY {SAME} ORDER BY line) = 1 ORDER BY line"


def _id(told: str | None) -> str | None:
    return told if told and ID.fullmatch(told) else None


def _add(
    duck: duckdb.DuckDBPyConnection,
    step: Step,
    columns: Mapping[str, str],
    folder: str,
    rows: Iterable[Sequence[object]],
    wanted: str = "FROM told",
) -> None:
    """`wanted` is a query of the table `told`, which has the rows."""
    load(duck, "told", columns, rows, step.scratch())
    made = step.new(folder)
    if not write(duck, wanted, made):
        step.drop(made)
    compact(duck, step, folder, ", ".join(columns), "import_id")
