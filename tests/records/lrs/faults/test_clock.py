"""The clock of the machine jumps: what is stored stays in order, and what is asked by time stays honest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.records.lrs.scope import Scope
from builder.records.lrs.store import credentials
from builder.records.lrs.times import text_of
from builder.records.xapi.values import micros_of
from tests.records.lrs.faults.store import Opened, opened
from tests.records.lrs.fuzz.wire import basic

SECOND = 1_000_000
DAY = 24 * 3600 * SECOND
YEAR = 365 * DAY
START = micros_of("2026-11-22T09:30:00Z")
THROUGH = "X-Experience-API-Consistent-Through"


@dataclass
class Clock:
    """Says what it was set to."""

    now: int = START

    def __call__(self) -> int:
        return self.now


def times(store: Opened) -> list[str]:
    """At which all were stored, in the order in which they were."""
    reply = store.http.get("/xapi/statements?ascending=true&limit=500", headers=store.headers)
    return [one["stored"] for one in reply.json()["statements"]]


def found(store: Opened, **query: str) -> list[Any]:
    reply = store.http.get("/xapi/statements", params={"ascending": "true", **query}, headers=store.headers)
    assert reply.status_code == 200, reply.text
    return [one["id"] for one in reply.json()["statements"]]


@pytest.mark.parametrize("jump", [-5 * YEAR, -3600 * SECOND, -1, 0, 1, 3600 * SECOND, 50 * YEAR])
def test_what_is_stored_stays_in_order_whatever_the_clock_does(tmp_path: Path, jump: int) -> None:
    clock = Clock()
    with opened(tmp_path / "lrs.db", clock) as store:
        ids = [store.store()[0] for _ in range(3)]
        clock.now += jump
        ids += [store.store()[0] for _ in range(3)]
        clock.now = START
        ids += [store.store()[0] for _ in range(3)]
        assert store.ids() == ids
        stored = times(store)
        assert stored == sorted(set(stored))
    with opened(tmp_path / "lrs.db", clock) as store:  # after a restart, too
        ids.append(store.store()[0])
        assert store.ids() == ids
        assert times(store) == sorted(set(times(store)))


@pytest.mark.parametrize("jump", [-5 * YEAR, 50 * YEAR])
def test_who_polls_by_time_misses_nothing_when_the_clock_jumps(tmp_path: Path, jump: int) -> None:
    """Each asks for what was stored after the last it has, as the specification wants it."""
    clock = Clock()
    with opened(tmp_path / "lrs.db", clock) as store:
        ids, seen = [], list[str]()
        since = text_of(START - DAY)
        for now in (START, START + SECOND, START + jump, START + jump + 1, START + 2 * SECOND, START):
            clock.now = now
            ids.append(store.store()[0])
            seen += found(store, since=since)
            since = times(store)[-1]
        assert seen == ids


@pytest.mark.parametrize("jump", [-5 * YEAR, -SECOND, SECOND])
def test_what_is_stored_until_the_time_that_is_told_can_be_read(tmp_path: Path, jump: int) -> None:
    """Consistent-Through is never later than what may still come (Part Three 2.1.3)."""
    clock = Clock()
    with opened(tmp_path / "lrs.db", clock) as store:
        store.store()
        clock.now += jump
        through = store.http.get("/xapi/statements", headers=store.headers).headers[THROUGH]
        before = found(store, until=through)
        clock.now += 1
        store.store()
        clock.now += jump
        store.store()
        assert found(store, until=through) == before, f"more came that was stored until {through}"


def test_a_credential_expires_by_the_clock_and_comes_back_with_it(tmp_path: Path) -> None:
    clock = Clock()
    with opened(tmp_path / "lrs.db", clock) as store:
        database = store.service.database
        key, secret = database.write(
            lambda session: credentials.add(session, database.key, "t", (Scope.ALL,), clock(), expires=START + DAY)
        ).result()
        headers = {**store.headers, "Authorization": basic(key, secret)}

        def status() -> int:
            return store.http.get("/xapi/statements", headers=headers).status_code

        assert status() == 200
        clock.now = START + DAY
        assert status() == 401
        clock.now = START + DAY - 1
        assert status() == 200
        clock.now = START - YEAR
        assert status() == 200
        clock.now = START + 50 * YEAR
        assert status() == 401
