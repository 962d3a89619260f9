"""All SQL of views and reports as one script, for a Spark that knows nothing of this program."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from builder.records.analysis import slices as slicing
from builder.records.analysis.engines.spark_text import SETTINGS, statements
from builder.records.analysis.engines.tables import BASES
from builder.records.analysis.report import reports
from builder.records.analysis.slices import ALL, SLICES
from builder.records.analysis.texts import views

REPORT: Final = "report_"
"""Before the name of a report, since some views have the same."""
NEEDED: Final = "statements"


def script(location: str, empty: Collection[str] = ()) -> str:
    """`location` as the cluster sees it; `empty` are tables of which the lake has no files."""
    return "".join(f"{text};\n\n" for text in texts(location, empty))


def texts(location: str, empty: Collection[str] = ()) -> Iterator[str]:
    """One statement after another, each after those that it needs."""
    yield from (f"SET {key} = {value}" for key, value in SETTINGS.items())
    for base in BASES:
        yield from statements(base, location, empty=base.name in empty)
    yield _view(SLICES, slicing.view(ALL))
    for view in views():
        yield _view(view.name, view.sql)
    for report in reports():
        yield _view(f"{REPORT}{report.name}", report.sql)


def _view(name: str, sql: str) -> str:
    return f"CREATE OR REPLACE TEMPORARY VIEW {name} AS\n{sql}"
