"""DuckDB as the lake uses it: little memory, its scratch inside the lake, nothing from the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

MEMORY: Final = "512MB"
ROW_GROUP: Final = 122_880


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


def parquet(paths: Iterable[Path], options: str = "") -> str:
    """A table of these very files; what is in the name of a folder is no pattern."""
    listed = ", ".join(text(re.sub(r"([*?\[])", r"[\1]", path.as_posix())) for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false{options})"


def write(duck: duckdb.DuckDBPyConnection, query: str, path: Path) -> int:
    """The rows of a query, in their order, into one Parquet file; how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = duck.execute(
        f"COPY ({query}) TO {text(path.as_posix())}"
        f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}, PER_THREAD_OUTPUT false)"
    ).fetchone()
    return int(made[0]) if made else 0
