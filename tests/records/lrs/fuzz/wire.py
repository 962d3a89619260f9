"""Requests as they go over the wire, straight into the application: no client tidies them up on the way."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final
from urllib.parse import unquote, urlencode

from starlette.types import ASGIApp, Message

Headers = tuple[tuple[bytes, bytes], ...]
BOUNDARY: Final = "boundary"
LONG: Final = 4000


@dataclass(frozen=True)
class Sent:
    """`target` is path and query as they stand in the first line; its str is enough to send it again."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""
    pieces: int = 1
    """In how many messages the body arrives."""
    broken: bool = False
    """Whether the client hangs up before the body is whole."""

    def __str__(self) -> str:
        if len(self.body) < LONG:
            return repr(self)
        packed = base64.b85encode(zlib.compress(self.body, 9)).decode()
        return f"{replace(self, body=b'')!r}, with the body zlib.decompress(base64.b85decode({packed!r}))"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """The only one of this name."""
        found = [value.decode("latin-1") for key, value in self.headers if key.decode().lower() == name.lower()]
        assert len(found) < 2, (name, found)
        return found[0] if found else None

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def request(
    method: str,
    resource: str,
    query: dict[str, str] | None = None,
    *,
    auth: str,
    version: str = "1.0.3",
    json_: Any = None,
    body: bytes = b"",
    content_type: str = "application/json",
    headers: dict[str, str] | None = None,
) -> Sent:
    """A request as a good client makes it."""
    data = json.dumps(json_).encode() if json_ is not None else body
    given = {"authorization": auth, "x-experience-api-version": version, **(headers or {})}
    if method in ("PUT", "POST"):
        given = {"content-type": content_type, "content-length": str(len(data)), **given}
    target = f"/xapi/{resource}" + (f"?{urlencode(query)}" if query else "")
    return Sent(method, target, tuple((key.encode(), value.encode()) for key, value in given.items()), data)


def with_files(statements: Any, files: Sequence[bytes]) -> tuple[bytes, str]:
    """The body, and its content type: the statements and each file once (Part Three 1.5.2)."""
    first = statements if isinstance(statements, bytes) else json.dumps(statements).encode()
    parts = [b"Content-Type: application/json\r\n\r\n" + first]
    for data in files:
        head = (
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n"
            f"X-Experience-API-Hash: {sha256(data).hexdigest()}\r\n\r\n"
        )
        parts.append(head.encode() + data)
    boundary = next(name for n in range(9) if not any((name := f"{BOUNDARY}{n}").encode() in part for part in parts))
    mark = b"--" + boundary.encode()
    whole = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
    return whole, f"multipart/mixed; boundary={boundary}"


def basic(key: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()


async def send(app: ASGIApp, sent: Sent) -> Reply:
    """As uvicorn would hand it on."""
    path, _, query = sent.target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": sent.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode("latin-1"),
        "root_path": "",
        "headers": [(b"host", b"lrs.example.org"), *((name.lower(), value) for name, value in sent.headers)],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    size = max(1, -(-len(sent.body) // sent.pieces))
    waiting: list[Message] = [
        {"type": "http.request", "body": sent.body[start : start + size], "more_body": True}
        for start in range(0, len(sent.body), size)
    ]
    waiting.append({"type": "http.disconnect"} if sent.broken else {"type": "http.request", "body": b""})
    waiting.reverse()
    answer: dict[str, Any] = {"body": b""}

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def answered(message: Message) -> None:
        answer.update({key: value for key, value in message.items() if key in ("status", "headers")})
        answer["body"] += message.get("body", b"")

    await app(scope, receive, answered)
    return Reply(answer["status"], tuple(answer["headers"]), answer["body"])
