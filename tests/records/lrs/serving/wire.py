"""A server in a thread of this process, and bytes on a bare connection to it."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from starlette.types import ASGIApp

from builder.records.lrs.metrics import Metrics
from builder.records.lrs.server.listen import listen
from builder.records.lrs.server.patience import Patience
from builder.records.lrs.server.protocol import protocol_of
from builder.records.lrs.server.run import server

WAIT: Final = 60
"""Seconds for what a machine with nothing else to do does in less than one."""


@dataclass
class Running:
    """Where it is, what it counts, and what it refused without asking the application."""

    port: int
    metrics: Metrics = field(default_factory=Metrics)
    refused: list[HTTPStatus] = field(default_factory=list)
    connections: Collection[Any] = ()

    @property
    def waiting(self) -> int:
        """Requests that were read and whose turn has not come."""
        return sum(len(one.pipeline) for one in list(self.connections))

    def connect(self) -> socket.socket:
        """A connection that waits for nothing for ever."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=WAIT)

    def ask(self, *parts: bytes) -> bytes:
        """All that comes back until the server hangs up."""
        with self.connect() as connection:
            for part in parts:
                connection.sendall(part)
            return rest(connection)


def rest(connection: socket.socket) -> bytes:
    """All that comes until the other side hangs up; a reset is an end, too."""
    found = b""
    try:
        while part := connection.recv(65536):
            found += part
    except ConnectionError:
        pass
    return found


def one(connection: socket.socket) -> bytes:
    """The next answer, which tells its length."""
    found = b""
    while True:
        head, end, body = found.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        if end and length and len(body) >= int(length[1]):
            return found
        part = connection.recv(65536)
        assert part, found
        found += part


def until(condition: Callable[[], bool]) -> None:
    """Waits until it is so."""
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


@contextmanager
def running(app: ASGIApp, patience: Patience, metrics: Metrics | None = None) -> Iterator[Running]:
    """Stopped at the end; that requests are under way then does not hold it up."""
    with closing(listen("127.0.0.1", 0)) as sock:
        found = Running(sock.getsockname()[1], metrics or Metrics())
        ready = threading.Event()
        it = server(app, protocol_of(patience, found.metrics, found.refused.append), ready.set)
        found.connections = it.server_state.connections
        it.config.timeout_graceful_shutdown = 0
        thread = threading.Thread(target=it.run, args=([sock],))
        thread.start()
        try:
            assert ready.wait(WAIT)
            yield found
        finally:
            it.should_exit = True
            thread.join()
