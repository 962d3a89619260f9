"""peacebuilder lrs erase-actor."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from builder.cli import peacebuilder
from builder.records.lrs.app import create_app
from builder.records.lrs.service import Service
from builder.records.lrs.store.open import open_database
from tests.cli.conftest import Run
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.life import ANNA, live, rows
from tests.records.postgres import Server


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store with some of everything in it."""
    url = f"sqlite:///{tmp_path / 'lrs.db'}"
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        url = server.fresh()
    service = Service(open_database(url))
    with TestClient(create_app(service)) as http:
        live(Lrs(service, http))
    service.close()
    return url


def kept(url: str) -> str:
    with closing(open_database(url)) as database:
        return repr(rows(database))


def test_it_says_what_it_does_and_asks_first(run: Run, store: str) -> None:
    before = kept(store)
    arguments = ["lrs", "erase-actor", "--db", store, "--actor", ANNA["mbox"]]
    refused = CliRunner().invoke(peacebuilder, arguments, input="n\n")
    assert refused.exit_code == 1
    assert "3  statements in which somebody unknown is to stand in the person's place" in refused.stdout
    assert "1  file that came with these statements, to be deleted" in refused.stdout
    assert "1  document of the person, to be deleted" in refused.stdout
    assert "It cannot be undone [y/N]" in refused.stdout
    assert kept(store) == before

    done = CliRunner().invoke(peacebuilder, arguments, input="y\n")
    assert done.exit_code == 0, done.output
    assert "It is done.\n" in done.stdout
    assert "Backups and logs of before" in done.stderr
    assert "Anna" not in kept(store)

    again = run(*arguments)
    assert again.exit_code == 1
    assert "nobody in the store is known by that; nothing was changed" in again.stderr


def test_without_a_question_and_with_the_statements(run: Run, store: str) -> None:
    result = run("lrs", "erase-actor", "--db", store, "--actor", json.dumps(ANNA), "--delete", "--yes")
    assert result.exit_code == 0, result.output
    assert "3  statements about the person, to be deleted" in result.stdout
    assert "Shall it be done" not in result.stdout
    assert "Anna" not in kept(store)


def test_nobody_is_wrong_usage(run: Run) -> None:
    result = run("lrs", "erase-actor", "--actor", "Anna Example", "--yes")
    assert result.exit_code == 2
    assert "it tells nobody: give an agent in JSON, an email address" in result.stderr


def test_a_store_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    result = run("lrs", "erase-actor", "--db", "sqlite:///typo.db", "--actor", ANNA["mbox"], "--yes")
    assert result.exit_code == 1
    assert "there is no store at typo.db" in result.stderr
    assert not list(tmp_path.iterdir())
