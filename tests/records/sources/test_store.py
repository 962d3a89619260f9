"""Our own store's database into a lake: each statement once, of the agency that sent it, nobody who was erased."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.lrs.keys import hasher
from builder.records.lrs.store.database import Database
from builder.records.lrs.store.open import open_database
from builder.records.lrs.upkeep.erase import Erasure
from builder.records.lrs.upkeep.stand_in import person_of
from builder.records.sources import store as source
from builder.records.sources.store import name_of, pull_store
from builder.records.sources.wanted import Heard, Wanted
from builder.records.xapi.values import micros_of
from tests.records.sources.lakes import ids, lake_at, rows, statement, store, traffic, voiding


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with closing(open_database(address)) as found:
        yield found


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return lake_at(tmp_path / "lake")


def pull(lake: Lake, database: Database, said: list[str] | None = None, **wanted: object) -> Taken:
    heard = Heard(say=(said if said is not None else []).append)
    return pull_store(lake, database, Wanted("lrs", **wanted), heard)  # type: ignore[arg-type]


def test_all_of_it_then_what_is_new(lake: Lake, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "ROWS", 7)
    monkeypatch.setattr(source, "TOGETHER", 3)
    told = store(database, *(statement() for _ in range(20)))
    assert pull(lake, database).kept == 20
    assert pull(lake, database) == Taken()
    told += store(database, statement())
    assert pull(lake, database) == Taken(read=1, kept=1)
    assert ids(lake) == sorted(told)


def test_an_empty_store(lake: Lake, database: Database) -> None:
    assert pull(lake, database) == Taken()
    store(database, statement())
    assert pull(lake, database).kept == 1


def test_the_agency_of_a_credential_wins(lake: Lake, database: Database) -> None:
    (a,) = store(database, statement(agency="told"), agency="sent")
    (b,) = store(database, statement(), agency="sent")
    (c,) = store(database, statement(agency="told"))
    (d,) = store(database, statement())
    pull(lake, database, agency="else")
    assert rows(lake, "statement_id, agency") == sorted([(a, "sent"), (b, "sent"), (c, "told"), (d, "else")])


def test_voided_ones_stay_out_whenever_they_are_voided(lake: Lake, database: Database) -> None:
    early, late, kept = store(database, statement(), statement(), statement())
    (first,) = store(database, voiding(early))
    pull(lake, database)
    (second,) = store(database, voiding(late))
    assert pull(lake, database).voided == 1
    assert ids(lake) == sorted([kept, first, second])


def test_what_may_not_void_voids_nothing(lake: Lake, database: Database) -> None:
    (target,) = store(database, statement(), agency="a")
    store(database, voiding(target), agency="b")
    assert pull(lake, database) == Taken(read=2, kept=1, aside=1)
    assert ids(lake) == [target]


def test_since_and_all(lake: Lake, database: Database) -> None:
    store(database, statement())
    (later,) = store(database, statement())
    assert pull(lake, database, since=micros_of("2999-01-01")) == Taken()
    assert pull(lake, database) == Taken()
    assert pull(lake, database, everything=True).kept == 2
    assert pull(lake, database, since=micros_of("1999-01-01")).duplicates == 2
    (last,) = store(database, statement())
    assert pull(lake, database).kept == 1
    assert later in ids(lake)
    assert last in ids(lake)


@pytest.mark.parametrize("delete", [False, True])
def test_who_is_taken_out_of_the_store_goes_out_of_the_lake(lake: Lake, database: Database, delete: bool) -> None:
    mine = store(database, *(statement("p-7") for _ in range(3)), statement(object=_person("p-7")), agency="a")
    others = store(database, *(statement("p-8") for _ in range(3)), agency="a")
    pull(lake, database)
    before = [row for row in rows(lake, "statement_id, actor, agency, verb") if row[0] in others]
    person = person_of("https://lms.example.org|p-7")
    database.write(Erasure(hasher(database.key), person, delete=delete).carry_out).result()
    (new,) = store(database, statement("p-9"))
    said: list[str] = []
    taken = pull(lake, database, said)
    assert taken.forgotten == 4
    assert len(said) == 1
    assert said[0].startswith("somebody was taken out of the store, and so out of the lake")
    kept = [] if delete else mine
    assert ids(lake) == sorted([*kept, *others, new])
    assert not any("p-7" in str(row) for row in rows(lake, "actor, object_id"))
    assert {row[0] for row in rows(lake, "agency") if row[0]} == {"a"}
    assert [row for row in rows(lake, "statement_id, actor, agency, verb") if row[0] in others] == before
    assert pull(lake, database, said) == Taken()
    assert len(said) == 1


def test_rows_of_other_sources_are_not_forgotten(lake: Lake, database: Database, tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path / 'other.db'}")) as other:
        elsewhere = store(other, statement("p-7"))
        pull_store(lake, other, Wanted("other"), Heard())
    store(database, statement("p-7"))
    pull(lake, database)
    person = person_of("https://lms.example.org|p-7")
    database.write(Erasure(hasher(database.key), person, delete=True).carry_out).result()
    pull(lake, database)
    assert ids(lake) == elsewhere


def _person(name: str) -> dict[str, object]:
    return {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": name}}


def test_another_store_under_the_same_name(lake: Lake, tmp_path: Path) -> None:
    said: list[str] = []
    told: list[str] = []
    for name in ("one.db", "two.db"):
        with closing(open_database(f"sqlite:///{tmp_path / name}")) as database:
            told += store(database, statement(), statement())
            pull(lake, database, said)
    assert len(said) == 1
    assert ids(lake) == sorted(told)


@pytest.mark.parametrize("further", [0, 1, 5])
@pytest.mark.parametrize("erased", [False, True])
def test_an_older_backup_of_the_store(lake: Lake, tmp_path: Path, further: int, erased: bool) -> None:
    path, old = tmp_path / "lrs.db", tmp_path / "old.db"
    with closing(open_database(f"sqlite:///{path}")) as database:
        told = store(database, statement())
    shutil.copy(path, old)
    with closing(open_database(f"sqlite:///{path}")) as database:
        told += store(database, statement(), statement())
        if erased:
            store(database, statement("p-7"))
            person = person_of("https://lms.example.org|p-7")
            database.write(Erasure(hasher(database.key), person, delete=True).carry_out).result()
        pull(lake, database)
    path.unlink()
    shutil.copy(old, path)
    said: list[str] = []
    with closing(open_database(f"sqlite:///{path}")) as database:
        for _ in range(further):
            told += store(database, statement())
        pull(lake, database, said)
    assert len(said) == 1
    assert "an older backup was restored" in said[0]
    assert ids(lake) == sorted(told)


def test_pulled_while_several_servers_write(address: str, lake: Lake) -> None:
    """What one pull misses the next one has, and nothing is missed for good."""
    servers = 2 if address.startswith("postgresql") else 1
    databases = [open_database(address) for _ in range(servers)]
    with closing(open_database(address)) as own:
        try:
            with traffic(*databases) as writing:
                while not writing.ended:
                    assert pull(lake, own).duplicates == 0
        finally:
            for one in databases:
                one.close()
        assert pull(lake, own).duplicates == 0
        assert ids(lake) == sorted(writing.ids)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////var/lib/lrs.db", "lrs.db"), ("postgresql://u:p@db.example.org:5/lrs?x=1", "db.example.org/lrs"),
        ("postgresql:///lrs", "localhost/lrs"),
    ],
)  # fmt: skip
def test_names(url: str, name: str) -> None:
    assert name_of(url) == name
