"""Opens a lake to be asked: an engine with all views, for as long as the block runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from builder.course.validate.near import hint
from builder.records.analysis import guard
from builder.records.analysis import slices as slicing
from builder.records.analysis.engines.duckdb import DuckDb
from builder.records.analysis.engines.engine import Engine, NoEngine, Stream, Table
from builder.records.analysis.engines.spark import Spark
from builder.records.analysis.engines.tables import BASES
from builder.records.analysis.families import families
from builder.records.analysis.mistakes import plain_words, whole_files
from builder.records.analysis.report import SMALLEST, Report, Result, reports
from builder.records.analysis.slices import ALL, SLICES, Slice
from builder.records.analysis.suppress import suppress
from builder.records.analysis.texts import views
from builder.records.lake.lake import Lake

ASKED: Final = (*(base.name for base in BASES), *(view.name for view in views()))
"""What a lake can be asked, by name."""

ENGINES: Final = (DuckDb.name, Spark.name)

SHARED: Final = ("catalog", "pages", "learners", "attempts", "forms")
"""Views that several reports ask, and that are small beside the statements: kept before all reports are."""


class Analysis:
    """A lake that is open."""

    def __init__(self, engine: Engine, slices: Sequence[Slice] = ALL) -> None:
        self.engine = engine
        self._slices = slices

    def query(self, sql: str) -> Table:
        """One SELECT over the views; NotAllowed for anything else, NotAnswered where it cannot be computed."""
        found = self.stream(sql)
        return Table(found.columns, found.types, list(found.rows))

    def stream(self, sql: str) -> Stream:
        """As query, row by row; the next question ends it."""
        with plain_words():
            found = self._checked(sql).stream(sql)
        return Stream(found.columns, found.types, _told(found.rows))

    def write(self, sql: str, out: Path) -> None:
        """As query, into a Parquet file: in the folder that the lake was opened with."""
        with plain_words():
            self._checked(sql).write(sql, out)

    def reports(self) -> tuple[Report, ...]:
        """What can be reported, in the order of the page."""
        return reports()

    def report(self, name: str, *, smallest: int = SMALLEST) -> Result:
        """Without what would tell of fewer than `smallest` learners; NotAllowed where there is no such report."""
        known = {one.name: one for one in reports()}
        if name not in known:
            raise guard.NotAllowed(f"there is no report '{name}'", hint(name, known))
        return suppress(known[name], self.engine.table(known[name].sql), smallest, families(self._slices))

    def views(self) -> tuple[tuple[str, Table], ...]:
        """What can be asked: each view with its columns; of a row the first is a name, the second its type."""
        return tuple((name, self.engine.table(f"DESCRIBE {name}")) for name in ASKED)

    def _checked(self, sql: str) -> DuckDb:
        if not isinstance(self.engine, DuckDb):
            raise guard.NotAllowed("only DuckDB answers free SQL", "leave out the engine")
        self.engine.within(guard.check, sql, (*ASKED, SLICES), self.engine.connection)
        return self.engine


def _told(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    with plain_words():
        yield from rows


@contextmanager
def open_lake(
    path: Path | str,
    *,
    engine: str = "duckdb",
    slices: Sequence[Slice] | str | None = None,
    memory: str | None = None,
    out: Path | None = None,
) -> Iterator[Analysis]:
    """Nothing vanishes under a query meanwhile: who writes waits.

    `slices` may be a SELECT of slice, agency and month. `memory` as in 4GB. `out` is a folder that may be written.
    """
    lake = Lake.open(Path(path))
    with lake.reading(), closing(_engine(engine, lake, memory, out)) as found, plain_words():
        define(found, slices or ALL)
        yield Analysis(found, ALL if slices is None or isinstance(slices, str) else slices)


def define(engine: Engine, slices: Sequence[Slice] | str) -> None:
    """All views over the tables of the lake."""
    told = slices if isinstance(slices, str) else slicing.view(slices)
    for name, sql in ((SLICES, told), *((view.name, view.sql) for view in views())):
        engine.run(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS\n{sql}")


def _engine(name: str, lake: Lake, memory: str | None, out: Path | None) -> Engine:
    if name == Spark.name:
        with whole_files():
            return Spark(lake.folder, memory=memory)
    if name == DuckDb.name:
        with whole_files():
            return DuckDb(lake.folder, memory=memory, out=out)
    raise NoEngine(f"there is no engine '{name}'", f"there are: {', '.join(ENGINES)}")
