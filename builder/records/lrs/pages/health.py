"""Whether the server can do its work, for those who watch it: anybody may ask, and it is tried for true."""

from __future__ import annotations

import asyncio
import json
import time
from functools import partial
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from builder.records.lrs.http.later import RETRY
from builder.records.lrs.service import Service
from builder.records.lrs.store import probe
from builder.records.lrs.store.database import Unavailable

FRESH: Final = 5.0
"""Seconds that an answer holds, so that those who ask often cost no disk."""
PATIENCE: Final = 10.0
"""Seconds in which a change must be durable."""


class Health:
    """Tries to write at most once in FRESH seconds."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._trying = asyncio.Lock()
        self._reason: str | None = None
        self._until = 0.0

    async def answer(self, request: Request) -> Response:
        """200, or 503 with the reason in words that tell no path and no address."""
        async with self._trying:
            if time.monotonic() >= self._until:
                self._reason = await self._tried()
                self._until = time.monotonic() + FRESH
            reason = self._reason
        told = {"status": "ok"} if reason is None else {"status": "failing", "reason": reason}
        status = HTTPStatus.OK if reason is None else HTTPStatus.SERVICE_UNAVAILABLE
        headers = {"Cache-Control": "no-store", **(RETRY if reason is not None else {})}
        return Response(
            b"" if request.method == "HEAD" else json.dumps(told).encode(), status, headers, "application/json"
        )

    async def _tried(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._service.write(partial(probe.touch, now=self._service.clock()))
        except Unavailable as unavailable:
            return str(unavailable)
        except TimeoutError:
            return f"the store did not answer within {PATIENCE:.0f} seconds"
        return None
