"""Runs an application until it is told to stop."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

import uvicorn

from builder.records.lrs.server.notify import READY, STOPPING, notify
from builder.records.lrs.server.protocol import Protocol

KEEP_ALIVE: Final = 30
"""Seconds that a connection may be idle; more than a browser needs between two steps of a course."""
FINISH: Final = 20
"""Seconds for requests that are under way when the server is told to stop."""


class Server(uvicorn.Server):
    """Ends well when it is told to; says when it can be reached."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
            notify(READY)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        notify(STOPPING)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal asks for an end in order, the second for one at once: what was confirmed is on the disk."""
        del frame
        if self.should_exit:
            os._exit(128 + sig)
        self.should_exit = True


def server(app: Any, protocol: type[Protocol], ready: Callable[[], None]) -> Server:
    """Its `run([socket])` returns when it was stopped and all that was under way is done, at most FINISH seconds."""
    config = uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=FINISH,
    )
    return Server(config, ready)
