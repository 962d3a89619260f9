"""The least that keeping a statement costs: one row and five indexes in SQLite, durable at commit, no HTTP."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

TABLE: Final = """
CREATE TABLE statement (
  seq INTEGER PRIMARY KEY, id TEXT, actor TEXT, verb TEXT, object TEXT, registration TEXT, raw TEXT
);
CREATE UNIQUE INDEX by_id ON statement (id);
CREATE INDEX by_actor ON statement (actor);
CREATE INDEX by_verb ON statement (verb);
CREATE INDEX by_object ON statement (object);
CREATE INDEX by_registration ON statement (registration);
"""
INSERT: Final = "INSERT INTO statement (id, actor, verb, object, registration, raw) VALUES (?, ?, ?, ?, ?, ?)"

Row = tuple[str, str, str, str, str, str]


def connect(path: Path) -> sqlite3.Connection:
    """A new file; any thread may use it, one at a time."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(TABLE)
    return connection


def row(data: dict[str, Any], text: str) -> Row:
    """Of a statement and its JSON."""
    account = data["actor"]["account"]
    who = f"{account['homePage']}|{account['name']}"
    return data["id"], who, data["verb"]["id"], data["object"]["id"], data["context"]["registration"], text


def store(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Returns when all are durable."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


def rate(path: Path, texts: Sequence[str], together: int) -> float:
    """Statements a second, so many in one transaction."""
    rows = [row(json.loads(text), text) for text in texts]
    connection = connect(path)
    begun = time.perf_counter()
    for start in range(0, len(rows), together):
        store(connection, rows[start : start + together])
    seconds = time.perf_counter() - begun
    connection.close()
    return len(rows) / seconds


def count(path: Path) -> int:
    """Statements in a file."""
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM statement").fetchone()
    return int(number)
