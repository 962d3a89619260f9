"""Stores of both kinds, empty and each for one test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.postgres import Server


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of an empty store, one of each kind of database in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lrs.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.fresh()
