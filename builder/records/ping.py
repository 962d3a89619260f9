"""Tries a Learning Record Store with what a course asks of it: about, a statement and a state, there and back."""

from __future__ import annotations

import base64
import http.client
import json
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Final
from urllib.parse import urlencode, urlsplit

from tincan import Activity, ActivityDefinition, Agent, AgentAccount, RemoteLRS, Statement, Verb
from tincan.http_request import HTTPRequest
from tincan.lrs_response import LRSResponse

from builder.records.no_answer import NOT_AN_LRS, SUPPORT, of_network, of_status
from builder.records.xapi.iris import PING_ACTIVITY, PING_STATE
from builder.standards import xapi

TIMEOUT: Final = 10.0
TRIES: Final = 5
"""How often a statement is asked for: some stores need a moment before they give it back."""
STATE: Final = json.dumps({"ping": True})
AGAIN: Final = "try again; then check the address, and whether a firewall is in between"
FINAL: Final = (
    http.client.UNAUTHORIZED,
    http.client.NOT_FOUND,
    http.client.METHOD_NOT_ALLOWED,
    http.client.GONE,
)
"""After which nothing else can work."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried; where it failed, `detail` says why and `advice` what to do."""

    name: str
    ok: bool
    detail: str = ""
    advice: str = ""


class Failed(Exception):
    """A step did not work; `final` when no other can."""

    def __init__(self, detail: str, advice: str, *, final: bool = False) -> None:
        self.detail: Final = detail
        self.advice: Final = advice
        self.final: Final = final
        super().__init__(detail)


def ping(
    endpoint: str, key: str | None, secret: str | None, *, timeout: float = TIMEOUT, wait: float = 1
) -> Iterator[Step]:
    """Tries one thing after another; `wait` is in seconds, between two tries to read a statement back."""
    client = Client(endpoint, key, secret, timeout)
    for group in (
        ("about",),
        ("statement stored", "statement read back"),
        ("state stored", "state read back", "state deleted"),
    ):
        for name in group:
            try:
                detail = client.step(name, wait)
            except Failed as failed:
                yield Step(name, False, failed.detail, failed.advice)
                if failed.final:
                    return
                break
            yield Step(name, True, detail)


class Connection(RemoteLRS):  # type: ignore[misc]  # tincan has no types
    """tincan's client with what it lacks: a timeout, and connections that are closed whatever happens."""

    _props: ClassVar = [*RemoteLRS._props, "timeout"]
    timeout: float

    def _send_request(self, request: HTTPRequest) -> LRSResponse:
        headers = {xapi.VERSION_HEADER: self.version, **request.headers}
        if self.auth is not None:
            headers["Authorization"] = self.auth
        url = urlsplit(self.endpoint + request.resource)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        with closing(kind(url.hostname or "", url.port, timeout=self.timeout)) as connection:
            path = f"{url.path}?{urlencode(request.query_params)}" if request.query_params else url.path
            connection.request(request.method, path, request.content, headers)
            response = connection.getresponse()
            data = response.read().decode(errors="replace")
        missing = request.ignore404 and response.status == http.client.NOT_FOUND
        success = missing or http.client.OK <= response.status < http.client.MULTIPLE_CHOICES
        return LRSResponse(success=success, request=request, response=response, data=data)


