"""A backup into an empty store, of whatever database: all of it, or nothing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import IO, Any, Final

from builder.records.lrs.store import schema
from builder.records.lrs.store.database import Database, Session
from builder.records.lrs.store.tables import count, tables
from builder.records.lrs.upkeep.backup import FORMAT, STEP, VERSION, Header, Progress, proof

MOST_HEADER: Final = 64 * 1024
MOST_LINE: Final = 512 * 1024 * 1024
"""Bytes of one row: more than any server takes."""

FOREIGN: Final = "it is no backup of a store: peacebuilder lrs backup makes one"
TORN: Final = "the backup ends too early: copy it again, or take another one"
DAMAGED: Final = "the backup is not as it was made: copy it again, or take another one"
NEWER: Final = "the backup was made by a newer Peacebuilder: pip install --upgrade peacebuilder"


class NotABackup(Exception):
    """The file cannot be restored; the text says why, and what to do."""


class NotEmpty(Exception):
    """The store that should be restored into has something in it: `counts` by table."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts: Final = counts
        super().__init__("the store is not empty")


def restore(database: Database, file: IO[bytes], progress: Progress) -> Header:
    """The whole file is read and proven first; then all of it is there at once, with the key by which it hashes."""
    header = _proven(file)
    file.seek(0)
    database.write(partial(_load, database, file, progress)).result()
    return header


def _proven(file: IO[bytes]) -> Header:
    source = _Source(file)
    counts = dict.fromkeys(source.header.counts, 0)
    for table, _, rows in source.tables():
        counts[table] = counts.get(table, 0) + sum(1 for _ in rows)
    if counts != dict(source.header.counts):
        raise NotABackup(DAMAGED)
    return source.header


def _load(database: Database, file: IO[bytes], progress: Progress, session: Session) -> None:
    here = tables(session, database.name)
    if taken := {table.name: number for table in here if (number := count(session, table))}:
        raise NotEmpty(taken)
    source = _Source(file)
    version = source.header.tables
    if version != schema.VERSION:
        for table in here:
            session.run(f"DROP TABLE {table.name}")
        schema.upgrade(session, database.types, 0, version)
    columns_of = {table.name: table.columns for table in tables(session, database.name)}
    for name, columns, lines in source.tables():
        if sorted(columns) != sorted(columns_of.get(name, ())):
            raise NotABackup(f"the backup has a table {name[:40]!r} that is not known here, or not with these columns")
        rows = (_row(line) for line in lines)
        for _ in range(0, source.header.counts.get(name, 0), STEP):
            session.fill(name, columns, islice(rows, STEP))
            progress(source.rows, source.header.rows)
        deque(rows, maxlen=0)
    schema.upgrade(session, database.types, version)
    schema.keep(session, "key", source.header.key)


def _row(line: bytes) -> tuple[Any, ...]:
    return tuple(base64.b64decode(one["base64"]) if isinstance(one, dict) else one for one in json.loads(line))


class _Source:
    """Reads a backup line by line; the last one proves all that was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._hash = hashlib.sha256()
        self.rows = 0
        with _told(not_gzip=FOREIGN):
            first = self._file.readline(MOST_HEADER)
        self._hash.update(first)
        self.header: Final = _header(first)

    def tables(self) -> Iterator[tuple[str, list[str], Iterator[bytes]]]:
        """The name, the columns and the rows of each; use up the rows before the next."""
        line = self._line()
        while not line.startswith(b'{"sha256"'):
            try:
                told = json.loads(line)
                name, columns = str(told["table"]), [str(column) for column in told["columns"]]
            except (ValueError, TypeError, LookupError, RecursionError):
                raise NotABackup(DAMAGED) from None
            after: list[bytes] = []
            yield name, columns, self._rows(after)
            line = after[0]
        with _told():
            if line != proof(self._hash.hexdigest()) or self._file.read(1):
                raise NotABackup(DAMAGED)

    def _rows(self, after: list[bytes]) -> Iterator[bytes]:
        while (line := self._line()).startswith(b"["):
            self.rows += 1
            yield line
        after.append(line)

    def _line(self) -> bytes:
        with _told():
            line = self._file.readline(MOST_LINE)
        if not line.endswith(b"\n"):
            raise NotABackup(TORN)
        if not line.startswith(b'{"sha256"'):
            self._hash.update(line)
        return line


@contextmanager
def _told(not_gzip: str = DAMAGED) -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise NotABackup(TORN) from None
    except gzip.BadGzipFile:
        raise NotABackup(not_gzip) from None
    except zlib.error:
        raise NotABackup(DAMAGED) from None


def _header(line: bytes) -> Header:
    try:
        told = json.loads(line)
        if told["format"] != FORMAT:
            raise NotABackup(FOREIGN)
        if told["version"] > VERSION or told["tables"] > schema.VERSION:
            raise NotABackup(NEWER)
        if told["tables"] < 1:
            raise NotABackup(FOREIGN)
        counts = {str(name): int(number) for name, number in told["counts"].items()}
        return Header(str(told["made"]), int(told["tables"]), bytes.fromhex(told["key"]).hex(), counts)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise NotABackup(FOREIGN) from None
