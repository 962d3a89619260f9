"""Clients that are slow, greedy or broken get a plain answer, and nothing of them stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from builder.records.lrs.metrics import Metrics
from builder.records.lrs.server.patience import Patience
from builder.records.lrs.server.protocol import protocol_of
from tests.records.lrs.loop import run
from tests.records.lrs.serving.wire import WAIT, Running, one, rest, running, until

GET = b"GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
LAST = b"GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
HASTY = Patience(head=0.5, grace=0.5, pace=1_000_000, stuck=0.5)
LARGE = 30_000_000


class App:
    """Echoes; remembers who hung up, and how it told it."""

    def __init__(self) -> None:
        self.broken_off = 0
        self.app = Starlette(
            routes=[
                Route("/echo", self.echo, methods=["GET", "POST"]),
                Route("/early", self.early, methods=["POST"]),
                Route("/large", self.large),
            ]
        )

    async def echo(self, request: Request) -> Response:
        try:
            return PlainTextResponse(b"echo:" + await request.body())
        except ClientDisconnect:
            self.broken_off += 1
            return PlainTextResponse("nobody hears this")

    async def early(self, request: Request) -> Response:
        del request
        return PlainTextResponse("enough", 413)

    async def large(self, request: Request) -> Response:
        del request
        return PlainTextResponse(b"x" * LARGE)


@pytest.fixture(scope="module")
def app() -> App:
    return App()


@pytest.fixture(scope="module")
def _server(app: App) -> Iterator[Running]:
    with running(app.app, Patience(connections=3)) as found:
        yield found


@pytest.fixture(scope="module")
def _hasty(app: App) -> Iterator[Running]:
    with running(app.app, HASTY) as found:
        yield found


@pytest.fixture
def server(app: App, _server: Running) -> Running:
    """Has the patience of any server, and room for three."""
    return forgetful(app, _server)


@pytest.fixture
def hasty(app: App, _hasty: Running) -> Running:
    """Has half a second for anybody."""
    return forgetful(app, _hasty)


def forgetful(app: App, found: Running) -> Running:
    """One server for all tests, which has forgotten the test before."""
    until(lambda: not found.metrics.connections)
    found.refused.clear()
    app.broken_off = 0
    return found


def post(length: int, *headers: str, path: str = "/echo") -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: a", f"Content-Length: {length}", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def statuses(answer: bytes) -> list[int]:
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


def test_a_connection_answers_many_requests(server: Running) -> None:
    with server.connect() as connection:
        for number in range(3):
            text = str(number).encode()
            connection.sendall(post(1) + text)
            assert one(connection).endswith(b"echo:" + text)
        connection.sendall(LAST)
        assert statuses(rest(connection)) == [200]


def test_an_answer_does_not_say_what_serves_it(server: Running) -> None:
    assert b"server:" not in server.ask(LAST).lower()


def test_a_head_that_does_not_end_is_given_up(hasty: Running) -> None:
    answer = hasty.ask(b"GET /echo HTTP/1.1\r\nHost: a\r\nX-Slow:")
    assert statuses(answer) == [408]
    assert answer.endswith(b"too slowly: check the network and send it again")
    assert hasty.refused == [HTTPStatus.REQUEST_TIMEOUT]


def test_a_head_that_comes_drop_by_drop_has_one_deadline(hasty: Running) -> None:
    answer = b""
    with hasty.connect() as connection:
        connection.settimeout(0.05)
        for byte in b"GET /echo HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 200:
            try:
                connection.sendall(bytes([byte]))
                answer += connection.recv(65536)
            except TimeoutError:
                continue
            except ConnectionError:
                break
            if answer:
                break
    assert statuses(answer) in ([408], [])
    assert hasty.refused == [HTTPStatus.REQUEST_TIMEOUT]


def test_a_connection_that_says_nothing_is_closed(hasty: Running) -> None:
    assert hasty.ask() == b""


def test_an_empty_line_between_requests_wins_no_time(hasty: Running) -> None:
    with hasty.connect() as connection:
        connection.sendall(GET)
        assert statuses(one(connection)) == [200]
        connection.sendall(b"\r\n")
        assert rest(connection) == b""


def test_a_second_head_is_given_up_as_the_first_is(hasty: Running) -> None:
    with hasty.connect() as connection:
        connection.sendall(GET)
        assert one(connection).endswith(b"echo:")
        connection.sendall(b"GET /e")
        assert statuses(rest(connection)) == [408]


def test_a_body_that_stops_is_given_up_and_the_application_hears_of_it(app: App, hasty: Running) -> None:
    answer = hasty.ask(post(1000), b"x" * 10)
    assert statuses(answer) == [408]
    until(lambda: app.broken_off == 1)
    assert hasty.metrics.connections == 0


def test_a_body_that_keeps_the_pace_is_taken(app: App) -> None:
    with running(app.app, Patience(grace=0.1, pace=1)) as server, server.connect() as connection:
        connection.sendall(post(40, "Connection: close") + b"x" * 20)
        connection.settimeout(0.5)  # longer than the grace, far shorter than the pace of what has come
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(WAIT)
        connection.sendall(b"y" * 20)
        assert rest(connection).endswith(b"x" * 20 + b"y" * 20)


def test_a_body_has_an_end_however_fast_it_is(app: App) -> None:
    with running(app.app, Patience(grace=10, longest=0.2)) as server, server.connect() as connection:
        connection.sendall(b"POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        with pytest.raises(ConnectionError):
            while True:
                connection.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def test_after_an_early_answer_the_rest_is_read_and_forgotten(server: Running) -> None:
    with server.connect() as connection:
        connection.sendall(post(1_000_000, path="/early") + b"x" * 1_000_000)
        assert one(connection).endswith(b"enough")
        connection.sendall(LAST)
        assert statuses(rest(connection)) == [200]


def test_whoever_still_sends_does_not_lose_an_early_answer_that_is_the_last(server: Running) -> None:
    answer = server.ask(post(8_000_000, "Connection: close", path="/early"), b"x" * 8_000_000)
    assert statuses(answer) == [413]
    assert answer.endswith(b"enough")


def test_after_the_last_answer_a_body_is_not_waited_for_for_long_whatever_its_pace(app: App) -> None:
    with running(app.app, Patience(grace=0.3, pace=1)) as server:
        answer = server.ask(post(8_000_000, "Connection: close", path="/early"), b"x" * 1000)
    assert answer.endswith(b"enough")


@pytest.mark.parametrize(
    "head",
    [
        b"GET /echo?" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /echo HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET /echo HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"GET /echo HTTP/1.1\r\nHost: a\r\nX-Endless: " + b"x" * 1_000_000,
        b"GET /" + b"x" * 1_000_000,
    ],
    ids=["address", "header", "many headers", "header without end", "address without end"],
)
def test_a_head_that_is_too_long_is_refused(server: Running, head: bytes) -> None:
    with server.connect() as connection:
        with suppress(ConnectionError):
            connection.sendall(head)
        answer = rest(connection)
    assert statuses(answer) in ([431], [])  # what the server does not read may reset the connection first
    assert server.refused == [HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE]


@pytest.mark.parametrize(
    "request_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /echo HTTP/1.1\r\nHost a\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ],
    ids=["TLS", "CONNECT", "no colon", "two lengths", "length twice", "negative"],
)
def test_what_is_not_http_is_refused(server: Running, request_: bytes) -> None:
    answer = server.ask(request_)
    assert statuses(answer) == [400]
    assert answer.endswith(b"the request is not HTTP/1.1, or something in between has spoilt it")


def test_requests_ahead_of_their_turn_are_answered_in_order(server: Running) -> None:
    bodies = [f"<{number}>".encode() for number in range(100)]
    answer = server.ask(*(post(len(body)) + body for body in bodies), LAST)
    assert [part.rpartition(b"echo:")[2] for part in answer.split(b"HTTP/1.1 200")[1:]] == [*bodies, b""]


def test_requests_far_ahead_of_their_turn_are_not_read(app: App) -> None:
    waiting: list[int] = []

    async def noted(scope: Scope, receive: Receive, send: Send) -> None:
        waiting.append(found.waiting)
        await app.app(scope, receive, send)

    with running(noted, Patience(stuck=1)) as found, found.connect() as connection:
        sent = 0
        with suppress(ConnectionError):  # whoever takes no answers is cut off before long
            while sent < 30_000_000:
                sent += connection.send(GET * 10_000)
        until(lambda: bool(waiting))
    assert 1 < max(waiting) <= 256 * 1024 // len(GET) + 1  # one read of the socket


def test_garbage_after_a_request_does_not_spoil_its_answer(server: Running) -> None:
    answer = server.ask(GET + b"\x00\x01\x02 garbage\r\n\r\n")
    assert statuses(answer) == [200]
    assert server.refused == [HTTPStatus.BAD_REQUEST]


def test_whoever_is_one_too_many_is_told_so(server: Running) -> None:
    held = [server.connect() for _ in range(3)]
    try:
        for connection in held:
            connection.sendall(GET)
            assert statuses(one(connection)) == [200]
        answer = server.ask(GET)
        assert statuses(answer) == [503]
        assert b"retry-after: 5" in answer
        assert answer.endswith(b"too many connections at once: try again in a moment")
        held.pop().close()
        assert statuses(server.ask(LAST)) == [200]
    finally:
        for connection in held:
            connection.close()


def test_a_client_that_takes_no_answer_is_cut_off(hasty: Running) -> None:
    with hasty.connect() as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        first = connection.recv(1000)
        until(lambda: not hasty.metrics.connections)
        assert len(first) + len(rest(connection)) < LARGE


class Stuck(asyncio.Transport):
    """Keeps what was written, since the other side takes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.closing = False
        self.written = b""
        self.aborted = asyncio.Event()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def get_write_buffer_size(self) -> int:
        return len(self.written)

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.aborted.set()


@pytest.mark.parametrize("request_", [GET, LAST], ids=["idle", "closing"])
def test_a_few_bytes_that_nobody_takes_hold_no_connection(app: App, request_: bytes) -> None:
    async def scene() -> Stuck:
        config = uvicorn.Config(app.app, log_config=None, lifespan="off", timeout_keep_alive=0)
        kind = protocol_of(Patience(stuck=0.01), Metrics(), lambda _: None)
        transport, connection = Stuck(), kind(config=config, server_state=ServerState(), app_state={})
        connection.connection_made(transport)
        connection.data_received(request_)
        await asyncio.wait_for(transport.aborted.wait(), WAIT)
        connection.connection_lost(None)
        return transport

    assert run(scene()).written.endswith(b"echo:")


def test_an_offer_of_another_protocol_is_answered_in_ours(server: Running) -> None:
    head = post(4, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk")
    with server.connect() as connection:
        connection.sendall(head + b"bo")
        connection.sendall(b"dy" + LAST)
        answers = rest(connection)
    assert statuses(answers) == [200, 200]
    assert b"echo:body" in answers
