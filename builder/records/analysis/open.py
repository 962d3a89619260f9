"""Opens a lake to be asked: an engine with all views, for as long as the block runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from builder.records.analysis import slices as slicing
from builder.records.analysis.engines.duckdb import DuckDb
from builder.records.analysis.engines.engine import Engine, Table
from builder.records.analysis.slices import ALL, Slice
from builder.records.analysis.texts import views
from builder.records.lake.lake import Lake


class Analysis:
    """A lake that is open."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def query(self, sql: str) -> Table:
        return self.engine.table(sql)


@contextmanager
def open_lake(
    path: Path | str, *, engine: str = "duckdb", slices: Sequence[Slice] | None = None, memory: str | None = None
) -> Iterator[Analysis]:
    """Nothing vanishes under a query meanwhile: who writes waits."""
    lake = Lake.open(Path(path))
    with lake.reading(), closing(_engine(engine, lake, memory)) as found:
        define(found, slices or ALL)
        yield Analysis(found)


def _engine(name: str, lake: Lake, memory: str | None) -> Engine:
    if name == DuckDb.name:
        return DuckDb(lake.folder, memory=memory)
    raise ValueError(f"there is no engine '{name}'")


def define(engine: Engine, slices: Sequence[Slice]) -> None:
    """All views over the tables of the lake."""
    for name, sql in (("slices", slicing.view(slices)), *((view.name, view.sql) for view in views())):
        engine.run(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS\n{sql}")
