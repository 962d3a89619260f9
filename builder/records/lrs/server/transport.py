"""The connection as the parts of a protocol see it: when more is read, and when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from uvicorn.protocols.http.flow_control import FlowControl


class Flow(FlowControl):
    """Reads nothing more while requests wait that were sent before their turn: what waits is bounded."""

    def __init__(self, transport: asyncio.Transport, waiting: Callable[[], bool]) -> None:
        super().__init__(transport)
        self._waiting = waiting

    def resume_reading(self) -> None:
        if not self._waiting():
            super().resume_reading()


class Leaving:
    """The transport as the answer to a request sees it: it hangs up when the request has come to its end."""

    def __init__(self, transport: asyncio.Transport, close: Callable[[], None]) -> None:
        self.write: Final = transport.write
        self.is_closing: Final = transport.is_closing
        self.close: Final = close
