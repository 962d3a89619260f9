"""The tables of a lake in Spark's SQL; all that follows them is one text for both engines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from builder.records.analysis.engines.tables import DERIVED, Base
from builder.records.lake.columns import MONTH

TYPES: Final = {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}
"""What Spark calls differently."""
SETTINGS: Final = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
}
"""Of a session, for the same answers as DuckDB's."""
AT: Final = "CAST(unix_micros(CAST(ts AS TIMESTAMP_LTZ)) AS DOUBLE) / CAST(1000000 AS DOUBLE) AS at_s"


def statements(base: Base, location: str, *, empty: bool) -> tuple[str, ...]:
    """What makes the view of one table; `location` is the lake's folder, or its address in an object store."""
    months = ((MONTH, "VARCHAR"),) if base.months else ()
    if empty:
        listed = ", ".join(f"CAST(NULL AS {_type(kind)}) AS `{name}`" for name, kind in _all(base))
        return (f"CREATE OR REPLACE TEMPORARY VIEW {base.name} AS\nSELECT {listed} WHERE false",)
    columns = (*base.columns, *months)
    told = ", ".join(f"`{name}` {_type(kind)}" for name, kind in columns)
    path = _text(f"{_plain(location.rstrip('/'))}/{base.folder}")
    files = f"{base.name}_files" if base.months else base.name
    made = f"CREATE OR REPLACE TEMPORARY VIEW {files} ({told})\nUSING parquet OPTIONS (path {path})"
    if not base.months:
        return (made,)
    names = ", ".join(f"`{name}`" for name, _ in columns)
    return made, f"CREATE OR REPLACE TEMPORARY VIEW {base.name} AS\nSELECT {names}, {AT} FROM {files}"


def _all(base: Base) -> Iterable[tuple[str, str]]:
    return (*base.columns, *(DERIVED if base.months else ()))


def _type(kind: str) -> str:
    return TYPES.get(kind, kind)


def _plain(location: str) -> str:
    """The name of a folder may have signs that are a pattern to Hadoop."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", location)


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
