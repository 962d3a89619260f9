"""A lake as tests look at it, and a store that fills while it is pulled from."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from builder.records.lake.lake import Lake
from builder.records.lrs.incoming import Writer
from builder.records.lrs.keys import hasher
from builder.records.lrs.service import Limits
from builder.records.lrs.statements import receive
from builder.records.lrs.store.database import Database
from builder.records.lrs.store.statements import insert
from builder.records.lrs.times import now
from builder.standards.xapi import Verb, Version

AUTHORITY = {"account": {"homePage": "https://lrs.example.org", "name": "test"}}
BATCHES = 60
COURSE = "https://courses.example.org/a"


def rows(lake: Lake, columns: str = "statement_id") -> list[tuple[Any, ...]]:
    """Of all statements, in order."""
    files = [str(path) for path in lake.files("statements")]
    if not files:
        return []
    table = duckdb.read_parquet(files, hive_partitioning=False)
    return table.project(columns).order(columns).fetchall()


def ids(lake: Lake) -> list[str]:
    return [row[0] for row in rows(lake)]


def statement(name: str = "p-1", *, agency: str | None = None, **more: Any) -> dict[str, Any]:
    """One that a course of ours might have made."""
    told = {} if agency is None else {f"{COURSE}/extensions/agency": agency}
    return {
        "id": str(uuid.uuid4()),
        "actor": {"account": {"homePage": "https://lms.example.org", "name": name}},
        "verb": {"id": Verb.ANSWERED.value},
        "object": {"id": f"{COURSE}/q/1"},
        "context": {
            "contextActivities": {"category": [{"id": f"{COURSE}/profile/v1"}]},
            "extensions": {f"{COURSE}/extensions/version": "1.0.0", **told},
        },
        "timestamp": "2026-11-01T10:00:00.000Z",
        **more,
    }


def voiding(target: str) -> dict[str, Any]:
    return statement(verb={"id": Verb.VOIDED.value}, object={"objectType": "StatementRef", "id": target})


def store(database: Database, *statements: Mapping[str, Any], agency: str = "", may_void: bool = True) -> list[str]:
    """As the server does; their ids."""
    hash_ = hasher(database.key)
    found, _ = receive.received(
        [json.loads(json.dumps(one)) for one in statements], Version.ONE, AUTHORITY, {}, Limits()
    )
    writer = Writer(f"key-of-{agency}", agency, may_void=may_void)
    database.write(lambda session: insert(session, hash_, writer, found, {}, now())).result()
    return [one.id for one in found]


class Traffic:
    """Two writers for each database; several may be servers of one store. `ids` of what was confirmed."""

    def __init__(self, *databases: Database) -> None:
        self.ids: list[str] = []
        self.threads = [
            threading.Thread(target=partial(self._write, one, f"p-{number}"))
            for one in databases
            for number in range(2)
        ]

    @property
    def ended(self) -> bool:
        return not any(thread.is_alive() for thread in self.threads)

    def _write(self, database: Database, name: str) -> None:
        for _ in range(BATCHES):
            self.ids += store(database, *(statement(name) for _ in range(3)))


@contextmanager
def traffic(*databases: Database) -> Iterator[Traffic]:
    """Ended afterwards."""
    running = Traffic(*databases)
    for thread in running.threads:
        thread.start()
    try:
        yield running
    finally:
        for thread in running.threads:
            thread.join()


def lake_at(path: Path) -> Lake:
    return Lake.make(path, identified=True)
