"""An LRS over HTTP that checks all it gets, keeps a log, and fails when a test wants it to."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, Literal
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from tests.e2e.lms.server import serving
from tests.e2e.statements import judge

Json = dict[str, Any]
Answer = tuple[int, bytes, dict[str, str]]
"""Status, body, headers."""
USER, SECRET = "learner-key", "secret: 7"
AUTHORIZATION = "Basic " + base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
PARAMETERS = {
    "statements": {"statementId", "voidedStatementId", "registration", "activity", "agent", "verb", "limit", "format"},
    "activities/state": {"activityId", "agent", "registration", "stateId", "since"},
    "about": set(),
}


@dataclass
class Fault:
    """Spoils the next `times` requests to `resource`; `drop-after` stores first and then hangs up."""

    kind: Literal["status", "drop", "drop-after", "slow"]
    times: int = 1
    status: int = 500
    resource: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A request and how it was answered (0: not at all)."""

    method: str
    resource: str
    query: Json
    headers: Json
    body: bytes
    status: int


@dataclass
class Lrs:
    """What was stored, what was asked, and what was wrong with it."""

    origin: str = ""
    statements: list[Json] = field(default_factory=list)
    states: dict[tuple[str, str, str, str], bytes] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    resent: int = 0
    down: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/xapi/"

    def launch(self, page: str, actor: Json | None = None, **more: str) -> str:
        """The address that a Tin Can launch opens."""
        actor = actor or {"name": ["Sam Søn"], "mbox": ["mailto:sam@example.org"]}
        given = {"endpoint": self.endpoint, "auth": AUTHORIZATION, "actor": json.dumps(actor), **more}
        return f"{page}?{urlencode(given, quote_via=quote)}"

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Waits for what the browser sends."""
        with self.changed:
            assert self.changed.wait_for(condition, seconds), f"the LRS never saw: {what}"

    def verbs(self) -> list[str]:
        return [s["verb"]["id"].rsplit("/", 1)[-1] for s in self.statements]

    def with_verb(self, verb: str) -> list[Json]:
        return [s for s in self.statements if s["verb"]["id"].endswith(f"/{verb}")]

    def fault(self, method: str, resource: str) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.resource in resource and fault.method in method:
                fault.times -= 1
                return fault
        return None

    def accept(self, new: list[Json]) -> int:
        """The status that storing them gives (Part Two 2.3.1: the same id with other content is a conflict)."""
        known = {s["id"]: s for s in self.statements}
        ids = [s.get("id") for s in new]
        if len(set(ids)) != len(ids):
            self.violations.append("one batch holds the same id twice")
            return 400
        for statement in new:
            self._judge(statement)
            old = known.get(statement["id"])
            if old is not None and old != statement:
                self.violations.append(f"id {statement['id']} was sent again with other content")
                return 409
        self.resent += sum(s["id"] in known for s in new)
        self.statements += [s for s in new if s["id"] not in known]
        return 200

    def _judge(self, statement: Json) -> None:
        for problem in judge(statement):
            self.violations.append(f"{problem}: {json.dumps(statement)[:600]}")


class Resources(BaseHTTPRequestHandler):
    """The xAPI resources of one Lrs."""

    lrs: Lrs
    protocol_version = "HTTP/1.1"
    resource = ""
    query: Json
    body = b""

    def log_message(self, *_: object) -> None:
        """Says nothing: tests read the hits."""

    def do_OPTIONS(self) -> None:
        self.query = {}
        if self.lrs.down:
            self._hang_up()
            return
        wanted = self.headers.get("Access-Control-Request-Headers", "")
        allow = {"Access-Control-Allow-Headers": wanted, "Access-Control-Allow-Methods": "GET,PUT,POST,DELETE"}
        self._send(204, headers=allow)

    def do_GET(self) -> None:
        self._serve()

    do_PUT = do_POST = do_DELETE = do_GET

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        self.query = {key: values[0] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.resource = parts.path.removeprefix("/xapi/")
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.lrs.fault(self.command, self.resource)
        if fault and fault.kind == "slow":
            self.lrs.release.wait(60)
        if self.lrs.down or (fault and fault.kind == "drop"):
            self._hang_up()
        elif fault and fault.kind == "status":
            self._answer(fault.status)
        else:
            with self.lrs.changed:
                status, body, headers = self._work()
            if fault and fault.kind == "drop-after":
                self._hang_up()
            else:
                self._answer(status, body, headers)

    def _hang_up(self) -> None:
        self._hit(0)
        self.close_connection = True

    def _hit(self, status: int) -> None:
        with self.lrs.changed:
            headers = dict(self.headers)
            self.lrs.hits.append(Hit(self.command, self.resource, self.query, headers, self.body, status))
            self.lrs.changed.notify_all()

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self._hit(status)
        self._send(status, body, headers)

    def _send(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        every = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, X-Experience-API-Version"}
        for name, value in {**every, "X-Experience-API-Version": "1.0.3", **(headers or {})}.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def _violation(self, text: str) -> None:
        self.lrs.violations.append(f"{self.command} {self.resource}: {text}")

    def _work(self) -> Answer:
        known = PARAMETERS.get(self.resource)
        if known is None:
            self._violation("no such resource")
            return 404, b"", {}
        if unknown := self.query.keys() - known:
            self._violation(f"unknown parameters {sorted(unknown)}")
            return 400, b"", {}
        if self.headers.get("X-Experience-API-Version") != "1.0.3":
            self._violation("X-Experience-API-Version is not 1.0.3")
            return 400, b"", {}
        if self.headers.get("Authorization") != AUTHORIZATION:
            self._violation(f"Authorization is {self.headers.get('Authorization')!r}")
            return 401, b"", {}
        if self.resource == "about":
            return 200, b'{"version": ["1.0.3"]}', {"Content-Type": "application/json"}
        return self._statements() if self.resource == "statements" else self._state()

    def _statements(self) -> Answer:
        if self.command == "GET":
            found = json.dumps({"statements": self.lrs.statements, "more": ""})
            return 200, found.encode(), {"Content-Type": "application/json"}
        if self.headers.get("Content-Type", "").split(";")[0].strip() != "application/json":
            self._violation(f"content type {self.headers.get('Content-Type')!r}")
            return 400, b"", {}
        given = json.loads(self.body)
        batch: list[Json] = given if isinstance(given, list) else [given]
        if not all(s.get("id") for s in batch):
            self._violation("a statement without an id: sent again it would count twice")
            return 400, b"", {}
        if self.command == "PUT" and self.query.get("statementId") != batch[0]["id"]:
            self._violation("statementId differs from the id")
            return 400, b"", {}
        status = self.lrs.accept(batch)
        if self.command == "PUT":
            return (204 if status == 200 else status), b"", {}
        ids = json.dumps([s["id"] for s in batch]).encode() if status == 200 else b""
        return status, ids, {"Content-Type": "application/json"}

    def _state(self) -> Answer:
        missing = {"activityId", "agent", "stateId"} - self.query.keys()
        if missing:
            self._violation(f"parameters {sorted(missing)} are missing")
            return 400, b"", {}
        agent = json.loads(self.query["agent"])
        if len({"mbox", "mbox_sha1sum", "openid", "account"} & agent.keys()) != 1:
            self._violation(f"agent {agent} has not exactly one identifier")
        who = json.dumps({k: v for k, v in agent.items() if k not in ("name", "objectType")}, sort_keys=True)
        key = (self.query["activityId"], who, self.query.get("registration", ""), self.query["stateId"])
        old = self.lrs.states.get(key)
        if self.command == "GET":
            if old is None:
                return 404, b"", {}
            return 200, old, {"ETag": etag(old), "Content-Type": "application/json"}
        if not self._matches(old):
            return 412, b"", {}
        if self.command == "DELETE":
            self.lrs.states.pop(key, None)
        else:
            self.lrs.states[key] = self.body
        return 204, b"", {}

    def _matches(self, old: bytes | None) -> bool:
        match, none = self.headers.get("If-Match"), self.headers.get("If-None-Match")
        if match is not None and not re.fullmatch(r'"[0-9a-f]{40}"', match):
            self._violation(f"If-Match is {match!r}, not the ETag as it came")
        if match is not None:
            return old is not None and match == etag(old)
        return not (none == "*" and old is not None)


def etag(body: bytes) -> str:
    """The entity tag, quoted (Part Three 3.1)."""
    return f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'


@contextmanager
def running_lrs() -> Iterator[Lrs]:
    """An LRS on a free port: another origin than the course's."""
    lrs = Lrs()
    with serving(type("Resources", (Resources,), {"lrs": lrs})) as origin:
        lrs.origin = origin
        try:
            yield lrs
        finally:
            lrs.release.set()
