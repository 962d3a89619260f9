"""A client that costs next to nothing: one connection, ready bytes, a new id in each statement.

Run as a module: python -m tests.bench.lrs_client PORT SECONDS TOGETHER SEED AUTHORIZATION; prints how many statements
were confirmed, then how long each request took, in microseconds.
"""

from __future__ import annotations

import json
import socket
import sys
import time
import uuid
from typing import Final

from tests.bench.lrs_statements import Crowd

READY: Final = 200
"""Different statements of one client."""
PLACE: Final = b"-" * 36


class Connection:
    """Kept alive from request to request."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body."""
        self._socket.sendall(request)
        data = self._socket.recv(65536)
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._received()
        head = data[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        parts = [data[end + 4 :]]
        missing = length - len(parts[0])
        while missing > 0:
            parts.append(self._received())
            missing -= len(parts[-1])
        return int(head[9:12]), b"".join(parts)

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()

    def _received(self) -> bytes:
        data = self._socket.recv(1 << 20)
        if not data:
            raise ConnectionError("the server hung up")
        return data


def request(method: str, path: str, authorization: str, body: bytes = b"") -> bytes:
    """As bytes on the wire."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {authorization}\r\n"
        f"X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def bodies(together: int, seed: int) -> list[list[bytes]]:
    """Requests, each in pieces between which the ids go."""
    crowd = Crowd(seed=seed)
    found = []
    for _ in range(READY if together == 1 else READY // 20):
        statements = [{**one, "id": PLACE.decode()} for one in crowd.statements(together, crowd.agency())]
        data = json.dumps(statements[0] if together == 1 else statements, separators=(",", ":"))
        found.append(data.encode().split(PLACE))
    return found


def fresh(pieces: list[bytes]) -> bytes:
    """With ids that nobody had yet."""
    whole = [pieces[0]]
    for piece in pieces[1:]:
        whole += (str(uuid.uuid4()).encode(), piece)
    return b"".join(whole)


def main(port: int, seconds: float, together: int, seed: int, authorization: str) -> None:
    """Sends until the time is up, then prints."""
    ready = bodies(together, seed)
    connection = Connection(port)
    took: list[int] = []
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    end = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        asked = request("POST", "/xapi/statements", authorization, fresh(ready[len(took) % len(ready)]))
        status, answer = connection.ask(asked)
        if status != 200:
            raise RuntimeError(f"{status}: {answer[:200]!r}")
        took.append(int((time.perf_counter() - begun) * 1e6))
    connection.close()
    sys.stdout.write(f"{len(took) * together}\n{' '.join(map(str, took))}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
