"""Rows of another lake, or Parquet with the same columns, as staged rows of this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Final

import duckdb

from builder.records.lake.columns import COLUMNS, MONTH, NAMES
from builder.records.lake.duck import connection, parquet, text, write
from builder.records.lake.flatten_words import literal
from builder.records.lake.intake_kind import NotStatements
from builder.records.lake.key import DIGITS, OF_REPORT, Pads
from builder.records.lake.lake import ABOUT, Lake
from builder.records.lake.layout import STATEMENTS
from builder.records.lake.ledger import Aside, Taken
from builder.records.lake.writer import Writer

ROWS: Final = 500_000
"""Of a step."""
DEPTH: Final = 3
"""Folders from a file of a lake up to the lake: its month, statements, the lake."""
NEEDED: Final = ("statement_id", "actor", "verb", "object_id", "object_type", "ts")
"""Columns without which there is no statement; the others may be missing."""
PSEUDONYM: Final = "[0-9a-f]{32}"
UUID: Final = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
FIT: Final = (
    f"coalesce(regexp_full_match(statement_id, '{UUID}') AND verb <> '' AND object_type <> '' AND isfinite(ts)"
    " AND ts BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999', false)"
)
Sizes = Mapping[Path, int]
"""Rows of files."""


def take_rows(
    writer: Writer,
    path: Path,
    *,
    source: str | None,
    agency: str | None,
    progress: Callable[[int, int], None],
    told: Callable[[Sequence[Aside]], None],
) -> Taken:
    """In steps; rows keep the source that they have, unless another is given. `agency` is of those that have none.

    `progress` and `told`: as in intake.take_file().
    """
    with _still(writer.lake, path):
        sizes = _sizes(path)
        taken, done = Taken(), 0
        for file, size in sizes.items():
            for start in range(0, size, ROWS):
                step, aside = _take(writer, file, start, source, agency)
                told(aside)
                taken += step
                progress(done + min(start + ROWS, size), sum(sizes.values()))
            done += size
    return taken


def _still(lake: Lake, path: Path) -> AbstractContextManager[None]:
    """Another lake, of which this is a part, is not changed meanwhile; its pseudonyms are those of this one."""
    home = next((one for one in (path, *path.resolve().parents[:DEPTH]) if (one / ABOUT).exists()), None)
    if home is None:
        return nullcontext()
    other = Lake.open(home)
    if other.folder == lake.folder:
        raise NotStatements(f"{path} is the lake itself", "give another one")
    if not other.identified and (lake.identified or other.key_id != lake.key_id):
        raise NotStatements(
            f"{path} has pseudonyms of another key, so one person would be two",
            "make both lakes with the same --key-file, and import the statements again",
        )
    return other.reading()


def refuse_other_rows(path: Path) -> None:
    """NotStatements where there are none, or others in the first file."""
    with duckdb.connect() as duck:
        for file in _files(path)[:1]:
            _size(duck, file)


def _sizes(path: Path) -> Sizes:
    with duckdb.connect() as duck:
        return {file: _size(duck, file) for file in _files(path)}


def _files(path: Path) -> list[Path]:
    folder = path / STATEMENTS if (path / ABOUT).exists() else path
    files = sorted(folder.rglob("*.parquet")) if path.is_dir() else [path]
    if not files and folder == path:
        raise NotStatements(f"{path} has no Parquet files", "give a lake, a file, or a folder of files")
    return files


def _size(duck: duckdb.DuckDBPyConnection, file: Path) -> int:
    try:
        names = {name for name, *_ in duck.execute(f"DESCRIBE FROM {parquet([file])}").fetchall()}
        counted = duck.execute(f"SELECT count(*) FROM {parquet([file])}").fetchone()
    except duckdb.Error as error:
        raise NotStatements(f"{file} is damaged, or no Parquet", "copy it once more") from error
    if missing := [name for name in NEEDED if name not in names]:
        raise NotStatements(
            f"{file} has other columns than a lake: {', '.join(missing)} not among them",
            "statements as an LRS exports them can be imported as JSON",
        )
    return int(counted[0]) if counted else 0


def _take(writer: Writer, file: Path, start: int, source: str | None, agency: str | None) -> tuple[Taken, list[Aside]]:
    with writer.passing() as folder:
        made = folder / "rows.parquet"
        with connection(folder) as duck:
            _look(duck, file, start)
            _refuse_strangers(duck, writer.lake, file)
            numbers = duck.execute(f"SELECT place, statement_id FROM came WHERE NOT ({FIT}) ORDER BY place").fetchall()
            aside = [Aside(place + 1, id_, "row", _why()) for place, id_ in numbers]
            kept = write(duck, _select(writer.lake, source or file.name, source is not None, agency), made)
        return writer.merge([made], source=source or file.name, read=kept + len(aside), aside=aside), aside


def _look(duck: duckdb.DuckDBPyConnection, file: Path, start: int) -> None:
    """A view of the rows of a step, with all columns of a lake, in their types."""
    there = {name for name, *_ in duck.execute(f"DESCRIBE FROM {parquet([file])}").fetchall()}
    columns = ", ".join(
        f"TRY_CAST({one.name if one.name in there else 'NULL'} AS {one.type}) AS {one.name}" for one in COLUMNS
    )
    duck.execute(
        f"CREATE TEMP VIEW came AS SELECT file_row_number AS place, {columns}"
        f" FROM {parquet([file], ', file_row_number = true')}"
        f" WHERE file_row_number >= {start} AND file_row_number < {start + ROWS}"
    )


def _refuse_strangers(duck: duckdb.DuckDBPyConnection, lake: Lake, file: Path) -> None:
    found = duck.execute(f"SELECT 1 FROM came WHERE regexp_full_match(actor, '{PSEUDONYM}') LIMIT 1").fetchone()
    if lake.identified and found:
        raise NotStatements(
            f"{file} has pseudonyms, and the lake has people by their identifiers", "import it into another lake"
        )


def _select(lake: Lake, source: str, is_given: bool, agency: str | None) -> str:
    pads = lake.pseudonym_pads()
    named, called = (partial(_named, pads), partial(_called, pads)) if pads else (str, "lower({})".format)
    made = {
        "statement_id": called("statement_id"),
        "actor": named("actor"),
        "object_id": f"CASE WHEN object_type IN ('Agent', 'Group') THEN {named('object_id')}"
        f" WHEN object_type = 'StatementRef' THEN {called('object_id')} ELSE object_id END",
        "agency": "agency" if agency is None else f"coalesce(agency, {text(agency)})",
        "registration": called("registration"),
        "source": text(source) if is_given else f"coalesce(source, {text(source)})",
    }
    columns = ", ".join(f"{made.get(name, name)} AS {name}" for name in NAMES)
    return f"SELECT {columns}, strftime(ts, '%Y-%m') AS {MONTH} FROM came WHERE {FIT} ORDER BY place"


def _named(pads: Pads, column: str) -> str:
    """Key.name_of() of an identifier."""
    return f"CASE WHEN regexp_full_match({column}, '{PSEUDONYM}') THEN {column} ELSE {_digest(pads, column)} END"


def _called(pads: Pads, column: str) -> str:
    """Key.id_of() of an id that a lake of known people made of a report; others stay."""
    digest = _digest(pads, f"lower({column})")
    a, b, c, d = (f"substr({digest}, {start}, {size})" for start, size in ((1, 8), (9, 4), (13, 3), (16, 12)))
    made = f"concat({a}, '-', {b}, '-{OF_REPORT}-8', {c}, '-', {d})"
    known = f"NOT regexp_full_match(actor, '{PSEUDONYM}')"
    return f"CASE WHEN {known} AND lower(substr({column}, 15, 4)) = '{OF_REPORT}' THEN {made} ELSE lower({column}) END"


def _digest(pads: Pads, told: str) -> str:
    whole = f"sha256({literal(pads.outer)} || unhex(sha256({literal(pads.inner)} || encode({told}))))"
    return f"left({whole}, {DIGITS})"


def _why() -> str:
    return "has no id, verb, object or time, or one that is none"
