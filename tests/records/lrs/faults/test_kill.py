"""The server is killed at random moments, while eight clients write: nothing that was confirmed is lost.

`LRS_SEED=17` repeats a run; `LRS_LIVES` says how many stores are tried, `LRS_KILLS` how often each server is killed.
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import closing, suppress
from random import Random
from typing import Final

import pytest

from builder.records.lrs.store.database import Database, Row
from builder.records.lrs.store.open import open_database
from tests.records.lrs.faults.check import Check
from tests.records.lrs.faults.client import Client
from tests.records.lrs.faults.ledger import Ledger, Write
from tests.records.lrs.faults.process import Server, authorization

LOG: Final = logging.getLogger(__name__)
LIVES: Final = int(os.environ.get("LRS_LIVES", "1"))
SEEDS: Final = [int(os.environ["LRS_SEED"])] if "LRS_SEED" in os.environ else list(range(1, LIVES + 1))
KILLS: Final = int(os.environ.get("LRS_KILLS", "5"))
CLIENTS: Final = 8
MOST: Final = 250
"""Requests that are begun before a server is killed."""
LONGEST: Final = 20
"""Seconds to wait for them on a slow machine."""


def written(server: Server, auth: str, random: Random, ledger: Ledger, *, gently: bool) -> None:
    """Lets all clients write, and ends the server in the midst of it."""
    clients = [Client(n, server.port, auth, Random(random.getrandbits(64)), ledger) for n in range(CLIENTS)]
    begun = ledger.begun(random.randint(1, MOST))
    for client in clients:
        client.start()
    begun.wait(LONGEST)
    threading.Event().wait(random.uniform(0, 0.02))  # in the midst of whatever comes after it
    if gently:
        assert server.end() == 0, server.said
    else:
        server.kill()
    for client in clients:
        client.join(30)
        assert not client.is_alive(), "a client still waits for an answer"
        if client.failed is not None:
            raise client.failed


def sound(url: str) -> None:
    """By SQLite itself, and by what must hold between tables."""
    with closing(open_database(url)) as database:
        if database.name == "sqlite":
            assert asked(database, "PRAGMA integrity_check") == [("ok",)]
        for table in ("mention", "attached"):
            lost = f"SELECT count(*) FROM {table} m WHERE NOT EXISTS (SELECT 1 FROM statement s WHERE s.seq = m.seq)"
            assert asked(database, lost) == [(0,)], table
        lost = "SELECT count(*) FROM attached a WHERE NOT EXISTS (SELECT 1 FROM attachment f WHERE f.key = a.key)"
        assert asked(database, lost) == [(0,)]


def asked(database: Database, sql: str) -> list[Row]:
    return database.read(lambda session: session.all(sql)).result()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_confirmed_outlives_the_server(address: str, seed: int) -> None:
    random = Random(seed)
    with Server(address) as server:
        for _ in range(2):  # while the tables are made, too
            server.launch()
            with suppress(TimeoutError):
                threading.Event().wait(random.uniform(0.2, 0.9))
            server.kill()
        server.start()
        auth = authorization(server.url)
        ledger = Ledger()
        check = Check(auth, random, ledger)
        for kill in range(KILLS):
            written(server, auth, random, ledger, gently=False)
            server.start()
            check.round(server.port)
            sound(address)
            LOG.info("kill %d: %s; %d statements in all", kill + 1, told(ledger.writes), len(check.naive.kept))
            ledger.next_round()
        written(server, auth, random, ledger, gently=True)
        assert all(not write.unknown or write.status is None for write in ledger.writes), "an answer was 5xx"
        server.start()
        check.round(server.port)
        sound(address)


def told(writes: list[Write]) -> str:
    return f"{sum(write.confirmed for write in writes)} writes confirmed, {sum(w.unknown for w in writes)} unknown"
