"""The body of a request, read in bounded memory however many come at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from builder.records.lrs.budget import Budget, NoRoom
from builder.records.lrs.refused import Refused, bad
from builder.records.lrs.store.database import RETRY_SECONDS


@asynccontextmanager
async def body_of(request: Request, most: int, budget: Budget) -> AsyncIterator[bytes]:
    """The whole body, which counts until the block is left. Refused when it has more than `most` bytes."""
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > most:
        raise _too_large(most)
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            if size + len(part) > most:
                raise _too_large(most)
            await budget.take(len(part))
            size += len(part)
            parts.append(part)
        yield b"".join(parts)
    except ClientDisconnect:
        raise bad("the request broke off") from None
    except NoRoom:
        raise _busy() from None
    finally:
        parts.clear()
        budget.give_back(size)


def _too_large(most: int) -> Refused:
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request has more than {most} bytes")


def _busy() -> Refused:
    return Refused(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "the server has as much to do as its memory allows: try again in a moment",
        {"Retry-After": str(RETRY_SECONDS)},
    )
