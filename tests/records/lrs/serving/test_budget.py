"""However many large bodies come at once, so much memory and no more is taken for them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builder.records.lrs.app import create_app
from builder.records.lrs.budget import Budget, NoRoom
from builder.records.lrs.scope import Scope
from builder.records.lrs.server.log import Log
from builder.records.lrs.server.observe import Observed
from builder.records.lrs.server.patience import Patience
from builder.records.lrs.service import Limits, Service, Settings
from builder.records.lrs.store.open import open_database
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.loop import run
from tests.records.lrs.serving.wire import Running, one, rest, running, until

MIB = 1024 * 1024


def test_whoever_waits_gets_what_others_give_back() -> None:
    async def scene() -> list[str]:
        budget, told = Budget(10), list[str]()

        async def second() -> None:
            await budget.take(8, patience=10)
            told.append("second has it")

        await budget.take(8)
        task = asyncio.create_task(second())
        await asyncio.sleep(0)
        told.append("first gives back")
        budget.give_back(8)
        await task
        assert budget.used == 8
        return told

    assert run(scene()) == ["first gives back", "second has it"]


def test_of_two_that_wait_for_each_other_one_gives_up() -> None:
    async def scene() -> list[str]:
        budget = Budget(10)

        async def greedy(patience: float) -> str:
            await budget.take(5)
            await asyncio.sleep(0)
            try:
                await budget.take(5, patience)
            except NoRoom:
                return "gave up"
            finally:
                budget.give_back(5)
            return "done"

        return list(await asyncio.gather(greedy(0.05), greedy(10)))

    assert run(scene()) == ["gave up", "done"]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    settings = Settings(limits=Limits(memory=4 * MIB, body=3 * MIB))
    found = Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"), settings)
    yield found
    found.close()


@pytest.fixture
def server(service: Service) -> Iterator[Running]:
    app = Observed(create_app(service), service.metrics, Log("info", io.StringIO()))
    with running(app, Patience(), service.metrics) as found:
        yield found


def head(service: Service, length: int) -> bytes:
    auth = Lrs(service, None).credential(Scope.ALL)["Authorization"]  # type: ignore[arg-type]  # no client is asked
    return (
        f"POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: {auth}\r\nX-Experience-API-Version: 1.0.3\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    ).encode()


def test_a_body_for_which_there_is_no_room_is_refused_and_the_others_go_on(
    service: Service, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.records.lrs.budget.Budget.take.__defaults__", (0.2,))
    with server.connect() as first, server.connect() as second:
        first.sendall(head(service, 3 * MIB))
        until(lambda: service.budget.used == 3 * MIB)
        second.sendall(head(service, 3 * MIB))
        answer = one(second)
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 5" in answer
        assert answer.endswith(b"as much to do as its memory allows: try again in a moment")
        first.sendall(b" " * (3 * MIB))
        assert rest(first).startswith(b"HTTP/1.1 400")
    until(lambda: service.budget.used == 0)
    assert server.metrics.active == 0


def test_large_bodies_that_come_together_are_taken_one_after_another(service: Service, server: Running) -> None:
    sent = head(service, 3 * MIB) + b" " * (3 * MIB)
    with ThreadPoolExecutor(6) as clients:
        answers = list(clients.map(server.ask, [sent] * 6))
    assert all(answer.startswith(b"HTTP/1.1 400") for answer in answers)  # which is what the bodies are worth
    assert service.budget.used == 0


def test_callers_who_are_not_known_keep_nobody_out(service: Service, server: Running) -> None:
    form = (
        b"POST /xapi/statements?method=POST HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    with server.connect() as stranger:
        stranger.sendall(form + f"Content-Length: {MIB}\r\n\r\n".encode())
        until(lambda: service.strangers.used == MIB)
        assert service.budget.used == 0
        assert server.ask(head(service, 2) + b"{}").startswith(b"HTTP/1.1 400")
    until(lambda: service.strangers.used == 0)


def test_what_was_broken_off_is_given_back(service: Service, server: Running) -> None:
    with server.connect() as connection:
        connection.sendall(head(service, 2 * MIB) + b" " * MIB)
        until(lambda: service.budget.used == 2 * MIB)
    until(lambda: service.budget.used == 0)


def test_a_body_that_says_it_is_too_large_is_not_read(service: Service, server: Running) -> None:
    with server.connect() as connection:
        connection.sendall(head(service, 3 * MIB + 1))
        assert one(connection).startswith(b"HTTP/1.1 413")
    assert service.budget.used == 0


def test_a_body_that_does_not_say_how_large_it_is_is_cut_at_the_limit(service: Service, server: Running) -> None:
    start = head(service, 0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    with server.connect() as connection:
        connection.sendall(start)
        answer = b""
        try:
            for _ in range(8):
                connection.sendall(b"100000\r\n" + b" " * MIB + b"\r\n")
            answer = one(connection)
        except ConnectionError:
            pass
        assert answer.startswith(b"HTTP/1.1 413") or not answer
    until(lambda: service.budget.used == 0)
    until(lambda: service.metrics.requests["statements", "POST", 413] == 1)


def test_large_ones_that_come_slowly_keep_no_small_one_out() -> None:
    async def scene() -> None:
        budget = Budget(16 * MIB)
        await budget.take(6 * MIB)
        await budget.take(6 * MIB)
        for size, held in ((6 * MIB, 0), (1, MIB)):
            with pytest.raises(NoRoom):
                await budget.take(size, patience=0, held=held)
        await budget.take(MIB, patience=0)
        budget.give_back(13 * MIB)
        await budget.take(16 * MIB, patience=0)

    run(scene())
