"""Answers in bounded memory, however many clients ask for large ones and take them slowly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from builder.records.lrs.budget import NoRoom
from builder.records.lrs.http.call import Answer, Call, Handler
from builder.records.lrs.http.later import busy
from builder.records.lrs.store.search import PAGE_BYTES

PIECE: Final = 256 * 1024


async def in_room(call: Call, handler: Handler) -> Answer:
    """Takes room for the largest answer that may come; gives back what it needs not, and the rest once it is sent."""
    most = _most(call)
    if not most:
        return await handler(call)
    room = call.service.answers
    try:
        await room.take(most)
    except NoRoom:
        raise busy() from None
    size = 0
    try:
        answer = await handler(call)
        size = len(answer.body)
    finally:
        room.give_back(most - size)
    return replace(answer, sent=partial(room.give_back, size))


def _most(call: Call) -> int:
    """In bytes; what is no GET is answered in few."""
    limits = call.service.settings.limits
    if call.method != "GET":
        return 0
    if call.resource != "statements":
        return limits.document
    page = PAGE_BYTES + limits.statement
    wanted = page + limits.body if call.params.get("attachments") == "true" else page
    return min(wanted, limits.memory)


class Pieces(Response):
    """The next one is sent when the one before was taken, so that no second copy waits for the client."""

    def __init__(
        self, content: bytes, status: HTTPStatus, headers: Mapping[str, str], sent: Callable[[], None] | None
    ) -> None:
        super().__init__(content, status, headers)
        self._sent = sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        body = bytes(self.body)
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            for start in range(0, max(1, len(body)), PIECE):
                more = start + PIECE < len(body)
                await send({"type": "http.response.body", "body": body[start : start + PIECE], "more_body": more})
        finally:
            if self._sent is not None:
                self._sent()
