"""DuckDB as the lake uses it: little memory, its scratch inside the lake, nothing from the network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

MEMORY: Final = "512MB"
LASTING: Final = "COMPRESSION zstd, ROW_GROUP_SIZE 122_880"
"""Of a file that stays."""
PASSING: Final = "COMPRESSION lz4_raw, ROW_GROUP_SIZE 20_480"
"""Of one that is read once, by several threads, and goes."""


@contextmanager
def connection(scratch: Path, memory: str = MEMORY) -> Iterator[duckdb.DuckDBPyConnection]:
    """`scratch` is a folder for what does not fit into the memory."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "temp_directory": str(scratch),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with duckdb.connect(config=config) as duck:
        duck.execute("SET TimeZone = 'UTC'")
        yield duck


def text(value: str) -> str:
    """A text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def literal(path: Path) -> str:
    """The path of a file, in which nothing is a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", path.as_posix())


def parquet(paths: Iterable[Path], options: str = "") -> str:
    """A table of these very files; what is in the name of a folder is no pattern."""
    listed = ", ".join(text(literal(path)) for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false{options})"


def write(duck: duckdb.DuckDBPyConnection, query: str, path: Path, options: str = LASTING) -> int:
    """The rows of a query, in their order, into one Parquet file; how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = duck.execute(
        f"COPY ({query}) TO {text(path.as_posix())} (FORMAT parquet, {options}, PER_THREAD_OUTPUT false)"
    ).fetchone()
    return int(made[0]) if made else 0


def load(
    duck: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]], by: Path
) -> None:
    """Rows of Python, of any number, into a new table by way of a file; times as texts of ISO 8601."""
    with by.open("w", encoding="utf-8", errors="replace", newline="\n") as file:  # half a surrogate pair is no text
        for row in rows:
            file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
    types = ", ".join(f"{text(name)}: {text(type_)}" for name, type_ in columns.items())
    duck.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM"
        f" read_json({text(literal(by))}, format = 'newline_delimited', hive_partitioning = false,"
        f" columns = {{{types}}})"
    )
    by.unlink()
