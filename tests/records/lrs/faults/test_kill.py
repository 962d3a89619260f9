"""The server is killed at random moments, while eight clients write: nothing that was confirmed is lost.

`LRS_SEED=17` repeats a run; `LRS_LIVES` says how many stores are tried, `LRS_KILLS` how often each server is killed.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.records.lrs.faults.check import Check
from tests.records.lrs.faults.client import Client
from tests.records.lrs.faults.ledger import Ledger, Write
from tests.records.lrs.faults.process import Server, authorization

LOG: Final = logging.getLogger(__name__)
LIVES: Final = int(os.environ.get("LRS_LIVES", "1"))
SEEDS: Final = [int(os.environ["LRS_SEED"])] if "LRS_SEED" in os.environ else list(range(1, LIVES + 1))
KILLS: Final = int(os.environ.get("LRS_KILLS", "5"))
CLIENTS: Final = 8
LONGEST: Final = 0.8
"""Seconds of writing before a server is killed."""


def written(server: Server, auth: str, random: Random, ledger: Ledger, *, seconds: float, gently: bool) -> None:
    """Lets all clients write, and ends the server in the midst of it."""
    clients = [Client(n, server.port, auth, Random(random.getrandbits(64)), ledger) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    threading.Event().wait(seconds)
    if gently:
        assert server.end() == 0, server.said
    else:
        server.kill()
    for client in clients:
        client.join(30)
        assert not client.is_alive(), "a client still waits for an answer"
        if client.failed is not None:
            raise client.failed


def sound(path: Path) -> None:
    """By SQLite itself, and by what must hold between tables."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in ("mention", "attached"):
            lost = f"SELECT count(*) FROM {table} WHERE seq NOT IN (SELECT seq FROM statement)"
            assert connection.execute(lost).fetchone() == (0,), table
        lost = "SELECT count(*) FROM attached WHERE key NOT IN (SELECT key FROM attachment)"
        assert connection.execute(lost).fetchone() == (0,)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_confirmed_outlives_the_server(tmp_path: Path, seed: int) -> None:
    random, path = Random(seed), tmp_path / "lrs.db"
    with Server(f"sqlite:///{path}") as server:
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
            written(server, auth, random, ledger, seconds=random.uniform(0.02, LONGEST), gently=False)
            server.start()
            check.round(server.port)
            sound(path)
            LOG.info("kill %d: %s; %d statements in all", kill + 1, told(ledger.writes), len(check.naive.kept))
            ledger.next_round()
        written(server, auth, random, ledger, seconds=LONGEST, gently=True)
        assert all(not write.unknown or write.status is None for write in ledger.writes), "an answer was 5xx"
        server.start()
        check.round(server.port)
        sound(path)


def told(writes: list[Write]) -> str:
    return f"{sum(write.confirmed for write in writes)} writes confirmed, {sum(w.unknown for w in writes)} unknown"
