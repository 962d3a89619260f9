"""What a server wants to know of its database: whether it can be written, and how much is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.records.lrs.store.database import Session

SIZES: Final[Mapping[str, str]] = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
"""In bytes, by the name of the database."""


def touch(session: Session, now: int) -> None:
    """A change that has to reach the disk."""
    session.run(
        "INSERT INTO meta (name, value) VALUES ('touched', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (str(now),),
    )


def stored(session: Session) -> int:
    """The statements that were ever stored."""
    row = session.one("SELECT max(seq) FROM statement")
    return int(row[0] or 0) if row else 0


def size(session: Session, database: str) -> int:
    """In bytes."""
    row = session.one(SIZES[database])
    return int(row[0]) if row else 0
