"""How long a client may take and how much it may send, and what it is told when that is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.types import Receive, Scope, Send

OVER: Final = 64
"""Connections above the limit that are told so; further ones are cut without a word."""
NOT_HTTP: Final = (HTTPStatus.BAD_REQUEST, "the request is not HTTP/1.1, or something in between has spoilt it")
TOO_LONG: Final = (HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the address and headers of the request are too long")
TOO_SLOW: Final = (HTTPStatus.REQUEST_TIMEOUT, "the request came too slowly: check the network and send it again")
TOO_MANY: Final = b"too many connections at once: try again in a moment"


@dataclass(frozen=True, slots=True)
class Patience:
    """Times in seconds, sizes in bytes."""

    head: float = 10
    """From the first byte of a request, or from the connection, to the end of its headers."""
    grace: float = 20
    """For a body, before it must have kept the pace."""
    pace: int = 4096
    """Bytes a second."""
    longest: float = 600
    """For a whole body."""
    stuck: float = 30
    """While a client takes nothing of its answer."""
    head_bytes: int = 64 * 1024
    headers: int = 100
    connections: int = 1000


async def busy(scope: Scope, receive: Receive, send: Send) -> None:
    """The application for connections that are too many."""
    del scope, receive
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(TOO_MANY)).encode()),
        (b"retry-after", b"5"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": HTTPStatus.SERVICE_UNAVAILABLE, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_MANY})
