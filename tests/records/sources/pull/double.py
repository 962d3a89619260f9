"""An LRS on this machine that tests fill, good by itself and with whatever fault and habit a test gives it."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from builder.records.sources.pull.pages import time_text
from builder.records.xapi.values import micros_of

START = 1_790_000_000_000_000
"""In microseconds: long before any test."""
PATH = "/lrs/xapi/"
SECOND = 1_000_000


@dataclass
class Said:
    """An answer in place of the good one. `cut` ends the connection after so many bytes of the body."""

    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: bool = False


Fault = Callable[[int, str], Said | None]
"""What is said to the request of that number, from 1, for that path; None: what is good."""


@dataclass
class Habits:
    """What an LRS does all the time."""

    ascending: bool = True
    cap: int = 1000
    """Statements of a page at most."""
    heeds_limit: bool = True
    heeds_since: bool = True
    more: str = "query"
    """query, relative, absolute, elsewhere, none, same (as the first page), itself, empty (pages without end)"""
    forgets: int = 0
    """The address in `more` is known for so many requests; 0: for ever."""
    stored: bool = True
    consistent: int | None = 0
    """Microseconds before now, of X-Experience-API-Consistent-Through; None: it is not told."""
    date: bool = True
    versions: Sequence[str] = ("1.0.3", "2.0.0")
    packed: bool = False
    chunked: bool = False
    pretty: bool = False


@dataclass
class Double:
    """`statements` are their texts by when they were stored, in microseconds, in the order of storing."""

    habits: Habits = field(default_factory=Habits)
    fault: Fault = lambda _number, _path: None
    statements: list[tuple[int, str]] = field(default_factory=list)
    url: str = ""
    now: int = START
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def store(self, count: int = 1, *, every: int = SECOND, together: int = 1) -> list[str]:
        """So many more, `together` of them at the same moment; their ids."""
        ids = []
        for at in range(count):
            self.now += every if at % together == 0 else 0
            ids.append(id_ := id_of(len(self.statements)))
            self.statements.append((self.now, text(id_, self.now if self.habits.stored else None)))
        return ids

    def ids(self) -> list[str]:
        return [json.loads(one)["id"] for _, one in self.statements]

    def answer(self, path: str) -> bytes:
        """The page that the path asks for."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        habits = self.habits
        since = micros_of(query["since"]) if "since" in query and habits.heeds_since else -1
        until = micros_of(query["until"]) if "until" in query and habits.heeds_since else 1 << 62
        found = [one for at, one in self.statements if since < at <= until]
        if not (habits.ascending and query.get("ascending") == "true"):
            found.reverse()
        limit = min(int(query.get("limit", 100)) if habits.heeds_limit else habits.cap, habits.cap)
        first = int(query.get("from", 0))
        some, left = found[first : first + limit], first + limit < len(found)
        return self._body(some, self._more(query, first, limit, left=left))

    def _more(self, query: Mapping[str, str], first: int, limit: int, *, left: bool) -> str:
        further = urlencode({**query, "from": first + limit})
        path = f"{PATH}statements"
        match self.habits.more:
            case "none":
                return ""
            case "same":
                return f"{path}?{urlencode({**query, 'from': 0, 'again': int(query.get('again', 0)) + 1})}"
            case "itself":
                return f"{path}?{urlencode({**query, 'from': first if not left else first + limit})}"
            case "empty":
                return f"{path}?{further}"
        if not left:
            return ""
        match self.habits.more:
            case "relative":
                return f"statements?{further}"
            case "absolute":
                return f"{self.url}statements?{further}"
            case "elsewhere":
                return f"http://lrs-7.internal:8080{path}?{further}"
        return f"{path}?{further}"

    def _body(self, some: Sequence[str], more: str) -> bytes:
        if self.habits.pretty:
            whole = {"more": more, "statements": [json.loads(one) for one in some]}
            return json.dumps(whole, indent=2).encode()
        return f'{{"statements":[{",".join(some)}],"more":{json.dumps(more)}}}'.encode()


def id_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def text(id_: str, stored: int | None) -> str:
    """The JSON of a statement, with numbers that no program writes as Python does."""
    time = "" if stored is None else f',"stored":"{time_text(stored)}"'
    return (
        f'{{"id":"{id_}","actor":{{"account":{{"homePage":"https://lms.example.org","name":"{id_[-4:]}"}}}},'
        '"verb":{"id":"http://adlnet.gov/expapi/verbs/answered"},"object":{"id":"https://x.example.org/q"},'
        '"result":{"score":{"scaled":0.50,"raw":5E1},"response":"caf\\u00e9 \u00e9"},'
        f'"timestamp":"2026-11-01T10:00:00.000Z"{time}}}'
    )


class _Handler(BaseHTTPRequestHandler):
    double: Double
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        double = self.double
        double.requests.append(self.path)
        double.headers.append(dict(self.headers))
        said = double.fault(len(double.requests), self.path) or self._good()
        if said.stall:
            double.released.wait(30)
            self.close_connection = True
            return
        body = double.answer(self.path) if said.body is None else said.body
        with suppress(ConnectionError):
            self._send(said, body)

    def _good(self) -> Said:
        habits = self.double.habits
        told = self.headers.get("X-Experience-API-Version", "")
        if told not in habits.versions:
            return Said(400, b"no such version", {"X-Experience-API-Version": habits.versions[-1]})
        if habits.forgets and "from=" in self.path and len(self.double.requests) % habits.forgets == 0:
            return Said(404, b"the cursor is gone")
        return Said()

    def _send(self, said: Said, body: bytes) -> None:
        habits = self.double.habits
        headers = dict(said.headers)
        if habits.packed and said.status == 200 and "Content-Encoding" not in headers:
            body = gzip.compress(body, 1)
            headers["Content-Encoding"] = "gzip"
        if habits.consistent is not None:
            headers.setdefault("X-Experience-API-Consistent-Through", time_text(self.double.now - habits.consistent))
        self.send_response_only(said.status)
        if habits.date:
            self.send_header("Date", self.date_time_string(self.double.now // SECOND))
        for name, value in headers.items():
            self.send_header(name, value)
        if habits.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in _parts(body)) + b"0\r\n\r\n"
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if said.cut is None else body[: said.cut])
        if said.cut is not None:
            self.close_connection = True


def _parts(body: bytes) -> Iterator[bytes]:
    for at in range(0, len(body), 1000):
        yield body[at : at + 1000]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked was killed."""


@contextmanager
def running_double(habits: Habits | None = None) -> Iterator[Double]:
    """On a free port."""
    double = Double(habits or Habits())
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"double": double}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    double.url = f"http://127.0.0.1:{server.server_port}{PATH}"
    try:
        yield double
    finally:
        double.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
