"""Bytes on a socket of a real server: whatever comes, it answers or hangs up, goes on, and its memory stays in bounds.

`LRS_RAW` says how many spoilt requests are sent.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from builder.records.lrs.server.patience import Patience
from tests.records.lrs.faults.process import Server, authorization
from tests.records.lrs.fuzz.damage import damaged_bytes
from tests.records.lrs.fuzz.making import Maker
from tests.records.lrs.fuzz.requests import Requests
from tests.records.lrs.fuzz.wire import Sent, with_files

RAW: Final = int(os.environ.get("LRS_RAW", "300"))
SEED: Final = int(os.environ.get("LRS_SEED", "1"))
MIB: Final = 1024 * 1024
MORE: Final = 700 * MIB
"""Memory above that of an idle server: 256 MiB of bodies, what two of them become when they are read, and answers."""
SECONDS: Final = 120
SOON: Final = 0.25
STATUS: Final = re.compile(rb"HTTP/1\.1 (\d{3}) ")


class Target:
    """The server under attack."""

    def __init__(self, server: Server, auth: str) -> None:
        self.server, self.auth = server, auth
        self.idle = server.memory

    def send(self, *parts: bytes, close: bool = False) -> list[int]:
        """The statuses of all answers until it hangs up; with `close` our side says at once that no more comes."""
        found = b""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=SECONDS) as connection:
            with suppress(OSError):  # it may have hung up already
                for part in parts:
                    connection.sendall(part)
                if close:
                    connection.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError):
                while part := connection.recv(65536):
                    found += part
        return [int(status) for status in STATUS.findall(found)]

    def glance(self, data: bytes) -> list[int]:
        """The first answer, when one comes soon: what is spoilt may leave the server waiting for more."""
        found = b""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=SOON) as connection, suppress(OSError):
            connection.sendall(data)
            while not STATUS.search(found) and (part := connection.recv(65536)):
                found += part
        return [int(status) for status in STATUS.findall(found)]

    def post(self, body: bytes, resource: str = "statements", **headers: str) -> int:
        """The status of one request."""
        given = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
        (status,) = self.send(self.head("POST", f"/xapi/{resource}", **given), body)
        return status

    def head(self, method: str, target: str, **headers: str) -> bytes:
        """The beginning of a request after which the server hangs up."""
        given = {"Host": "a", "Authorization": self.auth, "X-Experience-API-Version": "2.0.0", "Connection": "close"}
        given |= headers
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
        return f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1")

    def is_well(self) -> None:
        """It answers, and never had more memory than it may (Linux tells it)."""
        assert self.send(self.head("GET", "/xapi/statements?limit=1")) == [200]
        status = Path(f"/proc/{self.server.process.pid}/status")
        if status.exists():
            peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            status.with_name("clear_refs").write_text("5")  # from now on
            assert peak
            assert int(peak[1]) * 1024 < self.idle + MORE, f"{int(peak[1]) // 1024} MiB at most"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    if sys.platform != "linux":
        pytest.skip("only Linux tells how much memory a process has")
    with Server(f"sqlite:///{tmp_path_factory.mktemp('lrs') / 'lrs.db'}") as server:
        server.start()
        found = Target(server, authorization(server.url))
        found.is_well()
        found.idle = server.memory
        yield found
        assert server.end() == 0, server.said
        assert "Traceback" not in server.said, server.said


STATEMENT: Final = Maker(Random(1), may_attach=False).statement()
STATE: Final = "activities/profile?activityId=https%3A%2F%2Fexample.org%2Fa&profileId=b"


def with_extension(value: bytes) -> bytes:
    text = json.dumps({**STATEMENT, "result": {"extensions": {"https://example.org/e": "HERE"}}})
    return text.encode().replace(b'"HERE"', value)


BODIES: Final[dict[str, Callable[[], bytes]]] = {
    "10 MB of [": lambda: b"[" * 10_000_000,
    "8 MB of [": lambda: b"[" * 8_000_000,
    "brackets that close": lambda: b"[" * 200_000 + b"]" * 200_000,
    "8 MB of objects in objects": lambda: b'{"a":' * 1_600_000,
    "a million statements": lambda: b"[" + b",".join([b"{}"] * 1_000_000) + b"]",
    "a million numbers": lambda: b"[" + b",".join([b"1"] * 1_000_000) + b"]",
    "a million properties": lambda: b"{" + b",".join(b'"%d":1' % n for n in range(600_000)) + b"}",
    "a value with a million parts": lambda: with_extension(b"[" + b",".join([b"{}"] * 1_000_000) + b"]"),
    "a value nested deeply": lambda: with_extension(b"[" * 50_000 + b"]" * 50_000),
    "a group of 300000": lambda: json.dumps(
        {**STATEMENT, "actor": {"objectType": "Group", "member": [{"mbox": "mailto:a@b.c"}] * 300_000}}
    ).encode(),
    "a number of 5 MB": lambda: with_extension(b"9" * 5_000_000),
    "a string of 7 MB": lambda: with_extension(b'"' + b"x" * 7_000_000 + b'"'),
    "a string of escapes": lambda: with_extension(b'"' + b"\\u0000" * 1_000_000 + b'"'),
    "bytes that are no UTF-8": lambda: b'"' + b"\xff\xfe" * 3_000_000 + b'"',
    "5000 good statements": lambda: json.dumps([STATEMENT] * 5000).encode(),
    "63 MB of nothing": lambda: b" " * 63_000_000,
    "65 MB of nothing": lambda: b" " * 65_000_000,
}


@pytest.mark.parametrize("name", BODIES)
def test_large_and_deep_bodies_are_refused_in_bounded_memory(target: Target, name: str) -> None:
    body = BODIES[name]()
    assert 400 <= target.post(body) < 500
    assert 200 <= target.post(body, STATE) < 500
    target.is_well()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip", "x"])
def test_what_is_packed_is_not_unpacked(target: Target, encoding: str) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert target.post(bomb, Content_Encoding=encoding) == 415
    assert target.post(gzip.compress(json.dumps(STATEMENT).encode()), Content_Encoding=encoding) == 415
    assert target.post(bomb, STATE, Content_Encoding=encoding) == 415
    target.is_well()


def test_many_parts_are_refused_in_bounded_memory(target: Target) -> None:
    whole, content_type = with_files(STATEMENT, [])
    part = b"--boundary0\r\nContent-Type: a/b\r\nX-Experience-API-Hash: " + b"a" * 64 + b"\r\n\r\nx\r\n"
    end = b"--boundary0--\r\n"
    for body in (
        whole.removesuffix(end) + part * 200_000 + end,
        b"--boundary0\r\n" * 2_000_000,
        whole.removesuffix(end) + b"--boundary0\r\n" + b"A: b\r\n" * 3_000_000 + end,
        b"\r\n--boundary" * 3_000_000,
    ):
        assert 400 <= target.post(body, Content_Type=content_type) < 500
    target.is_well()


def test_many_large_files_at_once_are_stored_or_refused_in_bounded_memory(target: Target) -> None:
    """Eight times 30 MB; who finds no room is told to come again."""

    def attempt(_: int) -> int:
        _made, body, content_type = with_large_file(30_000_000)
        return target.post(body, Content_Type=content_type)

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(attempt, range(8)))
    assert set(statuses) <= {200, 503}, statuses
    assert statuses.count(200) >= 2, statuses
    target.is_well()


def test_large_answers_that_nobody_takes_wait_in_bounded_memory(target: Target) -> None:
    """Forty times 20 MB; when the clients are gone, their memory is, too."""
    made, body, content_type = with_large_file(20_000_000)
    assert target.post(body, Content_Type=content_type) == 200
    wanted = target.head("GET", f"/xapi/statements?statementId={made['id']}&attachments=true")
    slow = [socket.create_connection(("127.0.0.1", target.server.port), timeout=SECONDS) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(wanted)
        threading.Event().wait(2)
        assert target.post(json.dumps({**STATEMENT, "id": str(uuid.uuid4())}).encode()) == 200
    finally:
        for connection in slow:
            connection.close()
    target.is_well()
    until = time.monotonic() + SECONDS
    while target.server.memory > target.idle + 300 * MIB:
        assert time.monotonic() < until, f"{target.server.memory // MIB} MiB stay"
        threading.Event().wait(0.1)


def with_large_file(size: int) -> tuple[dict[str, Any], bytes, str]:
    """A statement, and the body and content type of the request with it and its file."""
    data = os.urandom(size)
    attachment = {
        "usageType": "https://example.org/u", "display": {"en-US": "a"}, "contentType": "a/b", "length": len(data),
        "sha2": sha256(data).hexdigest(),
    }  # fmt: skip
    made = {**STATEMENT, "id": str(uuid.uuid4()), "attachments": [attachment]}
    return made, *with_files(made, [data])


HEADS: Final[dict[str, tuple[bytes, set[int]]]] = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50, {400}),
    "an address of 1 MB": (b"GET /xapi/statements?a=" + b"a" * MIB + b" HTTP/1.1\r\n\r\n", {414, 431, 400}),
    "a header of 1 MB": (b"GET /xapi/about HTTP/1.1\r\nA: " + b"a" * MIB + b"\r\n\r\n", {431, 400}),
    "100000 headers": (b"GET /xapi/about HTTP/1.1\r\n" + b"A: b\r\n" * 100_000 + b"\r\n", {431, 400}),
    "100000 parameters": (
        b"GET /xapi/statements?" + b"&".join([b"a=b"] * 10_000) + b" HTTP/1.1\r\nConnection: close\r\n\r\n",
        {400, 401, 414, 431},
    ),
    "two lengths": (b"POST /xapi/about HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", {400}),
    "a length and chunks": (
        b"POST /xapi/about HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400},
    ),
    "a length below zero": (b"POST /xapi/about HTTP/1.1\r\nContent-Length: -1\r\n\r\n", {400}),
    "an endless length": (b"POST /xapi/about HTTP/1.1\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\n", {400, 413}),
    "a chunk without a size": (b"POST /xapi/about HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", {400, 405}),
    "an endless chunk": (
        b"POST /xapi/about HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n", {400, 405},
    ),
    "HTTP of tomorrow": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 404, 405, 505}),
    "bare line feeds": (b"GET /xapi/about HTTP/1.1\nHost: a\nConnection: close\n\n", {200, 400}),
    "a header with a zero": (b"GET /xapi/about HTTP/1.1\r\nA: \x00\r\n\r\n", {400}),
    "a smuggled header": (b"GET /xapi/about HTTP/1.1\r\nA : b\r\nHost: a\r\n\r\n", {400}),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_what_is_hardly_http_is_refused_or_cut_off(target: Target, name: str) -> None:
    sent, statuses = HEADS[name]
    assert set(target.send(sent, close=True)) <= statuses
    target.is_well()


def test_whoever_says_that_no_more_comes_still_gets_the_answer(target: Target) -> None:
    assert target.send(target.head("GET", "/xapi/about"), close=True) in ([200], [])
    body = json.dumps(STATEMENT).encode()
    length = str(len(body) + 1)
    sent = target.head("POST", "/xapi/statements", Content_Type="application/json", Content_Length=length)
    assert target.send(sent, body, close=True) in ([400], []), "it was not whole"
    target.is_well()


@pytest.mark.parametrize("target_of", ["/xapi/statements", "/xapi/statements?method=PUT", "/launches"])
def test_many_silent_and_slow_clients_keep_nobody_waiting(target: Target, target_of: str) -> None:
    """They announce much and send nothing, some without a credential that is good."""
    address = ("127.0.0.1", target.server.port)
    slow = [socket.create_connection(address, timeout=SECONDS) for _ in range(300)]
    form = {"Content_Type": "application/x-www-form-urlencoded"} if "?" in target_of else {}
    head = target.head("POST", target_of, Content_Length="8000000", **form)
    try:
        for number, connection in enumerate(slow):
            connection.sendall((b"", b"P", head)[number % 3])
        target.is_well()
        began = time.monotonic()
        assert target.post(json.dumps({**STATEMENT, "id": str(uuid.uuid4())}).encode()) == 200
        assert time.monotonic() - began < Patience().head, "it waited until the first of them were given up"
    finally:
        for connection in slow:
            connection.close()
    target.is_well()


def test_spoilt_requests_are_answered_or_cut_off(target: Target) -> None:
    """Random requests whose bytes were changed somewhere, head and all."""
    random = Random(SEED)
    requests = Requests(random, target.auth)
    answered = 0
    for number in range(RAW):
        data = damaged_bytes(random, as_bytes(requests.one()))
        statuses = target.glance(data)
        answered += bool(statuses)
        assert all(status < 500 for status in statuses), (
            f"LRS_SEED={SEED}, request {number}: {statuses}\n{data[:5000]!r}"
        )
    assert answered > RAW / 2
    target.is_well()


def as_bytes(sent: Sent) -> bytes:
    target = re.sub(r"[^\x21-\x7e]", "?", sent.target)
    lines = b"".join(name + b": " + value + b"\r\n" for name, value in sent.headers)
    return f"{sent.method} {target} HTTP/1.1\r\nHost: a\r\n".encode() + lines + b"\r\n" + sent.body
