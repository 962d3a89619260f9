"""PostgreSQL crashes, is killed or stopped under a server that writes: what was confirmed stays, and it goes on."""

from __future__ import annotations

import os
import signal
import threading
from random import Random
from typing import Final

import psycopg
import pytest

from tests.records.lrs.faults.check import Check
from tests.records.lrs.faults.client import Client, Link
from tests.records.lrs.faults.ledger import Ledger, Write
from tests.records.lrs.faults.process import Server, authorization
from tests.records.lrs.fuzz.wire import request
from tests.records.postgres import Server as Postgres

CLIENTS: Final = 4
BEFORE: Final = 60
"""Requests that are begun before it happens, and after it."""
SECONDS: Final = 120
OURS: Final = "SELECT pid FROM pg_stat_activity WHERE application_name = 'peacebuilder lrs'"


def killed(postgres: Postgres) -> None:
    """The kernel ends one of its processes, as it does for want of memory: all others give up their connections."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        (pid,) = connection.execute(OURS).fetchall()[0]
    os.kill(pid, signal.SIGKILL)


def terminated(postgres: Postgres) -> None:
    """Its administrator ends all sessions."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(OURS.replace("pid", "pg_terminate_backend(pid)", 1))


def restarted(postgres: Postgres) -> None:
    """All of it, without a word."""
    assert postgres.cluster is not None
    postgres.cluster.stop()
    postgres.cluster.start()


def told(ledger: Ledger, count: int) -> None:
    """Waits until so many more requests were begun."""
    assert ledger.begun(count).wait(SECONDS), "the clients stand still"


@pytest.mark.parametrize("fault", [killed, terminated, restarted])
def test_what_was_confirmed_outlives_the_database(postgres: Postgres, fault: object) -> None:
    if postgres.cluster is None:
        pytest.skip("the PostgreSQL that is named may not be killed")
    assert callable(fault)
    random, ledger = Random(1), Ledger()
    with Server(postgres.fresh()) as server:
        server.start()
        auth = authorization(server.url)
        clients = [Client(n, server.port, auth, Random(n), ledger) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        told(ledger, BEFORE)
        fault(postgres)
        told(ledger, BEFORE)
        until_it_serves(server, auth)
        told(ledger, BEFORE)
        assert server.end() == 0, server.said
        for client in clients:
            client.join(SECONDS)
            assert client.failed is None, client.failed
        assert {write.status for write in ledger.writes if write.unknown} <= {None, 503}
        assert confirmed(ledger.writes[-BEFORE // 2 :]), "nothing was stored after it"
        server.start()
        try:
            Check(auth, random, ledger).round(server.port)
        finally:
            server.end()
            assert "Traceback" not in server.said, server.said


def until_it_serves(server: Server, auth: str) -> None:
    link = Link(server.port)
    for _ in range(300):
        if link.ask(request("GET", "statements", {"limit": "1"}, auth=auth)).status == 200:
            link.close()
            return
        threading.Event().wait(0.1)
    raise AssertionError("the server does not come back")


def confirmed(writes: list[Write]) -> int:
    return sum(write.confirmed for write in writes)
