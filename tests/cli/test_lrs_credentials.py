"""peacebuilder lrs credentials: made, shown once, listed without secrets, revoked."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.scope import Scope
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.cli.conftest import Run

DB = "sqlite:///lrs.db"


def add(run: Run, *more: str, db: str = DB) -> dict[str, str]:
    result = run("lrs", "credentials", "add", "--db", db, "--output", "json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, str] = json.loads(result.stdout)
    return found


def listed(run: Run) -> list[dict[str, object]]:
    result = run("lrs", "credentials", "list", "--db", DB, "--output", "json")
    assert result.exit_code == 0
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_key_and_secret_for_programs(run: Run) -> None:
    told = add(run, "--name", "LMS", "--scope", "all")
    assert told.keys() == {"key", "secret"}
    with closing(open_database(DB)) as store:
        found = store.read(lambda session: credentials.find(session, told["key"])).result()
        assert found is not None
        assert found.secret == credentials.hashed(store.key, told["secret"])
    assert (found.name, found.scopes, found.agency, found.expires) == ("LMS", frozenset({Scope.ALL}), "", None)


def test_key_and_secret_for_people(run: Run) -> None:
    result = run("lrs", "credentials", "add", "--db", DB, "--name", "LMS", "--scope", "all")
    assert result.exit_code == 0
    (key, found), (secret, _) = (line.split() for line in result.stdout.splitlines())
    assert (key, secret) == ("key", "secret")
    assert found == listed(run)[0]["key"]
    assert "cannot be shown again" in result.stderr


def test_scopes_an_agency_and_an_end(run: Run) -> None:
    more = ("--scope", "statements/write", "--scope", "statements/read/mine", "--agency", "harbor-city", "--expires")
    told = add(run, "--name", "Analyst", *more, "90d")
    (row,) = listed(run)
    assert row["key"] == told["key"]
    assert row["scopes"] == ["statements/read/mine", "statements/write"]
    assert (row["agency"], row["state"], row["revoked"]) == ("harbor-city", "valid", None)
    with closing(open_database(DB)) as store:
        found = store.read(lambda session: credentials.find(session, told["key"])).result()
    assert found is not None
    assert found.expires is not None
    assert found.expires - found.created == 90 * 24 * 3600 * 1_000_000


@pytest.mark.parametrize(("span", "seconds"), [("12h", 12 * 3600), ("30m", 1800), ("1d", 86400)])
def test_ends_in_other_units(run: Run, span: str, seconds: int) -> None:
    add(run, "--name", "x", "--scope", "state", "--expires", span)
    with closing(open_database(DB)) as store:
        (found,) = store.read(credentials.everyone).result()
    assert found.expires == found.created + seconds * 1_000_000


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--agency", "Harbor City", "lower-case"), ("--agency", "a" * 65, "lower-case"), ("--agency", "", "lower-case"),
        ("--scope", "everything", "statements/read"), ("--expires", "90", "90d"), ("--expires", "0d", "90d"),
        ("--expires", "-1d", "90d"), ("--expires", "999999d", "90d"), ("--name", " ", "line of text"),
        ("--name", "a\nb", "line of text"), ("--name", "a\u202eb", "line of text"), ("--db", "lrs.db", "sqlite:///"),
    ],
)  # fmt: skip
def test_wrong_usage_says_what_is_right(run: Run, option: str, value: str, word: str) -> None:
    given = {"--name": "x", "--scope": "all", "--db": DB, option: value}
    result = run("lrs", "credentials", "add", *(word for pair in given.items() for word in pair))
    assert result.exit_code == 2
    assert word in result.stderr
    assert not Path("lrs.db").exists()


def test_the_list_has_no_secrets_and_every_state(run: Run) -> None:
    secrets = [add(run, "--name", name, "--scope", "all", "--expires", "1m") for name in ("one", "two", "three")]
    assert run("lrs", "credentials", "revoke", "--db", DB, secrets[1]["key"]).exit_code == 0
    with closing(open_database(DB)) as store:
        store.write(lambda session: session.run("UPDATE credential SET expires = 5 WHERE name = 'one'")).result()
    result = run("lrs", "credentials", "list", "--db", DB)
    rows = result.stdout.splitlines()
    assert [row.split()[1].rstrip(",") for row in rows] == ["expired", "revoked", "valid"]
    assert all(one["secret"] not in result.output for one in secrets)
    assert {row["state"] for row in listed(run)} == {"expired", "revoked", "valid"}


def test_an_empty_list_says_what_to_do(run: Run) -> None:
    assert "credentials add" in run("lrs", "credentials", "list", "--db", DB).stdout


def test_what_is_not_there_cannot_be_revoked(run: Run) -> None:
    result = run("lrs", "credentials", "revoke", "--db", DB, "0" * 24)
    assert result.exit_code == 1
    assert "credentials list" in result.stderr


def test_the_choice_of_scopes_is_that_of_the_store() -> None:
    from builder.cli.lrs_credentials import SCOPES

    assert set(SCOPES) == set(Scope)


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for name in ("postgres", "postgres_faults"):
        monkeypatch.delitem(sys.modules, f"builder.records.lrs.store.{name}", raising=False)
    result = run("lrs", "credentials", "list", "--db", "postgresql://nobody@127.0.0.1:1/none")
    assert result.exit_code == 1
    assert "pip install 'peacebuilder[postgres]'" in result.stderr
