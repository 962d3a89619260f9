"""A small client of our own, over plain HTTP: the headers of 2.0, files beside statements, HEAD, and no fetching."""

from __future__ import annotations

import hashlib
import http.client
import json
import socket
import uuid
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from builder.records.lrs.scope import Scope
from tests.records.lrs.running import Running, running_lrs

__all__ = ["running_lrs"]

SAM = {"objectType": "Agent", "mbox": "mailto:sam@example.org"}
NO_HEADERS: Mapping[str, str] = {}
COURSE = "https://example.org/courses/small"
TEXT = "Zertifikat für Sam\r\n--limit--\r\n".encode()


@dataclass(frozen=True)
class Said:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    running: Running
    headers: dict[str, str]

    def __call__(
        self, method: str, path: str, body: object = b"", headers: Mapping[str, str] = NO_HEADERS, /, **query: Any
    ) -> Said:
        given = {**self.headers, **headers}
        if not isinstance(body, bytes):
            body, given["Content-Type"] = json.dumps(body).encode(), "application/json"
        where = f"/xapi/{path}{'?' if query else ''}{urlencode(query, quote_via=quote)}"
        with closing(http.client.HTTPConnection(urlsplit(self.running.origin).netloc, timeout=60)) as connection:
            connection.request(method, where, body, given)
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Said(response.status, told, response.read())


def statement(**more: Any) -> dict[str, Any]:
    verb = {"id": "http://adlnet.gov/expapi/verbs/experienced"}
    return {"id": str(uuid.uuid4()), "actor": SAM, "verb": verb, "object": {"id": COURSE}, **more}


@pytest.mark.parametrize(("told", "answered"), [("1.0", "1.0.3"), ("1.0.3", "1.0.3"), ("2.0.0", "2.0.0")])
def test_each_version_is_answered_in_itself(running_lrs: Running, told: str, answered: str) -> None:
    call = Client(running_lrs, running_lrs.headers(version=told))
    sent = statement()
    stored = call("POST", "statements", sent)
    assert (stored.status, stored.json) == (200, [sent["id"]])
    found = call("GET", "statements", statementId=sent["id"])
    assert found.status == 200
    assert found.headers["x-experience-api-version"] == answered
    assert found.headers["x-experience-api-consistent-through"].endswith("Z")
    assert call("GET", "nothing").headers["x-experience-api-version"] == answered


def test_what_2_0_alone_has_is_not_taken_in_1_0_3(running_lrs: Running) -> None:
    headers = running_lrs.headers(version="2.0.0")
    new, old = Client(running_lrs, headers), Client(running_lrs, {**headers, "X-Experience-API-Version": "1.0.3"})
    agents = [{"objectType": "contextAgent", "agent": SAM, "relevantTypes": ["https://example.org/roles/mentor"]}]
    sent = statement(context={"contextAgents": agents})
    refused = old("POST", "statements", sent)
    assert refused.status == 400
    assert "contextAgents" in refused.body.decode()
    assert new("POST", "statements", sent).status == 200
    assert new("GET", "statements", statementId=sent["id"]).json["context"]["contextAgents"] == agents


def test_a_state_in_2_0_is_never_overwritten_unseen(running_lrs: Running) -> None:
    call = Client(running_lrs, running_lrs.headers(version="2.0.0"))
    place = {"activityId": COURSE, "agent": json.dumps(SAM), "stateId": "bookmark"}
    assert call("PUT", "activities/state", {"page": 1}, **place).status == 204
    assert call("PUT", "activities/state", {"page": 2}, **place).status == 409
    seen = call("GET", "activities/state", **place).headers["etag"]
    assert call("PUT", "activities/state", {"page": 2}, {"If-Match": seen}, **place).status == 204
    assert call("PUT", "activities/state", {"page": 3}, {"If-Match": seen}, **place).status == 412


