"""A view or report into a file: CSV for spreadsheets, or Parquet for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from builder.course.validate.near import hint
from builder.records.analysis.engines.duckdb import DuckDb
from builder.records.analysis.engines.engine import Table
from builder.records.analysis.guard import NotAllowed
from builder.records.analysis.open import ASKED, Analysis
from builder.records.analysis.report import Result, reports
from builder.records.export.formats import as_sheet
from builder.records.export.values import plain

VIEWS: Final = "views"
REPORTS: Final = "reports"
PARQUET: Final = ".parquet"
ENDINGS: Final = (".csv", PARQUET)


def resolve(what: str) -> tuple[str, str]:
    """`views` or `reports`, and the name; NotAllowed where there is none, or both."""
    known = {VIEWS: ASKED, REPORTS: tuple(one.name for one in reports())}
    folder, _, name = what.rpartition("/")
    kinds = [kind for kind in ((folder,) if folder else known) if name in known.get(kind, ())]
    if len(kinds) > 1:
        raise NotAllowed(f"'{name}' is a view and a report", f"say {VIEWS}/{name} or {REPORTS}/{name}")
    if not kinds:
        raise NotAllowed(f"there is no view and no report '{what}'", hint(name, (*ASKED, *known[REPORTS], "roster")))
    return kinds[0], name


def view(analysis: Analysis, name: str, out: Path) -> None:
    """Every row; nothing is left out."""
    if out.suffix.lower() == PARQUET:
        analysis.write(f"FROM {name}", out)
        return
    found = analysis.stream(f"FROM {name}")
    with out.open("wb") as file:
        file.writelines(as_sheet(found.columns, found.rows))


def report(result: Result, analysis: Analysis, out: Path) -> None:
    table(Table(result.columns, result.types, result.rows), analysis, out)


def table(found: Table, analysis: Analysis, out: Path) -> None:
    """Rows that are here already."""
    if out.suffix.lower() != PARQUET:
        with out.open("wb") as file:
            file.writelines(as_sheet(found.columns, found.rows))
        return
    engine = analysis.engine
    if not isinstance(engine, DuckDb):
        raise NotAllowed("only DuckDB writes Parquet", "leave out the engine")
    rows = [json.dumps([plain(value) for value in row]) for row in found.rows]
    values = ", ".join(
        f'CAST(json ->> {place} AS {kind}) AS "{name}"'
        for place, (name, kind) in enumerate(zip(found.columns, found.types, strict=True))
    )
    engine.write(f"SELECT {values} FROM (SELECT CAST(unnest(?::VARCHAR[]) AS JSON) AS json)", out, [rows])  # noqa: S608 - our own names
