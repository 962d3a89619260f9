"""From the address of a store to its database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from builder.records.lrs.store.database import Database, Unavailable
from builder.records.lrs.store.sqlite import Sqlite

SQLITE: Final = "sqlite:///"
POSTGRES: Final = ("postgresql://", "postgres://")


class NotAnAddress(ValueError):
    """The text is not the address of a store."""


def file_of(url: str) -> Path | None:
    """Of a store in one file."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) and len(url) > len(SQLITE) else None


def open_database(url: str, *, make: bool = True) -> Database:
    """`sqlite:///FILE` or `postgresql://user:password@host:port/name`; Unavailable where there is none to be made."""
    if (file := file_of(url)) is not None:
        return Sqlite(file, make=make)
    if url.startswith(POSTGRES):
        return _postgres(url, make=make)
    shown = f"…@{url.rpartition('@')[2]}" if "@" in url else url  # before it there may be a password
    raise NotAnAddress(
        f"'{shown}' is not the address of a store: give sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME"
    )


def _postgres(url: str, *, make: bool) -> Database:
    try:
        # Here, because psycopg belongs to an extra that may not be installed.
        from builder.records.lrs.store.postgres import Postgres
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != "psycopg":
            raise
        raise Unavailable("PostgreSQL needs one more package", "pip install 'peacebuilder[postgres]'") from missing
    return Postgres(url, make=make)
