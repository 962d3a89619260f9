"""Lines of JSON to the rows of a lake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from builder.records.lake.columns import COLUMNS
from builder.records.lake.duck import connection, text, write
from builder.records.lake.flatten_one import Unfit, as_json, row_of
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside

IN_MICROSECONDS: Final = frozenset({"ts", "stored"})


@dataclass(frozen=True, slots=True)
class Flattened:
    """Files for Writer.merge, and what was set aside; `read` counts both."""

    staged: tuple[Path, ...]
    read: int
    aside: tuple[Aside, ...]


def flatten(
    lake: Lake,
    statements: Path,
    folder: Path,
    *,
    source: str,
    first_line: int = 1,
    agency: str | None = None,
    agencies: Sequence[str | None] | None = None,
) -> Flattened:
    """Empty lines are nothing. `folder` is for what is made; `agencies` as in intake.take()."""
    lines = [(n, line) for n, line in enumerate(statements.read_bytes().split(b"\n")) if line.strip()]
    aside = []
    with (folder / "rows.ndjson").open("w", encoding="utf-8") as out:
        for n, line in lines:
            row = row_of(line, source=source, agency=agency, name_of=lake.name_of)
            if isinstance(row, Unfit):
                aside.append(Aside(first_line + n, row.statement_id, row.code, row.reason))
                continue
            given = agencies[n] if agencies else None
            out.write(as_json(replace(row, agency=given or row.agency)) + "\n")
    made = folder / "rows.parquet"
    with connection(folder) as duck:
        write(duck, _select(folder / "rows.ndjson"), made)
    return Flattened((made,), len(lines), tuple(aside))


def _select(rows: Path) -> str:
    types = ", ".join(f"{one.name}: '{'BIGINT' if one.name in IN_MICROSECONDS else one.type}'" for one in COLUMNS)
    names = ", ".join(
        f"make_timestamp({one.name}) AS {one.name}" if one.name in IN_MICROSECONDS else one.name for one in COLUMNS
    )
    return (
        f"SELECT {names}, strftime(make_timestamp(ts), '%Y-%m') AS month"
        f" FROM read_json({text(rows.as_posix())}, format = 'newline_delimited', columns = {{{types}}})"
    )
