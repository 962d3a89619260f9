"""HTTP for clients that are slow, greedy or broken: each gets so much time and room, and a plain answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum, auto
from http import HTTPStatus
from typing import Any, Final, TypeAlias

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from builder.records.lrs.http.trace import trace_of
from builder.records.lrs.metrics import Metrics
from builder.records.lrs.server.patience import NOT_HTTP, OVER, TOO_LONG, TOO_SLOW, Patience, busy
from builder.records.lrs.server.transport import Flow, Leaving

OFFERS: Final = (b"upgrade", b"connection", b"http2-settings")


class Stage(Enum):
    """How much of the newest request has come."""

    NONE = auto()
    HEAD = auto()
    BODY = auto()


Refusal: TypeAlias = Callable[[HTTPStatus], None]


class Protocol(HttpToolsProtocol):
    """A connection. `patience`, `metrics` and `refused` are those of the server."""

    patience: Patience
    metrics: Metrics
    refused: Refusal

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._deadline: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._message = 0
        self._stage = Stage.NONE
        self._armed = (0, Stage.NONE)
        self._head = 0
        self._body = 0
        self._began = 0.0
        self._fault = NOT_HTTP
        self._deaf = False
        self._leaving = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.flow = Flow(transport, lambda: bool(self.pipeline))
        self.metrics.connections = len(self.connections)
        if len(self.connections) > self.patience.connections + OVER:
            transport.abort()
        elif len(self.connections) > self.patience.connections:
            self.app = busy
        self._expect(self.patience.head, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.metrics.connections = len(self.connections)
        self._expect(None)
        self.resume_writing()

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        before = (self._message, self._stage)
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserError:
            self._refuse(*self._fault)
        except httptools.HttpParserUpgrade as offer:
            self._decline(data[offer.args[0] :])
        if self._deaf or self.transport.is_closing():
            return
        if before == (self._message, Stage.HEAD) and self._stage is Stage.HEAD:
            self._longer(len(data))  # a header that does not end is told by no callback
            if self._fault is TOO_LONG:
                self._refuse(*TOO_LONG)
                return
        self._arm()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._message += 1
        self._stage, self._head = Stage.HEAD, 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._longer(len(url))
        self._check_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._longer(len(name) + len(value))
        self._check_head()

    def on_headers_complete(self) -> None:
        if self.parser.should_upgrade():
            return
        super().on_headers_complete()
        self.cycle.transport = Leaving(self.transport, self._leave)  # type: ignore[assignment]  # what of it is used
        self._stage, self._body = Stage.BODY, 0

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._stage = Stage.NONE
        if not self.parser.should_upgrade():
            super().on_message_complete()
        if self._leaving:
            self.transport.close()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._deaf and not self.pipeline:
            self.transport.close()
        if self.transport.is_closing() and self.transport.get_write_buffer_size():
            self.loop.call_later(self.patience.stuck, self.transport.abort)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def timeout_keep_alive_handler(self) -> None:
        if self.transport.get_write_buffer_size():  # closing would wait for a client that takes nothing
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def _decline(self, rest: bytes) -> None:
        """Reads the request as if it had not offered another protocol, as Java's client does with every first one."""
        method = self.parser.get_method()
        if method == b"CONNECT":
            self._refuse(*NOT_HTTP)
            return
        lines = [b"%s %s HTTP/1.1" % (method, self.url)]
        lines += [b"%s: %s" % (name, value) for name, value in self.headers if name not in OFFERS]
        self.parser = httptools.HttpRequestParser(self)
        self.data_received(b"\r\n".join([*lines, b"", rest]))

    def _arm(self) -> None:
        """Sets the deadline of where the newest request is now."""
        at = (self._message, self._stage)
        if at != self._armed:
            self._armed = at
            match self._stage:
                case Stage.HEAD:
                    self._expect(self.patience.head, self._late)
                case Stage.BODY:
                    self._began = self.loop.time()
                    self._expect(min(self.patience.grace, self.patience.longest), self._slow)
                case Stage.NONE:
                    self._expect(None)
        elif self._deadline is None and (self.cycle is None or self.cycle.response_complete):
            self._expect(self.patience.head, self._late)  # such as an empty line between two requests

    def _longer(self, size: int) -> None:
        self._head += size
        if self._head > self.patience.head_bytes or len(self.headers) > self.patience.headers:
            self._fault = TOO_LONG

    def _check_head(self) -> None:
        if self._fault is TOO_LONG:
            raise ValueError(TOO_LONG[1])  # ends the parser, and with it the request

    def _expect(self, seconds: float | None, or_else: Callable[[], None] | None = None) -> None:
        """Sets the one deadline of a connection, or none."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, or_else) if seconds is not None and or_else is not None else None

    def _late(self) -> None:
        self._deadline = None
        if self._stage is Stage.HEAD:
            self._refuse(*TOO_SLOW)
        else:
            self.transport.close()

    def _slow(self) -> None:
        self._deadline = None
        now = self.loop.time()
        if self.flow.read_paused:  # it is we who let it wait
            self._began, self._body = now, 0
        due = min(
            self._began + self.patience.grace + self._body / self.patience.pace, self._began + self.patience.longest
        )
        if now < due:
            self._expect(due - now, self._slow)
            return
        trace_of(self.scope).status = TOO_SLOW[0]  # type: ignore[arg-type]  # a typed dict
        if self.cycle.response_started or self.pipeline:
            self.transport.abort()
        else:
            self.cycle.disconnected = True
            self._answer(*TOO_SLOW)
            self.cycle.message_event.set()

    def _leave(self) -> None:
        """After the last answer. Whoever still sends would lose it if we hung up, as a web server in front does."""
        if self._stage is Stage.BODY and not self.pipeline:
            self._leaving = True
            self._expect(self.patience.grace, self.transport.abort)
        else:
            self.transport.close()

    def _watch(self, left: int) -> None:
        self._stuck = self.loop.call_later(self.patience.stuck, self._moved, left)

    def _moved(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left < before:
            self._watch(left)
        else:
            self.transport.abort()

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        """Answers in place of the application and hangs up; requests before this one get their answers first."""
        self.refused(status)
        if self.cycle is not None and not self.cycle.response_complete:
            self._deaf = True
            self._expect(None)
            return
        self._answer(status, text)

    def _answer(self, status: HTTPStatus, text: str) -> None:
        body = text.encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"content-length: {len(body)}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def protocol_of(patience: Patience, metrics: Metrics, refused: Refusal) -> type[Protocol]:
    """The class whose instances are the connections of one server."""
    return type(
        "ServerProtocol", (Protocol,), {"patience": patience, "metrics": metrics, "refused": staticmethod(refused)}
    )
