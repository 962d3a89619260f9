"""DuckDB in this process: SQL over a lake's files, in bounded memory, with no way to any other file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import duckdb

from builder.records.analysis.engines.engine import Stream, Table
from builder.records.analysis.engines.tables import BASES, DERIVED, Base, literal
from builder.records.lake.columns import MONTH

P = ParamSpec("P")
T = TypeVar("T")

BATCH: Final = 4096
"""Rows that are fetched at once."""
BLINK: Final = 0.2
"""Seconds after which a wait looks up: on some systems an interrupt does not end it."""
SPILL_SHARE: Final = 0.5
"""Of the space that is free where temporary files go: how much may be filled."""
AT: Final = "CAST(epoch_us(ts) AS DOUBLE) / CAST(1000000 AS DOUBLE) AS at_s"
CONFIG: Final = {
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class DuckDb:
    """Close it: that also removes what it had to write while memory was short.

    All is done in a thread of its own, for only then an interrupt ends a query that takes long.
    """

    name = "duckdb"

    def __init__(self, lake: Path, *, memory: str | None = None, out: Path | None = None) -> None:
        """`memory` as in 4GB, else DuckDB's own limit; `out` is a folder that may be written."""
        lake = lake.resolve()
        self._thread = ThreadPoolExecutor(1, "duckdb")
        self._spill = Path(tempfile.mkdtemp(prefix="peacebuilder-"))
        try:
            self.connection = duckdb.connect(":memory:", config=self._config(memory))
            self._shut_in(lake, out)
            for base in BASES:
                self.run(f"CREATE OR REPLACE TEMPORARY VIEW {base.name} AS {select(base, lake)}")
        except BaseException:
            self.close()
            raise

    def run(self, sql: str) -> None:
        self.within(self.connection.execute, sql)

    def table(self, sql: str) -> Table:
        found = self.stream(sql)
        return Table(found.columns, found.types, list(found.rows))

    def stream(self, sql: str) -> Stream:
        """The rows as they are computed; the next query ends them."""
        self.run(sql)
        described = self.connection.description or ()
        return Stream(
            tuple(str(column[0]) for column in described), tuple(str(column[1]) for column in described), self._rows()
        )

    def keep(self, view: str) -> None:
        self.run(f"CREATE OR REPLACE TEMPORARY TABLE kept_{view} AS SELECT * FROM {view}")  # noqa: S608 - our own names
        self.run(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS SELECT * FROM kept_{view}")  # noqa: S608 - our own names

    def write(self, sql: str, out: Path, parameters: Sequence[object] = ()) -> None:
        """The rows into a Parquet file."""
        text = sql.rstrip("; \n\t\r")
        self.within(
            lambda: self.connection.sql(text, params=parameters or None).write_parquet(str(out), compression="zstd")
        )

    def within(self, call: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """Calls it in the thread of the connection; whatever ends the wait ends the query."""
        work = self._thread.submit(call, *args, **more)
        try:
            while not wait((work,), BLINK).done:
                pass
        except BaseException:
            self.connection.interrupt()
            wait((work,))
            raise
        return work.result()

    def close(self) -> None:
        if connection := getattr(self, "connection", None):
            connection.close()
        self._thread.shutdown()
        shutil.rmtree(self._spill, ignore_errors=True)

    def _rows(self) -> Iterator[tuple[object, ...]]:
        while batch := self.within(self.connection.fetchmany, BATCH):
            yield from batch

    def _config(self, memory: str | None) -> dict[str, str | bool | int | float | list[str]]:
        spill = int(shutil.disk_usage(self._spill).free * SPILL_SHARE)
        limit = {"memory_limit": memory} if memory else {}
        return {**CONFIG, **limit, "temp_directory": str(self._spill), "max_temp_directory_size": f"{spill}B"}

    def _shut_in(self, lake: Path, out: Path | None) -> None:
        folders = [lake / base.folder for base in BASES] + ([out.resolve()] if out else [])
        self.run("SET TimeZone = 'UTC'")
        self.run(f"SET allowed_directories = {_listed(f'{folder}/' for folder in folders)}")
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")


def select(base: Base, lake: Path) -> str:
    """The SELECT of a table of the lake; its files are named one by one: a folder's name may look like a pattern."""
    files = base.files(lake)
    if not files:
        columns = base.columns + (DERIVED if base.months else ())
        return f"SELECT {', '.join(f'CAST(NULL AS {type_}) AS {name}' for name, type_ in columns)} WHERE false"
    names, hive = [name for name, _ in base.columns], "hive_partitioning = false"
    if base.months and "=" in str(lake):  # each `name=value` on the way to the lake would be taken for a column of it
        names += [f"strftime(ts, '%Y-%m') AS {MONTH}", AT]
    elif base.months:
        hive = f"hive_partitioning = true, hive_types = {{'{MONTH}': VARCHAR}}"
        names += [MONTH, AT]
    told = _listed(map(str, files))
    return f"SELECT {', '.join(names)} FROM read_parquet({told}, {hive})"  # noqa: S608 - our own names


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(literal, texts))}]"
