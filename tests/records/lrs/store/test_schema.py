"""The versions of the tables: each step kept, all or nothing, and by one process at a time."""

from __future__ import annotations

import hashlib
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.keys import digest, hasher, numbers
from builder.records.lrs.store import schema
from builder.records.lrs.store.database import Database, Session, Unavailable
from builder.records.lrs.store.open import open_database
from builder.records.lrs.store.tables import tables
from builder.records.lrs.terms import terms
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.life import ANNA, BERT, live, rows, statement

FROZEN = {version: Path(__file__).with_name(f"version_{version}.sql") for version in range(1, len(schema.STEPS) + 1)}
"""What each step that was released says; until version 1 is released, its file may be written anew with the step."""
HASHES = (
    -1121608815353951227,
    7133653690927421533,
    "4fc56058b4df0ca122be9a2e429541d6",
    "71ff5b20e0923a00722020ed45e0e027fb31b67ce4bc5b35dc91599d4eb868cf",
)
EVERYTHING = {
    "registration": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee",
    "instructor": ANNA,
    "contextActivities": {"parent": [{"id": "https://example.org/parent"}]},
}
SECOND = ("ALTER TABLE activity ADD COLUMN since {number} NOT NULL DEFAULT 7", "CREATE INDEX since ON activity (since)")


def texts(version: int) -> list[str]:
    told = re.sub(r"^--.*\n", "", FROZEN[version].read_text(encoding="utf-8"))
    return [" ".join(text.split()) for text in told.split(";") if text.strip()]


def steps(monkeypatch: pytest.MonkeyPatch, *more: tuple[str, ...]) -> None:
    """As if these came after the ones that there are."""
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, *more))
    monkeypatch.setattr(schema, "VERSION", len(schema.STEPS))


def columns(database: Database) -> dict[str, tuple[str, ...]]:
    found = database.read(lambda session: tables(session, database.name)).result()
    return {table.name: table.columns for table in found}


@pytest.mark.parametrize("version", FROZEN)
def test_a_step_that_was_released_never_changes(version: int) -> None:
    assert texts(version) == [" ".join(text.split()) for text in schema.STEPS[version - 1]]


def test_what_old_stores_are_searched_by_never_changes() -> None:
    """Hashes of terms and keys lie in the tables: a change needs a step that makes them anew."""
    hash_ = hasher(bytes(range(32)))
    assert hash_("", ("verb", "https://example.org/did")) == HASHES[0]
    assert hash_("north", ("verb", "https://example.org/did")) == HASHES[1]
    assert digest("a", "b").hex() == HASHES[2]
    found = sorted(numbers(hash_, "north", terms({**statement(BERT, context=EVERYTHING), "authority": ANNA})))
    assert hashlib.sha256(repr(found).encode()).hexdigest() == HASHES[3]


@pytest.mark.parametrize("version", FROZEN)
def test_a_store_of_each_version_becomes_one_of_ours(
    address: str, other: str, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(schema, "STEPS", tuple(map(texts, range(1, version + 1))))
        then.setattr(schema, "VERSION", version)
        open_database(address).close()
    with closing(open_database(address)) as old, closing(open_database(other)) as new:
        assert columns(old) == columns(new)


def test_a_step_keeps_what_is_in_the_store(lrs: Lrs, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    live(lrs)
    before = rows(lrs.service.database)
    steps(monkeypatch, SECOND)
    with closing(open_database(address)) as database:
        after = rows(database)
        assert [dict(row)["since"] for row in after["activity"]] == [7] * len(before["activity"])
        assert {**after, "activity": []} == {**before, "activity": []}
        assert database.key == lrs.service.database.key


def test_a_step_that_fails_leaves_the_tables_as_they_were(
    lrs: Lrs, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(lrs)
    before = rows(lrs.service.database)
    with monkeypatch.context() as then:
        steps(then, SECOND, ("CREATE TABLE later (id {text})", "this is no SQL"))
        with pytest.raises(Exception, match=r"syntax error|near"):
            open_database(address)
    with closing(open_database(address)) as database:
        assert rows(database) == before
        database.write(lambda session: session.run("CREATE TABLE later (id TEXT)")).result()


def test_a_newer_store_is_refused_in_words(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        steps(then, SECOND)
        open_database(address).close()
    with pytest.raises(
        Unavailable, match=r"written by a newer Peacebuilder \(its tables have version 2, here it is 1\)"
    ):
        open_database(address)


def test_processes_that_start_at_once_make_one_store(address: str) -> None:
    together = threading.Barrier(4)

    def start(_: int) -> bytes:
        together.wait(30)
        with closing(open_database(address)) as database:
            return database.key

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(start, range(4)))) == 1


@pytest.mark.parametrize(("name", "value"), [("key", "00" * 32), ("version", "999")])
def test_a_server_writes_nothing_into_a_store_that_was_replaced(address: str, name: str, value: str) -> None:
    def insert(session: Session) -> int:
        return session.run("INSERT INTO activity (key, agency, id, definition) VALUES (?, '', 'a', '{}')", (b"a",))

    with closing(open_database(address)) as server, closing(open_database(address)) as command:
        assert server.write(insert).result() == 1
        command.write(lambda session: schema.keep(session, name, value)).result()
        with pytest.raises(Unavailable, match="replaced or upgraded") as refused:
            server.write(insert).result()
        assert refused.value.advice == "start the server again"
