"""A store into one file, the same for every database: gzipped lines of JSON, with a checksum at the end."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final, TypeAlias

from builder.records.lrs.store import schema
from builder.records.lrs.store.database import Database, Session
from builder.records.lrs.store.tables import count, tables
from builder.records.lrs.times import text_of

FORMAT: Final = "peacebuilder-lrs-backup"
VERSION: Final = 1
LEVEL: Final = 5
STEP: Final = 5_000
"""Rows from one telling of the progress to the next."""

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many rows are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line; `tables` is the version of the tables, `counts` the rows of each."""

    made: str
    tables: int
    key: str
    counts: Mapping[str, int]

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(self.counts.values())


def backup(database: Database, out: Path, now: int, progress: Progress) -> Header:
    """What the store holds at this moment, while others go on writing; FileExistsError where `out` is taken."""
    stop = threading.Event()
    with _new(out) as file:
        future = database.read(partial(_save, database, file, now, progress, stop))
        try:
            return future.result()
        finally:
            stop.set()


@contextmanager
def _new(out: Path) -> Iterator[IO[bytes]]:
    """A file that has its name only when it is whole, and that its owner alone can read."""
    if out.exists():
        raise FileExistsError(out)
    handle, name = tempfile.mkstemp(prefix=".peacebuilder-", dir=out.parent)  # mode 0600
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _publish(made, out)
    finally:
        made.unlink(missing_ok=True)


def _publish(made: Path, out: Path) -> None:
    """Under its name, but never over another file; where the disk knows no links, as nearly so as it can be."""
    try:
        os.link(made, out)
    except FileExistsError:
        raise
    except OSError:
        if out.exists():
            raise FileExistsError(out) from None
        made.rename(out)


def _save(
    database: Database, file: IO[bytes], now: int, progress: Progress, stop: threading.Event, session: Session
) -> Header:
    found = tables(session, database.name)
    counts = {table.name: count(session, table) for table in found}
    header = Header(text_of(now), schema.VERSION, database.key.hex(), counts)
    with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=file, mtime=0) as packed:
        lines = _Lines(packed)
        lines.write({"format": FORMAT, "version": VERSION, **_facts(header)})
        done = 0
        for table in found:
            lines.write({"table": table.name, "columns": table.columns})
            for row in session.each(table.sql, at_once=table.at_once):
                lines.write(row)
                done += 1
                if done % STEP == 0:
                    progress(done, header.rows)
                if stop.is_set():
                    raise InterruptedError
        lines.finish()
    progress(header.rows, header.rows)
    return header


def _facts(header: Header) -> dict[str, object]:
    return {"made": header.made, "tables": header.tables, "key": header.key, "counts": header.counts}


class _Lines:
    """Writes them, and what proves them."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, value: object) -> None:
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_packed).encode() + b"\n"
        self._hash.update(line)
        self._file.write(line)

    def finish(self) -> None:
        self._file.write(proof(self._hash.hexdigest()))


def _packed(value: bytes) -> dict[str, str]:
    return {"base64": base64.b64encode(value).decode()}


def proof(digest: str) -> bytes:
    """The last line: the SHA-256 of all before it."""
    return json.dumps({"sha256": digest}).encode() + b"\n"
