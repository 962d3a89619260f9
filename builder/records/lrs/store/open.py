"""From the address of a store to its database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from builder.records.lrs.store.database import Database
from builder.records.lrs.store.sqlite import Sqlite

SQLITE: Final = "sqlite:///"
POSTGRES: Final = ("postgresql://", "postgres://")


class NotAnAddress(ValueError):
    """The text is not the address of a store."""


def open_database(url: str) -> Database:
    """`sqlite:///FILE` or `postgresql://user:password@host:port/name`."""
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return Sqlite(Path(url.removeprefix(SQLITE)))
    raise NotAnAddress(
        f"'{url}' is not the address of a store: give sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME"
    )
