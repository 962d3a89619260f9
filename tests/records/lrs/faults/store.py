"""A store inside the process of the test, whose file or clock has faults."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from builder.records.lrs.times import now
from tests.records.lrs.fuzz.wire import basic


@dataclass
class Opened:
    """Its clients' side."""

    service: Service
    http: TestClient
    headers: dict[str, str]

    def store(self, size: int = 10, id_: str | None = None) -> tuple[str, int, str]:
        """The id of a statement with a response of so many letters, the status, and what was said."""
        made = statement(size, id_)
        reply = self.http.post("/xapi/statements", content=json.dumps(made), headers=self.headers)
        return made["id"], reply.status_code, reply.text

    def status(self, id_: str) -> int:
        """Of the question for a statement."""
        return self.http.get("/xapi/statements", params={"statementId": id_}, headers=self.headers).status_code

    def ids(self) -> list[str]:
        """Of all, the oldest first."""
        found: list[str] = []
        target = "/xapi/statements?ascending=true&format=ids"
        while target:
            page = self.http.get(target, headers=self.headers).json()
            found += [one["id"] for one in page["statements"]]
            target = page["more"]
        return found


def statement(size: int = 10, id_: str | None = None) -> dict[str, Any]:
    return {
        "id": id_ or str(uuid.uuid4()),
        "actor": {"mbox": "mailto:ann@example.org"},
        "verb": {"id": "https://example.org/answered"},
        "object": {"id": "https://example.org/fire"},
        "result": {"response": "x" * size},
    }


@contextmanager
def opened(path: Path, clock: Callable[[], int] = now) -> Iterator[Opened]:
    """The store in this file, with a new credential."""
    database = open_database(f"sqlite:///{path}")
    service = Service(database, clock=clock)
    try:
        key, secret = database.write(
            lambda session: credentials.add(session, database.key, "test", (Scope.ALL,), now())
        ).result()
        headers = {
            "Authorization": basic(key, secret),
            "X-Experience-API-Version": "1.0.3",
            "Content-Type": "application/json",
        }
        with TestClient(create_app(service), raise_server_exceptions=False) as http:
            yield Opened(service, http, headers)
    finally:
        service.close()
