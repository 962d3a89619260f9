"""Staged rows into the lake: each statement once, voided ones out whichever comes first, each into its month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from builder.records.lake.columns import COLUMNS as ROW
from builder.records.lake.columns import MONTH, NAMES
from builder.records.lake.compact import compact
from builder.records.lake.duck import load, parquet, text, write
from builder.records.lake.layout import STATEMENTS
from builder.records.lake.step import Step, parts
from builder.standards.xapi import Verb

COLUMNS: Final = ", ".join(NAMES)
ORDER: Final = "verb, course_id, object_id, ts"
"""Of the rows of a file: what is asked for together lies together."""
VOIDING: Final = f"(verb = {text(Verb.VOIDED)} AND object_type = 'StatementRef' AND object_id IS NOT NULL)"
FILE: Final = 40
"""Bits of a row's number in a file."""
PARTITION: Final = re.compile(rf"{MONTH}=(\d{{4}}-\d{{2}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows; as in ledger.Taken."""

    kept: int = 0
    duplicates: int = 0
    voided: int = 0
    late: int = 0
    forgotten: int = 0


def merge(
    duck: duckdb.DuckDBPyConnection, lake: Path, step: Step, staged: Sequence[Path], forget: Iterable[str] = ()
) -> Merged:
    """Plans the step; the lake itself stays as it is.

    Rows with the ids to `forget` go before the new ones come. Voiding statements do not, since what they took back
    must not return; but who voided is forgotten.
    """
    load(duck, "forgotten", {"statement_id": "VARCHAR"}, ((id_,) for id_ in forget), step.scratch())
    _stage(duck, staged)
    if not _number(duck, "SELECT (SELECT count(*) FROM came) + (SELECT count(*) FROM forgotten)"):
        return Merged()
    old = months(lake)
    _look(duck, [path for files in old.values() for path in files])
    _judge(duck)
    told = _count(duck, max(old, default=""))
    touched = _write_new(duck, step) | _take_out(duck, step)
    for month in sorted(touched):
        compact(duck, step, _folder(month), COLUMNS, ORDER)
    return told


def statements_of(duck: duckdb.DuckDBPyConnection, lake: Path, names: Iterable[str], by: Path) -> list[str]:
    """The ids of the rows in which somebody with one of these names did something, or had it done to them."""
    old = [path for files in months(lake).values() for path in files]
    if not old:
        return []
    load(duck, "somebody", {"name": "VARCHAR"}, ((name,) for name in names), by)
    found = duck.execute(
        f"SELECT statement_id FROM {parquet(old)} WHERE actor IN (FROM somebody)"
        " OR (object_type IN ('Agent', 'Group') AND object_id IN (FROM somebody)) ORDER BY statement_id"
    ).fetchall()
    return [id_ for (id_,) in found]


def months(lake: Path) -> dict[str, list[Path]]:
    """The files of each month."""
    found = {
        named[1]: parts(path)
        for path in sorted((lake / STATEMENTS).glob(f"{MONTH}=*"))
        if (named := PARTITION.fullmatch(path.name))
    }
    return {month: files for month, files in found.items() if files}


def _stage(duck: duckdb.DuckDBPyConnection, staged: Sequence[Path]) -> None:
    """What came, in the order of the files and their rows, and which of it is the first with its id."""
    columns = ", ".join(f"{one.name} {one.type}" for one in ROW)
    duck.execute(f"CREATE TEMP TABLE nothing ({columns}, {MONTH} VARCHAR, place BIGINT)")
    numbered = (
        f"SELECT {COLUMNS}, {MONTH}, ({number}::BIGINT << {FILE}) + file_row_number AS place"
        f" FROM {parquet([path], ', file_row_number = true')}"
        for number, path in enumerate(staged)
    )
    duck.execute(f"CREATE TEMP VIEW staged AS {' UNION ALL '.join(('FROM nothing', *numbered))}")
    if _number(duck, f"SELECT count(*) FROM staged WHERE statement_id IS NULL OR {MONTH} IS NULL"):
        raise ValueError("a staged row has no id, or no month")
    duck.execute("CREATE TEMP TABLE came AS SELECT statement_id, min(place) AS place FROM staged GROUP BY statement_id")
    duck.execute(
        "CREATE TEMP TABLE voiding AS SELECT statement_id, lower(object_id) AS target FROM staged"
        f" WHERE {VOIDING} AND place IN (SELECT place FROM came)"
    )


def _look(duck: duckdb.DuckDBPyConnection, old: Sequence[Path]) -> None:
    """What the lake has of it, and what its voiding statements take back of it.

    Of the whole lake only ids are read, once: that is as fast as any index of them up to some hundred million rows.
    """
    duck.execute("CREATE TEMP TABLE known (statement_id VARCHAR, filename VARCHAR)")
    duck.execute("CREATE TEMP TABLE taken_back (statement_id VARCHAR, target VARCHAR)")
    if not old:
        return
    duck.execute(
        f"INSERT INTO known SELECT statement_id, filename FROM {parquet(old, ', filename = true')}"
        " WHERE statement_id IN"
        " (SELECT statement_id FROM came UNION ALL SELECT target FROM voiding UNION ALL FROM forgotten)"
    )
    # They lie together: of most files not a row has to be read.
    duck.execute(
        f"INSERT INTO taken_back SELECT statement_id, lower(object_id) FROM {parquet(old)} WHERE {VOIDING} AND"
        " (lower(object_id) IN (SELECT statement_id FROM came) OR statement_id IN (SELECT statement_id FROM known))"
    )


def _judge(duck: duckdb.DuckDBPyConnection) -> None:
    """What goes out of the lake, what is new, and what of it is kept."""
    duck.execute(
        "CREATE TEMP TABLE removed AS SELECT statement_id, filename, true AS forgotten FROM known"
        " WHERE statement_id IN (FROM forgotten) AND statement_id NOT IN (SELECT statement_id FROM taken_back)"
    )
    duck.execute("DELETE FROM known WHERE statement_id IN (SELECT statement_id FROM removed)")
    duck.execute(
        "CREATE TEMP TABLE fresh AS SELECT * FROM came WHERE statement_id NOT IN (SELECT statement_id FROM known)"
    )
    duck.execute("DELETE FROM voiding WHERE statement_id NOT IN (SELECT statement_id FROM fresh)")
    duck.execute(
        "CREATE TEMP TABLE kept AS SELECT place FROM fresh WHERE statement_id IN (SELECT statement_id FROM voiding)"
        " OR statement_id NOT IN (SELECT target FROM voiding UNION ALL SELECT target FROM taken_back)"
    )
    duck.execute(
        "INSERT INTO removed SELECT statement_id, filename, false FROM known"
        " WHERE statement_id IN (SELECT target FROM voiding)"
        " AND statement_id NOT IN (SELECT statement_id FROM taken_back)"
    )


def _count(duck: duckdb.DuckDBPyConnection, newest: str) -> Merged:
    staged, fresh, kept, voided, forgotten, late = (
        _number(duck, f"SELECT count(*) FROM {rows}")
        for rows in (
            "staged",
            "fresh",
            "kept",
            "removed WHERE NOT forgotten",
            "removed WHERE forgotten",
            f"staged WHERE {MONTH} < {text(newest)} AND place IN (SELECT place FROM kept)",
        )
    )
    return Merged(kept, staged - fresh, fresh - kept + voided, late, forgotten)


def _write_new(duck: duckdb.DuckDBPyConnection, step: Step) -> set[str]:
    """A file for each month that the new rows are of; which."""
    duck.execute(
        f"CREATE TEMP TABLE new AS SELECT {COLUMNS}, {MONTH} FROM staged WHERE place IN (SELECT place FROM kept)"
        f" ORDER BY {MONTH}, {ORDER}"
    )
    found = {month for (month,) in duck.execute(f"SELECT DISTINCT {MONTH} FROM new").fetchall()}
    for month in sorted(found):
        write(duck, f"SELECT {COLUMNS} FROM new WHERE {MONTH} = {text(month)}", step.new(_folder(month)))
    return found


def _take_out(duck: duckdb.DuckDBPyConnection, step: Step) -> set[str]:
    """Files anew without the rows that go, and without who made the voiding ones to be forgotten; of which months."""
    names = duck.execute(
        "SELECT filename FROM removed UNION SELECT filename FROM known WHERE statement_id IN (FROM forgotten)"
        " ORDER BY filename"
    ).fetchall()
    return {_rewrite(duck, step, Path(name)) for (name,) in names}


def _rewrite(duck: duckdb.DuckDBPyConnection, step: Step, path: Path) -> str:
    month = path.parent.name.removeprefix(f"{MONTH}=")
    made = step.new(_folder(month))
    unknown = "CASE WHEN statement_id IN (FROM forgotten) THEN NULL ELSE actor END AS actor"
    rows = f"SELECT {COLUMNS} FROM (SELECT * REPLACE ({unknown}) FROM {parquet([path])})"
    if not write(duck, f"{rows} WHERE statement_id NOT IN (SELECT statement_id FROM removed)", made):
        step.drop(made)
    step.drop(path)
    return month


def _folder(month: str) -> str:
    folder = f"{MONTH}={month}"
    if PARTITION.fullmatch(folder) is None:
        raise ValueError(f"no month: {month!r}")
    return f"{STATEMENTS}/{folder}"


def _number(duck: duckdb.DuckDBPyConnection, query: str) -> int:
    found = duck.execute(query).fetchone()
    return int(found[0]) if found else 0
