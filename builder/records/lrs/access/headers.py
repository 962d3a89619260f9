"""What every answer carries, also that of a fault: headers that keep browsers from harm, and leave for some origins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Final, TypeAlias

from starlette.datastructures import Headers as Found
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from builder.records.lrs.http.versions import version_or_first
from builder.standards.xapi import VERSION_HEADER

SECURITY: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache, private",
}
"""Documents are what clients sent: nothing of them may run where the store lives."""

RAW: Final = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY.items())
RAW_VERSION: Final = VERSION_HEADER.lower().encode()

ANY: Final = "*"
METHODS: Final = "GET, HEAD, PUT, POST, DELETE"
SENT: Final = (
    f"Authorization, Content-Type, Accept, Accept-Language, If-Match, If-None-Match, Updated, {VERSION_HEADER},"
    " X-Experience-API-Hash"
)
READ: Final = (
    f"ETag, Last-Modified, Location, Retry-After, WWW-Authenticate, {VERSION_HEADER},"
    " X-Experience-API-Consistent-Through, X-Experience-API-Hash"
)
DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}
PREFLIGHT_SECONDS: Final = 600
Broken: TypeAlias = Callable[[Request, Exception], Awaitable[Response]]
"""What is said of a fault of our own, which is raised again for the log."""


class Headers:
    """The application with them; `origins` are those whose pages may call it, `*` lets those of all."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...], broken: Broken) -> None:
        self._app = app
        self._broken = broken
        self._origins = frozenset(map(_as_told, origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, started = Found(scope=scope), False
        origin = headers.get("origin")

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(message, headers, origin)
            await send(message)

        answer = self._at_once(scope["method"], headers, origin)
        if answer is not None:
            await answer(scope, receive, dressed)
            return
        try:
            await self._app(scope, receive, dressed)
        except Exception as error:
            if not started:
                fault = await self._broken(Request(scope), error)
                await fault(scope, receive, dressed)
            raise

    def _dress(self, message: Message, asked: Found, origin: str | None) -> None:
        raw: list[tuple[bytes, bytes]] = message["headers"]
        there = {name for name, _ in raw}
        raw += (header for header in RAW if header[0] not in there)
        if RAW_VERSION not in there:
            raw.append((RAW_VERSION, version_or_first(asked).encode()))
        if ANY not in self._origins:
            MutableHeaders(scope=message).add_vary_header("Origin")
        if origin is not None and self._lets(origin):
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = ANY if ANY in self._origins else origin
            headers["Access-Control-Expose-Headers"] = READ

    def _lets(self, origin: str) -> bool:
        return ANY in self._origins or origin in self._origins

    def _at_once(self, method: str, headers: Found, origin: str | None) -> Response | None:
        """For a page of another origin: what its browser asks before, and a no for one that is not on the list.

        The browser of somebody who has logged in here sends the credential with the requests of any page.
        """
        if origin is None or origin.partition("://")[2] == headers.get("host"):
            return None
        if not self._lets(origin):
            text = f"pages of {origin[:200]} may not call this store: its administrator can let them in as an origin"
            return PlainTextResponse(text, HTTPStatus.FORBIDDEN)
        if method != "OPTIONS" or "access-control-request-method" not in headers:
            return None
        return Response(
            status_code=HTTPStatus.NO_CONTENT,
            headers={
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": SENT,
                "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
            },
        )


def _as_told(origin: str) -> str:
    """As browsers tell it: without a slash, and without the port that goes without saying."""
    scheme, _, host = origin.rstrip("/").partition("://")
    return f"{scheme}://{host.removesuffix(DEFAULT_PORTS.get(scheme, '/'))}" if host else origin
