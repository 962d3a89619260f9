"""DuckDB in this process: SQL over a lake's files, in bounded memory, with no way to any other file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import duckdb

from builder.records.analysis.engines.engine import Table
from builder.records.analysis.engines.tables import BASES, DERIVED, Base, literal
from builder.records.lake.columns import MONTH

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
    """Close it: that also removes what it had to write while memory was short."""

    name = "duckdb"

    def __init__(self, lake: Path, *, memory: str | None = None, out: Path | None = None) -> None:
        """`memory` as in 4GB, else DuckDB's own limit; `out` is the one file that may be written."""
        lake = lake.resolve()
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
        self.connection.execute(sql)

    def table(self, sql: str) -> Table:
        found = self.connection.execute(sql)
        described = found.description or ()
        return Table(
            tuple(str(column[0]) for column in described),
            tuple(str(column[1]) for column in described),
            found.fetchall(),
        )

    def keep(self, view: str) -> None:
        self.run(f"CREATE OR REPLACE TEMPORARY TABLE kept_{view} AS SELECT * FROM {view}")  # noqa: S608 - our own names
        self.run(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS SELECT * FROM kept_{view}")  # noqa: S608 - our own names

    def close(self) -> None:
        if connection := getattr(self, "connection", None):
            connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def _config(self, memory: str | None) -> dict[str, str | bool | int | float | list[str]]:
        spill = int(shutil.disk_usage(self._spill).free * SPILL_SHARE)
        limit = {"memory_limit": memory} if memory else {}
        return {**CONFIG, **limit, "temp_directory": str(self._spill), "max_temp_directory_size": f"{spill}B"}

    def _shut_in(self, lake: Path, out: Path | None) -> None:
        folders = _listed(f"{lake / base.folder}/" for base in BASES)
        self.run("SET TimeZone = 'UTC'")
        self.run(f"SET allowed_directories = {folders}")
        if out is not None:
            self.run(f"SET allowed_paths = {_listed([str(out)])}")
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")


def select(base: Base, lake: Path) -> str:
    """The SELECT of a table of the lake; files are named one by one, for the name of a folder may look like a pattern."""
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
