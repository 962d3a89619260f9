"""Sees every request and answer: gives it a number, counts it, logs it, and lets no fault out."""

from __future__ import annotations

import time
from http import HTTPMethod
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from builder.records.lrs.http.trace import OTHER, Trace, trace_of
from builder.records.lrs.metrics import Metrics
from builder.records.lrs.server.log import Log, level_of

METHODS: Final = frozenset(map(str, HTTPMethod))
REQUEST_ID: Final = b"x-request-id"
BROKEN_OFF: Final = 499
"""Of a request to which no answer could be sent, since the client had gone."""


class Observed:
    """The application, seen from outside."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: Log, *, addresses: bool = False) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace = trace_of(scope)
        began = time.perf_counter()
        status, sent = BROKEN_OFF, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (REQUEST_ID, trace.id.encode())]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        self._metrics.active += 1
        try:
            await self._app(scope, receive, counted)
        except Exception as error:  # noqa: BLE001 - the application has answered 500 by now; here its fault is told
            self._log.fault(error, id=trace.id, resource=trace.resource)
        finally:
            self._metrics.active -= 1
            self._tell(scope, trace, trace.status or status, sent, time.perf_counter() - began)

    def _tell(self, scope: Scope, trace: Trace, status: int, sent: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else OTHER
        self._metrics.count(trace.resource, method, status, seconds)
        client = scope.get("client")
        self._log.event(
            level_of(status) if status != BROKEN_OFF else "info",
            "request",
            id=trace.id,
            method=method,
            resource=trace.resource,
            status=status,
            ms=round(seconds * 1000, 1),
            received=trace.received,
            sent=sent,
            key=trace.key,
            agency=trace.agency,
            address=client[0] if client and self._addresses else None,
        )
