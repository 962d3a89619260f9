"""A client that may do everything with the statements of its own agency."""

from __future__ import annotations

import pytest

from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, client_of
from tests.records.lrs.conftest import Lrs


@pytest.fixture
def client(store: Lrs, agency: str, version: Version) -> Client:
    return client_of(store, version, agency)
