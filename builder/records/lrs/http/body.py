"""The body of a request, read in bounded memory however many come at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from builder.records.lrs.budget import Budget, NoRoom
from builder.records.lrs.http.later import busy
from builder.records.lrs.refused import Refused, bad


@asynccontextmanager
async def body_of(request: Request, most: int, budget: Budget) -> AsyncIterator[bytes]:
    """The whole body, which counts until the block is left. Refused when it has more than `most` bytes."""
    told = request.headers.get("content-length", "0")
    announced = int(told) if told.isdecimal() else 0
    if announced > most:
        raise _too_large(most)
    parts: list[bytes] = []
    size = held = 0
    try:
        # At once, where the size is told: of many large ones some are done and others wait, and none waits half done.
        await budget.take(announced)
        held = announced
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise _too_large(most)
            if size > held:
                await budget.take(size - held, held=held)
                held = size
            parts.append(part)
        whole = b"".join(parts)
        parts.clear()
        yield whole
    except ClientDisconnect:
        raise bad("the request broke off") from None
    except NoRoom:
        raise busy() from None
    finally:
        budget.give_back(held)


def _too_large(most: int) -> Refused:
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request has more than {most} bytes")
