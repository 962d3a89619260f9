"""A store for each test, in memory of the process that tests it, and clients that speak to it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.postgres import Server


@dataclass
class Lrs:
    """A running store; `client` makes a client with a new credential."""

    service: Service
    http: TestClient

    def credential(self, *scopes: Scope, agency: str = "", name: str = "test") -> dict[str, str]:
        """The headers of a new credential."""
        given = scopes or (Scope.ALL,)
        service = self.service
        key, secret = service.database.write(
            lambda session: credentials.add(session, service.database.key, name, given, service.clock(), agency=agency)
        ).result()
        told = base64.b64encode(f"{key}:{secret}".encode()).decode()
        return {"Authorization": f"Basic {told}", "X-Experience-API-Version": "1.0.3"}


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty store, one of each kind of database in turn."""
    return _empty(request, tmp_path / "lrs.db")


@pytest.fixture(params=["sqlite", "postgres"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of another empty store."""
    return _empty(request, tmp_path / "other.db")


def _empty(request: pytest.FixtureRequest, file: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    server: Server = request.getfixturevalue("postgres")
    return server.fresh()


@pytest.fixture
def lrs(address: str) -> Iterator[Lrs]:
    database = open_database(address)
    service = Service(database)
    with TestClient(create_app(service)) as http:
        yield Lrs(service, http)
    service.close()
