"""HTTP to one LRS: over a connection that is kept, in bounded time and memory, and to no other place than this one."""

from __future__ import annotations

import base64
import http.client
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from builder import __version__
from builder.records.no_answer import SUPPORT
from builder.records.sources.pull import words
from builder.records.sources.pull.failed import Failed, Passing, TooLarge
from builder.standards import xapi

CHUNK: Final = 256 * 1024
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of an answer, as it came and unpacked."""
REDIRECTS: Final = 5
WHOLE: Final = 10
"""So many times longer than one sign of life may a whole answer take."""
SAFE: Final = "/?&=%:;@+,!$'()*~-._[]"
"""What stays as it is in an address that an LRS tells; everything else is escaped."""
Connection = http.client.HTTPConnection


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Access:
    """Where the LRS is, and as whom; `timeout` is in seconds, between two signs of life."""

    endpoint: str
    key: str | None = None
    secret: str | None = None
    timeout: float = 60

    @property
    def base(self) -> str:
        """The endpoint with a slash at its end."""
        return self.endpoint if self.endpoint.endswith("/") else f"{self.endpoint}/"

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read the key."""
        parts = urlsplit(self.endpoint)
        return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")


class Client:
    """Asks one origin, and none else: key and secret belong to it."""

    def __init__(self, access: Access, clock: Callable[[], float] = time.monotonic) -> None:
        self._access = access
        self._clock = clock
        self._parts = urlsplit(access.base)
        self._connection: Connection | None = None
        self._headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": f"peacebuilder/{__version__}",
        }
        if access.key is not None:
            told = base64.b64encode(f"{access.key}:{access.secret or ''}".encode()).decode()
            self._headers["Authorization"] = f"Basic {told}"

    def close(self) -> None:
        """Lets go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, target: str, version: str) -> Answer:
        """What is at a path of the LRS's origin. Passing, TooLarge or Failed where nothing can be had."""
        for _ in range(REDIRECTS):
            answer = self._once(target, version)
            if not http.client.MULTIPLE_CHOICES <= answer.status < http.client.BAD_REQUEST:
                return answer
            target = self._redirected(target, answer)
        raise Failed("the address leads in circles", words.ADDRESS)

    def target(self, address: str, base: str | None = None) -> str:
        """Path and query of an address that the LRS tells, as one of its own: by xAPI it is relative to the server.

        An absolute one may name a host behind a proxy, or another one: that gets neither a request nor the key.
        """
        parts = urlsplit(urljoin(urljoin(self._access.base, base or ""), address))
        path = quote(parts.path or "/", safe=SAFE)
        return f"{path}?{quote(parts.query, safe=SAFE)}" if parts.query else path

    def _redirected(self, target: str, answer: Answer) -> str:
        place = urljoin(urljoin(self._access.base, target), answer.headers.get("location", ""))
        if origin(place) != origin(self._access.base):
            raise Failed(f"the address leads to {place[:200]} (status {answer.status})", "give that address")
        return self.target(place)

    def _once(self, target: str, version: str) -> Answer:
        """An old connection may have been closed by the LRS meanwhile: then once more, over a new one."""
        kept = self._connection is not None
        try:
            return self._asked(target, version)
        except (ConnectionError, http.client.BadStatusLine) as error:
            self.close()
            if not kept:
                raise words.unreachable(error, self._access.endpoint) from error
        try:
            return self._asked(target, version)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            self.close()
            raise words.unreachable(error, self._access.endpoint) from error

    def _asked(self, target: str, version: str) -> Answer:
        try:
            connection = self._connected()
            connection.request("GET", target, headers={**self._headers, xapi.VERSION_HEADER: version})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            body = b"".join(self._unpacked(response, headers))
        except (ConnectionError, http.client.BadStatusLine):
            raise
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            self.close()
            raise words.unreachable(error, self._access.endpoint) from error
        except BaseException:
            self.close()
            raise
        return Answer(response.status, headers, body)

    def _connected(self) -> Connection:
        if self._connection is None:
            host, port, timeout = self._parts.hostname or "", self._parts.port, self._access.timeout
            if self._parts.scheme == "https":
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(host, port, timeout=timeout, context=context)
            else:
                self._connection = Connection(host, port, timeout=timeout)
        return self._connection

    def _unpacked(self, response: http.client.HTTPResponse, headers: Mapping[str, str]) -> Iterator[bytes]:
        chunks = self._chunks(response)
        match headers.get("content-encoding", "identity").lower():
            case "identity" | "":
                return chunks
            case "gzip" | "x-gzip":
                return _gunzipped(chunks)
            case other:
                raise Failed(f"the answer is packed by {other[:40]!r}, which was not asked for", SUPPORT)

    def _chunks(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The body as it comes: whole, not too large, not too slow."""
        end = self._clock() + WHOLE * self._access.timeout
        promised, size = response.length, 0
        if (promised or 0) > MOST_BYTES:
            raise _too_large()
        while size != promised and (data := response.read1(CHUNK if promised is None else promised - size)):
            size += len(data)
            if size > MOST_BYTES:
                raise _too_large()
            if self._clock() > end:
                raise TimeoutError
            yield data
        response.close()  # after a body of a length that was told Python 3.11 leaves it open
        if size < (promised or 0):
            raise Passing("the connection was closed in the middle of an answer", words.AGAIN)


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size, unpacking, ended = 0, zlib.decompressobj(wbits=31), True
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if unpacking.eof:  # another one follows
                    unpacking = zlib.decompressobj(wbits=31)
                found = unpacking.decompress(data, CHUNK)
                size += len(found)
                if size > MOST_BYTES:
                    raise _too_large()
                yield found
                data = unpacking.unconsumed_tail or unpacking.unused_data
                ended = unpacking.eof
        while not ended and (found := unpacking.decompress(b"", CHUNK)):
            yield found
            ended = unpacking.eof
    except zlib.error:
        raise Passing("the answer cannot be unpacked", words.AGAIN) from None
    if not ended:
        raise Passing("the connection was closed in the middle of an answer", words.AGAIN)


def _too_large() -> TooLarge:
    return TooLarge(f"an answer has more than {MOST_BYTES // 1024**2} MB", "give a smaller --page-size")


def origin(address: str) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    with suppress(ValueError):
        parts = urlsplit(address)
        default = {"http": 80, "https": 443}.get(parts.scheme)
        return parts.scheme, parts.hostname or "", parts.port or default
    return "", "", None
