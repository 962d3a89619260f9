"""The tables of a lake that all SQL starts from: their columns, and their files.

Types are DuckDB's words. A folder without files is a table without rows, of the same columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.records.codebook import NAMES as CODEBOOK_NAMES
from builder.records.lake import layout
from builder.records.lake.columns import COLUMNS, MONTH

CODEBOOK_TYPES: Final[Mapping[str, str]] = {"correct": "BOOLEAN", "minutes": "INTEGER", "position": "INTEGER"}
"""All others are text."""


@dataclass(frozen=True, slots=True)
class Base:
    """A view named `name` over the files of `folder`; `months` says whether they lie in folders by month."""

    name: str
    folder: str
    columns: tuple[tuple[str, str], ...]
    months: bool = False

    def files(self, lake: Path) -> tuple[Path, ...]:
        return tuple(sorted((lake / self.folder).glob("month=*/*.parquet" if self.months else "*.parquet")))


BASES: Final = (
    Base("statements", layout.STATEMENTS, tuple((column.name, column.type) for column in COLUMNS), months=True),
    Base(
        "codebook",
        layout.CODEBOOK,
        tuple(
            (name, CODEBOOK_TYPES.get(name, "VARCHAR"))
            for name in ("course", "version", "course_id", *CODEBOOK_NAMES, "position")
        ),
    ),
    Base("agencies", layout.AGENCIES, (("id", "VARCHAR"), ("name", "VARCHAR"), ("state", "VARCHAR"))),
    Base(
        "imports",
        layout.IMPORTS,
        (
            ("import_id", "VARCHAR"),
            ("imported_at", "TIMESTAMP"),
            ("source", "VARCHAR"),
            *((name, "BIGINT") for name in ("read", "kept", "duplicates", "voided", "late", "aside")),
        ),
    ),
    Base(
        "set_aside",
        layout.ASIDE,
        (
            ("import_id", "VARCHAR"),
            ("source", "VARCHAR"),
            ("line", "BIGINT"),
            ("statement_id", "VARCHAR"),
            ("code", "VARCHAR"),
            ("reason", "VARCHAR"),
        ),
    ),
)
DERIVED: Final = ((MONTH, "VARCHAR"), ("at_s", "DOUBLE"))
"""What `statements` has beside its columns: its month, and `ts` in seconds since 1970."""


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