class Client:
    """Sends the requests of a course and says in plain words what went wrong."""

    def __init__(self, endpoint: str, key: str | None, secret: str | None, timeout: float) -> None:
        auth = f"Basic {base64.b64encode(f'{key}:{secret}'.encode()).decode()}" if key is not None else None
        self._lrs = Connection(endpoint=endpoint, version=xapi.VERSION, auth=auth, timeout=timeout)
        self._endpoint: str = self._lrs.endpoint
        self._agent = Agent(account=AgentAccount(home_page=self._endpoint, name="peacebuilder-ping"))
        self._statement = Statement(
            id=str(uuid.uuid4()),
            actor=self._agent,
            verb=Verb(id=xapi.Verb.EXPERIENCED.value, display={"en-US": "experienced"}),
            object=Activity(id=PING_ACTIVITY, definition=ActivityDefinition(name={"en-US": "A ping of this LRS"})),
            timestamp=datetime.now(UTC),
        )

    def step(self, name: str, wait: float) -> str:
        """Does one step; returns what there is to say about it."""
        match name:
            case "about":
                return self._about()
            case "statement stored":
                self._send(
                    "PUT", "statements", {"statementId": str(self._statement.id)}, self._statement.to_json(xapi.VERSION)
                )
                return str(self._statement.id)
            case "statement read back":
                return self._read_statement(wait)
            case "state stored":
                self._send("PUT", "activities/state", self._state(), STATE)
                return ""
            case "state read back":
                return self._read_state()
            case _:
                self._send("DELETE", "activities/state", self._state())
                return ""

    def _about(self) -> str:
        answer = self._send("GET", "about")
        about = _json(answer)
        versions = about.get("version") if isinstance(about, dict) else None
        if not isinstance(versions, list):
            raise Failed("the answer does not name the versions of xAPI that it speaks", NOT_AN_LRS, final=True)
        told = ", ".join(map(str, versions))
        if not any(str(version).startswith("1.0") for version in versions):
            raise Failed(f"it speaks xAPI {told} only", f"courses speak {xapi.VERSION}: ask for a store that does")
        return f"speaks xAPI {told}"

    def _read_statement(self, wait: float) -> str:
        query = {"statementId": str(self._statement.id)}
        answer = self._send("GET", "statements", query, missing_is_fine=True)
        for _ in range(TRIES - 1):
            if answer.response.status != http.client.NOT_FOUND:
                break
            time.sleep(wait)
            answer = self._send("GET", "statements", query, missing_is_fine=True)
        else:
            raise Failed("the statement was taken but is not there", "ask the store's support: it loses records")
        try:
            found = Statement.from_json(answer.data)
        except (
            ValueError,
            TypeError,
            AttributeError,
            KeyError,
        ) as error:  # what tincan says to data that it cannot read
            raise Failed(f"the answer is not a statement: {error}", NOT_AN_LRS) from error
        if str(found.id) != str(self._statement.id) or found.verb.id != self._statement.verb.id:
            raise Failed("another statement came back than was stored", SUPPORT)
        return "it stays there: a statement cannot be deleted"

    def _read_state(self) -> str:
        answer = self._send("GET", "activities/state", self._state())
        if _json(answer) != json.loads(STATE):
            raise Failed("another state came back than was stored", "ask the store's support: courses could not resume")
        return ""

    def _state(self) -> dict[str, str]:
        return {"activityId": PING_ACTIVITY, "agent": self._agent.to_json(xapi.VERSION), "stateId": PING_STATE}

    def _send(
        self,
        method: str,
        resource: str,
        query: Mapping[str, str] | None = None,
        content: str | None = None,
        *,
        missing_is_fine: bool = False,
    ) -> LRSResponse:
        request = HTTPRequest(method=method, resource=resource, ignore404=missing_is_fine)
        request.query_params = dict(query or {})
        if content is not None:
            request.headers["Content-Type"] = "application/json"
            request.content = content
        try:
            # Not by save_state and its like: tincan sends a state twice and trips over answers that are no JSON.
            answer = self._lrs._send_request(request)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            text, advice, _ = of_network(error, self._endpoint, AGAIN)
            raise Failed(text, advice, final=True) from error
        if not answer.success:
            raise _refused(answer, has_key=self._lrs.auth is not None)
        if "<html" in answer.data[:1000].lower():
            raise Failed("a web page answers, not an LRS", NOT_AN_LRS, final=True)
        return answer


def _json(answer: LRSResponse) -> Any:
    try:
        return json.loads(answer.data)
    except ValueError as error:
        raise Failed("the answer is not JSON", NOT_AN_LRS, final=True) from error


def _refused(answer: LRSResponse, *, has_key: bool) -> Failed:
    status: int = answer.response.status
    if http.client.MULTIPLE_CHOICES <= status < http.client.BAD_REQUEST:
        target = answer.response.getheader("Location") or "another address"
        return Failed(f"the address leads to {target} (status {status})", "use that address", final=True)
    right = "write and read statements and state"
    text, advice, _ = of_status(status, answer.data[:200].strip(), AGAIN, right, has_key=has_key)
    return Failed(text, advice, final=status in FINAL)