def test_a_file_comes_back_as_it_was_sent(running_lrs: Running) -> None:
    call = Client(running_lrs, running_lrs.headers())
    sha2 = hashlib.sha256(TEXT).hexdigest()
    attachment = {
        "usageType": "https://example.org/usage/certificate",
        "display": {"en-US": "Certificate"},
        "contentType": "text/plain; charset=utf-8",
        "length": len(TEXT),
        "sha2": sha2,
    }
    sent = statement(attachments=[attachment])
    body = b"\r\n".join(
        [
            b"--limit-7",
            b"Content-Type: application/json",
            b"",
            json.dumps(sent).encode(),
            b"--limit-7",
            b"Content-Type: text/plain; charset=utf-8",
            b"Content-Transfer-Encoding: binary",
            f"X-Experience-API-Hash: {sha2}".encode(),
            b"",
            TEXT,
            b"--limit-7--",
            b"",
        ]
    )
    stored = call("POST", "statements", body, {"Content-Type": "multipart/mixed; boundary=limit-7"})
    assert (stored.status, stored.body) == (200, json.dumps([sent["id"]]).encode())
    said = call("GET", "statements", statementId=sent["id"], attachments="true")
    kind = said.headers["content-type"]
    assert kind.startswith("multipart/mixed")
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + said.body, policy=policy.HTTP)
    first, second = message.iter_parts()
    assert json.loads(first.get_content())["id"] == sent["id"]
    assert second["X-Experience-API-Hash"] == sha2
    assert second.get_payload(decode=True) == TEXT
    without = call("GET", "statements", statementId=sent["id"])
    assert without.json["attachments"] == [attachment]
    assert call("POST", "statements", statement(attachments=[attachment])).status == 400, "the file did not come along"


def test_a_head_is_a_get_without_its_body(running_lrs: Running) -> None:
    call = Client(running_lrs, running_lrs.headers())
    sent = statement()
    call("POST", "statements", sent)
    get, head = (call(method, "statements", statementId=sent["id"]) for method in ("GET", "HEAD"))
    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.body))


def test_no_address_in_a_statement_is_ever_asked(running_lrs: Running) -> None:
    """Whatever may be an address leads to a door at which nobody knocks."""
    call = Client(running_lrs, running_lrs.headers())
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        here = f"http://127.0.0.1:{door.getsockname()[1]}"
        attachment = {
            "usageType": f"{here}/usage",
            "display": {"en-US": "x"},
            "contentType": "text/plain",
            "length": 1,
            "sha2": "0" * 64,
            "fileUrl": f"{here}/file",
        }
        sent = statement(
            actor={"openid": f"{here}/openid"},
            verb={"id": f"{here}/verb"},
            object={"id": f"{here}/activity", "definition": {"type": f"{here}/type", "moreInfo": f"{here}/more"}},
            context={"extensions": {f"{here}/extension": f"{here}/value"}},
            attachments=[attachment],
        )
        assert call("POST", "statements", sent).status == 200
        assert call("GET", "statements", attachments="true").status == 200
        assert call("GET", "activities", activityId=f"{here}/activity").status == 200
        assert call("GET", "agents", agent=json.dumps({"openid": f"{here}/openid"})).status == 200
        door.setblocking(False)
        with pytest.raises(BlockingIOError):
            door.accept()


def test_the_host_header_stands_nowhere(running_lrs: Running) -> None:
    """It is anybody's to write; what the store says of itself comes from its settings."""
    call = Client(running_lrs, {**running_lrs.headers(Scope.ALL), "Host": "evil.example"})
    sent = statement()
    assert call("POST", "statements", sent).status == 200
    for said in (
        call("GET", "statements", statementId=sent["id"]),
        call("GET", "statements", limit="1"),
        call("GET", ""),
        call("GET", "about/"),
    ):
        assert b"evil" not in said.body
        assert "evil" not in str(said.headers)
    authority = call("GET", "statements", statementId=sent["id"]).json["authority"]
    assert authority["account"]["homePage"] == running_lrs.endpoint.rstrip("/")
