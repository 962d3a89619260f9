"""Answers take room until they are sent; who finds none is told to come again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Message

from builder.records.lrs import budget
from builder.records.lrs.app import create_app
from builder.records.lrs.http.room import PIECE
from builder.records.lrs.service import Service
from builder.records.lrs.store.open import open_database
from tests.records.lrs.faults.process import authorization
from tests.records.lrs.fuzz.wire import Reply, Sent, request, send
from tests.records.lrs.loop import run

PROFILE = "activities/profile?activityId=https%3A%2F%2Fexample.org%2Fa&profileId=b"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    made = Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"))
    yield made
    made.close()


@pytest.fixture
def auth(tmp_path: Path, service: Service) -> str:
    del service  # whose tables are there now
    return authorization(f"sqlite:///{tmp_path / 'lrs.db'}")


async def scope_of(app: ASGIApp, sent: Sent, taken: Any) -> None:
    """Sends the request; `taken` is what the client does with each message of the answer."""

    async def relay(scope: Any, receive: Any, _: Any) -> None:
        await app(scope, receive, taken)

    with pytest.raises(KeyError):  # no answer comes back this way
        await send(relay, sent)


def test_a_large_answer_goes_in_pieces_and_holds_its_room_until_the_last(service: Service, auth: str) -> None:
    content, app = bytes(3 * PIECE + 1), create_app(service)
    held: list[int] = []
    got: list[bytes] = []

    async def taken(message: Message) -> None:
        held.append(service.answers.used)
        got.append(message.get("body", b""))

    async def asked() -> None:
        kind = "application/octet-stream"
        assert (await send(app, request("POST", PROFILE, auth=auth, body=content, content_type=kind))).status == 204
        await scope_of(app, request("GET", PROFILE, auth=auth), taken)

    run(asked())
    assert set(held) == {len(content)}
    assert [len(piece) for piece in got] == [0, PIECE, PIECE, PIECE, 1]
    assert b"".join(got) == content
    assert service.answers.used == 0


def test_a_client_that_has_gone_gives_its_room_back(service: Service, auth: str) -> None:
    async def gone(message: Message) -> None:
        raise OSError(message["type"])

    async def asked() -> None:
        with pytest.raises(OSError, match=r"http\.response\.start"):
            await scope_of(create_app(service), request("GET", "statements", auth=auth), gone)

    run(asked())
    assert service.answers.used == 0


@pytest.mark.parametrize("target", ["statements", "statements?attachments=true", PROFILE])
def test_who_finds_no_room_is_told_to_come_again(
    service: Service, auth: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget.Budget.take, "__defaults__", (0.01,))
    app = create_app(service)
    replies: list[Reply] = []

    async def asked() -> None:
        await service.answers.take(service.settings.limits.memory)
        replies.append(await send(app, request("GET", target, auth=auth)))
        replies.append(await send(app, request("POST", "statements", auth=auth, body=b"[]")))
        service.answers.give_back(service.settings.limits.memory)
        replies.append(await send(app, request("GET", target, auth=auth)))

    run(asked())
    assert [reply.status for reply in replies] == [503, 200, 404 if target == PROFILE else 200]
    assert replies[0].header("retry-after")
    assert service.answers.used == 0
