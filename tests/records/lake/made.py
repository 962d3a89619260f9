"""Rows as intake stages them, and what a lake has of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from builder.records.lake.columns import COLUMNS, MONTH, NAMES
from builder.records.lake.duck import connection, load, parquet, write
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside, Taken
from builder.records.lake.writer import Writer
from builder.standards.xapi import Verb

Row = Mapping[str, Any]

NUMBERS = itertools.count()


def id_of(number: int) -> str:
    """The id of a statement, told by a number."""
    return f"{number:08x}-0000-4000-8000-000000000000"


def row(number: int, ts: str = "2026-03-05T10:00:00", **more: Any) -> Row:
    """A row of an answer, but for what is told otherwise."""
    told = {
        "statement_id": id_of(number),
        "actor": "somebody",
        "verb": "http://adlnet.gov/expapi/verbs/answered",
        "object_id": f"https://example.org/items/{number % 3}",
        "object_type": "Activity",
        "ts": ts,
        "source": "test",
    }
    return dict.fromkeys(NAMES) | told | more | {MONTH: (more.get("ts") or ts)[:7]}


def voiding(number: int, target: int, ts: str = "2026-03-06T10:00:00", **more: Any) -> Row:
    """A row that takes another one back."""
    told = {"verb": Verb.VOIDED.value, "object_type": "StatementRef", "object_id": id_of(target)}
    return row(number, ts, **told | more)


def stage(folder: Path, rows: Iterable[Row]) -> Path:
    """A staged file; the order of the rows is kept."""
    path = folder / f"{next(NUMBERS)}.parquet"
    columns = {one.name: one.type for one in COLUMNS} | {MONTH: "VARCHAR"}
    with connection(folder / "scratch") as duck:
        load(duck, "rows", columns, ([row[name] for name in columns] for row in rows), folder / "rows.ndjson")
        write(duck, "FROM rows", path)
    return path


def merge(to: Lake | Writer, *steps: Iterable[Row], aside: Iterable[Aside] = (), **more: Any) -> Taken:
    """Takes rows into a lake, each argument a file of one step."""
    if isinstance(to, Lake):
        with to.writing() as writer:
            return merge(writer, *steps, aside=aside, **more)
    files = [list(rows) for rows in steps]
    aside = list(aside)
    folder = to.staging()
    told: dict[str, Any] = {"source": "test", "read": sum(map(len, files)) + len(aside)} | more
    return to.merge([stage(folder, rows) for rows in files], aside=aside, **told)


def table(lake: Lake, kind: str, query: str = "FROM rows") -> list[tuple[Any, ...]]:
    """What is in the files of a kind."""
    files = lake.files(kind)
    if not files:
        return []
    with connection(lake.folder.parent / "asked") as duck:
        duck.execute("SET threads = 1")
        duck.execute(f"CREATE TEMP VIEW rows AS SELECT *, filename AS file FROM {parquet(files)}")
        return duck.execute(query).fetchall()


def places(lake: Lake) -> dict[int, str]:
    """The numbers of the lake's statements, and in which month's folder each is; each is there once."""
    found = table(lake, "statements", "SELECT statement_id, file FROM rows")
    assert len({id_ for id_, _ in found}) == len(found)
    return {int(id_[:8], 16): Path(file).parent.name.removeprefix("month=") for id_, file in found}


def numbers(lake: Lake) -> set[int]:
    """Of the lake's statements."""
    return set(places(lake))


def ledger(lake: Lake) -> list[Taken]:
    """The steps, the first one first."""
    names = "read, kept, duplicates, voided, late, aside, forgotten"
    return [Taken(*row) for row in table(lake, "imports", f"SELECT {names} FROM rows ORDER BY import_id")]
