"""Which tables and columns there are, as the database itself tells it: what copies all of them forgets none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from builder.records.lrs.store.database import Session
from builder.records.lrs.store.schema import TABLES

# Table, column, and its place in the primary key from 1 on, by the name of the database.
COLUMNS: Final[Mapping[str, str]] = {
    "sqlite": """
        SELECT t.name, c.name, c.pk FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' ORDER BY t.name, c.cid
    """,
    "postgresql": """
        SELECT t.relname::text, c.attname::text, coalesce(array_position(i.indkey::int2[], c.attnum) + 1, 0)
        FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
        WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname, c.attnum
    """,
}
ROWS: Final = 2_000
"""Rows that are in memory at once."""
LARGE: Final[Mapping[str, int]] = {"content": 1, "body": 50, "definition": 50}
"""The same for tables with such a column, of which each may have megabytes."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns in their order; `key` are those of the primary key, which is the order of its rows."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def at_once(self) -> int:
        """How many of its rows to hold in memory."""
        return min((LARGE[column] for column in self.columns if column in LARGE), default=ROWS)

    @property
    def sql(self) -> str:
        """Every row, in order."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name} ORDER BY {', '.join(self.key)}"  # noqa: S608 - of our own names


def tables(session: Session, database: str) -> tuple[Table, ...]:
    """Ours, by name, without the facts about the store itself."""
    rows = session.all(COLUMNS[database])
    found = []
    for name, columns in groupby(rows, key=lambda row: str(row[0])):
        if name in TABLES:
            told = list(columns)
            key = sorted((place, column) for _, column, place in told if place)
            found.append(Table(name, tuple(row[1] for row in told), tuple(column for _, column in key)))
    return tuple(found)


def count(session: Session, table: Table) -> int:
    """Of its rows."""
    row = session.one(f"SELECT count(*) FROM {table.name}")  # noqa: S608 - of our own names
    return int(row[0]) if row else 0
