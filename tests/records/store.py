"""A small LRS over HTTP, good by itself and as bad as a test wants it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PATH = "/xapi/"


@dataclass
class Answer:
    """What is answered; `times` 0 means always."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 0


@dataclass
class Store:
    """What was stored and how it was asked for; `answers` by method and resource stand in for what is good."""

    url: str = ""
    statements: dict[str, Any] = field(default_factory=dict)
    states: dict[str, bytes] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    silent: threading.Event | None = None

    def answer(self, method: str, resource: str, query: Mapping[str, str], body: bytes) -> Answer:
        planned = self.answers.get((method, resource))
        if planned is not None:
            planned.times -= 1
            if planned.times == 0:
                del self.answers[(method, resource)]
            return planned
        match (method, resource):
            case ("GET", "about"):
                return Answer(body=b'{"version": ["1.0.0", "1.0.3"], "extensions": {}}')
            case ("PUT", "statements"):
                self.statements[query["statementId"]] = json.loads(body)
                return Answer(204)
            case ("GET", "statements"):
                found = self.statements.get(query["statementId"])
                return Answer(body=json.dumps(found).encode()) if found else Answer(404)
            case ("PUT", "activities/state"):
                self.states[query["stateId"]] = body
                return Answer(204)
            case ("GET", "activities/state"):
                return Answer(body=self.states[query["stateId"]]) if query["stateId"] in self.states else Answer(404)
            case ("DELETE", "activities/state"):
                self.states.pop(query["stateId"], None)
                return Answer(204)
        return Answer(404)


class _Handler(BaseHTTPRequestHandler):
    store: Store
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        resource = parts.path.removeprefix(PATH)
        self.store.requests.append((self.command, resource))
        self.store.headers.append(dict(self.headers))
        if self.store.silent is not None:
            self.store.silent.wait(30)
            self.close_connection = True
            return
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        answer = self.store.answer(self.command, resource, query, body)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.status != 204:
            self.wfile.write(answer.body)

    do_PUT = do_POST = do_DELETE = do_GET


@contextmanager
def running_store() -> Iterator[Store]:
    """A store on a free port of this machine."""
    store = Store()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"store": store}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    store.url = f"http://127.0.0.1:{server.server_port}{PATH}"
    try:
        yield store
    finally:
        if store.silent is not None:
            store.silent.set()
        server.shutdown()
        thread.join()
        server.server_close()
