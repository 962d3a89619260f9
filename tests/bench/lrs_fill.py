"""A store with many statements, filled through the same code as by clients: of agencies large and small."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from builder.records.lrs.incoming import Incoming, Writer
from builder.records.lrs.service import Service
from builder.records.lrs.statements import receive
from builder.records.lrs.store.database import Session
from builder.records.lrs.store.definitions import Lesson
from builder.records.lrs.store.statements import insert
from builder.standards.xapi import Version
from tests.bench.lrs_statements import Crowd

BATCH: Final = 1000
TOGETHER: Final = 20
"""Stored at almost the same time."""
STEP: Final = 1_000_000
"""Microseconds between two statements: a store of two million is three weeks old."""
START: Final = 1_780_000_000_000_000
AUTHORITY: Final = {
    "objectType": "Agent",
    "name": "course",
    "account": {"homePage": "https://lrs.example.org/xapi", "name": "0123456789abcdef01234567"},
}


@dataclass
class Filler:
    """Goes on where it stopped."""

    service: Service
    crowd: Crowd
    count: int = 0

    def up_to(self, count: int) -> None:
        """Until there are so many."""
        while self.count < count:
            number = min(BATCH, count - self.count)
            agency = self.crowd.agency()
            found = self._received(number, agency)
            lessons = self.service.database.write(partial(self._store, agency, found)).result()
            self.service.known.learn(lessons)
            self.count += number

    def _received(self, number: int, agency: str) -> tuple[Incoming, ...]:
        limits = self.service.settings.limits
        found, _ = receive.received(self.crowd.statements(number, agency), Version.ONE, AUTHORITY, {}, limits)
        return found

    def _store(self, agency: str, found: tuple[Incoming, ...], session: Session) -> list[Lesson]:
        writer = Writer(f"key-of-{agency}", agency)
        lessons: list[Lesson] = []
        for at in range(0, len(found), TOGETHER):
            now = START + (self.count + at) * STEP
            some = found[at : at + TOGETHER]
            lessons += insert(session, self.service.hash, writer, some, {}, now, self.service.known)
        return lessons


def sizes(folder: Path) -> float:
    """Gigabytes of the store's files."""
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e9


def ids(service: Service) -> list[str]:
    """Of some statements, spread over all of them."""

    def look(session: Session) -> list[str]:
        (newest,) = session.one("SELECT max(seq) FROM statement") or (0,)
        step = max(1, newest // 100)
        sql = "SELECT body FROM statement WHERE seq = ?"
        rows = (session.one(sql, (seq,)) for seq in range(1, newest + 1, step))
        return [json.loads(row[0])["id"] for row in rows if row]

    return service.database.read(look).result()
