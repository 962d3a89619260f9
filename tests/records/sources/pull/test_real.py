"""Our own LRS over HTTP into a real lake: the same rows as from its database, while others write, and in what bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.lrs.scope import Scope
from builder.records.sources.pull.client import Access
from builder.records.sources.pull.run import pull
from builder.records.sources.store import pull_store
from builder.records.sources.wanted import Heard, Wanted
from tests.records.lrs.running import Running, running
from tests.records.sources.lakes import ids, lake_at, rows, statement, store, traffic, voiding


def puller(lake: Lake, lrs: Running) -> Callable[[], Taken]:
    key, secret = lrs.credential(Scope.ALL_READ)
    access = Access(lrs.endpoint, key, secret, 30)
    return lambda: pull(lake, access, Wanted("lrs", page_size=50), Heard())


def test_the_same_rows_as_from_the_database(address: str, tmp_path: Path) -> None:
    by_http, direct = lake_at(tmp_path / "http"), lake_at(tmp_path / "direct")
    with running(address) as lrs:
        database = lrs.service.database
        take = puller(by_http, lrs)
        some = store(database, *(statement(f"p-{at}", agency="a") for at in range(120)))
        take()
        store(database, voiding(some[3]))
        store(database, *(statement() for _ in range(30)))
        assert take().duplicates == 0
        pull_store(direct, database, Wanted("lrs"), Heard())
    assert rows(by_http, "*") == rows(direct, "*")
    assert len(ids(by_http)) == 150


def test_pulled_while_others_write(address: str, tmp_path: Path) -> None:
    lake = lake_at(tmp_path / "lake")
    with running(address) as lrs:
        take = puller(lake, lrs)
        with traffic(lrs.service.database) as writing:
            while not writing.ended:
                assert take().duplicates == 0
        assert take().duplicates == 0
        assert ids(lake) == sorted(writing.ids)


def test_another_key_may_see_other_statements(tmp_path: Path) -> None:
    lake = lake_at(tmp_path / "lake")
    said: list[str] = []
    with running(f"sqlite:///{tmp_path / 'lrs.db'}") as lrs:
        old = store(lrs.service.database, statement(), agency="a")
        new = store(lrs.service.database, statement(), agency="b")
        for agency in ("b", "a"):
            key, secret = lrs.credential(Scope.ALL_READ, agency=agency)
            access = Access(lrs.endpoint, key, secret, 30)
            pull(lake, replace(access), Wanted("lrs"), Heard(say=said.append))
    assert ids(lake) == sorted(old + new)
    assert len(said) == 1
    assert "read with another key" in said[0]
