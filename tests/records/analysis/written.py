"""Writes a lake of rows that a test has made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb

from builder.records.analysis.engines.tables import BASES
from builder.records.lake import layout
from builder.records.lake.columns import MONTH
from builder.records.lake.lake import Lake

KINDS: Final = {base.name: base.columns for base in BASES}
Rows = Iterable[Mapping[str, Any]]


def write_lake(
    folder: Path,
    statements: Rows,
    *,
    codebook: Rows = (),
    agencies: Rows = (),
    imports: Rows = (),
    aside: Rows = (),
) -> Path:
    Lake.make(folder, identified=True)
    with duckdb.connect() as connection:
        _fill(connection, "statements", KINDS["statements"], statements)
        connection.execute(
            f"COPY (SELECT *, strftime(ts, '%Y-%m') AS {MONTH} FROM statements ORDER BY verb, ts) "
            f"TO '{folder / layout.STATEMENTS}' (FORMAT parquet, PARTITION_BY ({MONTH}), OVERWRITE_OR_IGNORE)"
        )
        for name, place, rows in (
            ("codebook", layout.CODEBOOK, codebook),
            ("agencies", layout.AGENCIES, agencies),
            ("imports", layout.IMPORTS, imports),
            ("set_aside", layout.ASIDE, aside),
        ):
            if _fill(connection, name, KINDS[name], rows):
                (folder / place).mkdir(exist_ok=True)
                connection.execute(f"COPY {name} TO '{folder / place / '1.parquet'}' (FORMAT parquet)")
    return folder


def _fill(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[tuple[str, str]], rows: Rows) -> int:
    """How many rows it has; what a row does not name is null."""
    connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in columns)})")
    told = [json.dumps([row.get(column) for column, _ in columns], default=str) for row in rows]
    if told:
        values = ", ".join(f"CAST(json ->> {place} AS {kind})" for place, (_, kind) in enumerate(columns))
        connection.execute(
            f"INSERT INTO {name} SELECT {values} FROM (SELECT CAST(unnest($rows) AS JSON) AS json)", {"rows": told}
        )
    return len(told)
