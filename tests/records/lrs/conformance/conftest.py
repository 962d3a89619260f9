"""Both versions in both databases: one store for a file of tests, and an agency of its own for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

import pytest
from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.service import Service
from builder.records.lrs.store.open import open_database
from builder.standards.xapi import Version
from tests.records.lrs.conformance.xapi import Xapi
from tests.records.lrs.conftest import Lrs
from tests.records.postgres import Server

AGENCIES: Final = count(1)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lrs]:
    """Shared by the tests of a file."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('lrs') / 'lrs.db'}"
    else:
        server: Server = request.getfixturevalue("postgres")
        address = server.fresh()
    service = Service(open_database(address))
    with TestClient(create_app(service)) as http:
        yield Lrs(service, http)
    service.close()


@pytest.fixture
def agency() -> str:
    """Nobody else's, so that a test finds nothing of another."""
    return f"agency {next(AGENCIES)}"


@pytest.fixture(params=list(Version))
def version(request: pytest.FixtureRequest) -> Version:
    found: Version = request.param
    return found


@pytest.fixture
def xapi(store: Lrs, agency: str, version: Version) -> Xapi:
    """May do everything in its agency."""
    return Xapi(version, store.http, {"Authorization": store.credential(agency=agency)["Authorization"]})


@pytest.fixture
def one(store: Lrs, agency: str) -> Xapi:
    """For what 1.0.3 alone knows."""
    return Xapi(Version.ONE, store.http, {"Authorization": store.credential(agency=agency)["Authorization"]})


@pytest.fixture
def two(store: Lrs, agency: str) -> Xapi:
    """For what 2.0 alone knows."""
    return Xapi(Version.TWO, store.http, {"Authorization": store.credential(agency=agency)["Authorization"]})
