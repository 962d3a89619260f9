"""Two agencies in one store: what one sees is, byte for byte, what it would see if the other were not there."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.postgres import Server

VERBS = "http://adlnet.gov/expapi/verbs"
COURSE = "https://example.org/courses/small"
SECRET = "https://example.org/courses/secret"
SAM = {"objectType": "Agent", "mbox": "mailto:sam@example.org"}
KIM = {"objectType": "Agent", "mbox": "mailto:kim@example.org", "name": "Kim of B"}
SHARED = [f"00000000-0000-4000-8000-00000000000{n}" for n in range(4)]
"""Ids that both agencies use, for statements of their own."""
OF_B = [f"00000000-0000-4000-8000-0000000000b{n}" for n in range(4)]
OF_A = [f"00000000-0000-4000-8000-0000000000a{n}" for n in range(8)]
FILE = b"what B keeps"
SHA2 = hashlib.sha256(FILE).hexdigest()
BOUNDARY = "limit-of-the-test"
NO_HEADERS: Mapping[str, str] = {}
Json = dict[str, Any]


@dataclass
class Client:
    """An agency; what it is answered, times and what is random left out."""

    http: TestClient
    headers: dict[str, str]
    key: str
    heard: list[tuple[str, ...]] = field(default_factory=list)

    def __call__(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] = NO_HEADERS, /, **query: Any
    ) -> httpx2.Response:
        given = {**self.headers, **headers}
        content = body if isinstance(body, bytes) else None
        response = self.http.request(
            method, path if path.startswith("/") else f"/xapi/{path}", params=query or None, headers=given,
            content=content, json=None if content is not None else body,
        )  # fmt: skip
        told = {name: value for name, value in response.headers.items() if name not in TIMES}
        self.heard.append(
            (f"{method} {path} {query}", str(response.status_code), self._plain(str(told)), self._plain(response.text))
        )
        return response

    def _plain(self, text: str) -> str:
        for pattern in RANDOM:
            text = re.sub(pattern, "*", text)
        return text.replace(self.key, "KEY")


TIMES = ("last-modified", "x-experience-api-consistent-through", "date")
RANDOM = (
    r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z",
    r"cursor=[0-9a-f]{32}",
    r"/launches/[0-9a-f]{24}/[\w-]{43}",
    r'"launch": "[0-9a-f]{24}"',
    r'"auth": "Basic [\w=]+"',
    r"boundary=[\w\"-]+|--[\w-]{16,}",
)


@dataclass
class World:
    """A store, and clients of it."""

    service: Service
    http: TestClient

    def client(self, agency: str, *scopes: Scope, version: str = "1.0.3") -> Client:
        service, given = self.service, scopes or (Scope.ALL,)
        key, secret = service.database.write(
            lambda session: credentials.add(
                session, service.database.key, "An LMS", given, service.clock(), agency=agency
            )
        ).result()
        told = base64.b64encode(f"{key}:{secret}".encode()).decode()
        return Client(self.http, {"Authorization": f"Basic {told}", "X-Experience-API-Version": version}, key)


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], World]]:
    """Makes empty stores of one kind of database."""
    with ExitStack() as stack:
        made: list[World] = []

        def make() -> World:
            if request.param == "sqlite":
                url = f"sqlite:///{tmp_path / f'{len(made)}.db'}"
            else:
                server: Server = request.getfixturevalue("postgres")
                url = server.fresh()
            service = Service(open_database(url))
            stack.callback(service.close)
            made.append(World(service, stack.enter_context(TestClient(create_app(service)))))
            return made[-1]

        yield make


def statement(id_: str, actor: Json, verb: str, about: str | Json, **more: Any) -> Json:
    object_ = {"id": about} if isinstance(about, str) else about
    return {"id": id_, "actor": actor, "verb": {"id": f"{VERBS}/{verb}"}, "object": object_, **more}


def refers(id_: str) -> Json:
    return {"objectType": "StatementRef", "id": id_}


def attachment(sha2: str = SHA2, length: int = len(FILE)) -> Json:
    return {
        "usageType": "https://example.org/usage/file",
        "display": {"en-US": "A file"},
        "contentType": "text/plain",
        "length": length,
        "sha2": sha2,
    }


def with_file(told: Json, content: bytes) -> tuple[bytes, dict[str, str]]:
    parts = (
        f"--{BOUNDARY}\r\nContent-Type: application/json\r\n\r\n{json.dumps(told)}\r\n",
        f"--{BOUNDARY}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\n"
        f"X-Experience-API-Hash: {hashlib.sha256(content).hexdigest()}\r\n\r\n",
    )
    body = "".join(parts).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body, {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}"}


DOCUMENTS = {
    "activities/state": {"activityId": COURSE, "agent": json.dumps(SAM), "stateId": "bookmark"},
    "agents/profile": {"agent": json.dumps(SAM), "profileId": "likes"},
    "activities/profile": {"activityId": COURSE, "profileId": "board"},
}
NEW = {"If-None-Match": "*"}


def live(other: Client, *, voids: bool = True) -> None:
    """All that somebody else can leave behind, at the very ids and places that A will use."""
    defined = {"id": COURSE, "definition": {"name": {"en-US": "What B calls it"}, "moreInfo": SECRET}}
    told = [statement(id_, KIM, "passed", defined, result={"success": True}) for id_ in SHARED]
    told += [statement(id_, SAM, "failed", SECRET, result={"response": "only B may know"}) for id_ in OF_B[:2]]
    told += [statement(OF_B[2], KIM, "answered", refers(OF_A[0]))]
    assert other("POST", "statements", told).status_code == 200
    if voids:
        void = statement(OF_B[3], KIM, "voided", refers(OF_A[1]))
        assert other("POST", "statements", void).status_code == 200
        void = statement("00000000-0000-4000-8000-0000000000bb", KIM, "voided", refers(SHARED[3]))
        assert other("POST", "statements", void).status_code == 200
    body, headers = with_file(statement("00000000-0000-4000-8000-0000000000bf", SAM, "attempted", COURSE,
                                        attachments=[attachment()]), FILE)  # fmt: skip
    assert other("POST", "statements", body, headers).status_code == 200
    for path, place in DOCUMENTS.items():
        assert other("PUT", path, {"of": "B"}, NEW, **place).status_code == 204
        only_b = {**place, next(name for name in place if name in ("stateId", "profileId")): "only-b"}
        assert other("PUT", path, {"of": "B"}, NEW, **only_b).status_code == 204
    assert other("POST", "/launches", {"actor": SAM, "activity": COURSE}).status_code == 201


def ask(a: Client, etags_of_b: Mapping[str, str], key_of_b: str) -> None:
    """All that A can try: read, count, guess, overwrite, void, refer, and run into what may be there."""
    _read(a)
    _write(a)
    _documents(a, etags_of_b)
    _read(a)
    a("POST", "/launches", {"actor": SAM, "registration": OF_B[0]})
    a("DELETE", f"/launches/{key_of_b}")
    a("POST", f"/launches/{key_of_b}/code")


def _read(a: Client) -> None:
    a("GET", "statements")
    a("GET", "statements", limit="1")
    a("GET", "statements", limit="2", ascending="true")
    a("GET", "statements", format="ids")
    a("GET", "statements", attachments="true")
    for id_ in (*SHARED, *OF_B, *OF_A[:3]):
        a("GET", "statements", statementId=id_)
        a("GET", "statements", voidedStatementId=id_)
    for who in (SAM, KIM):
        a("GET", "statements", agent=json.dumps(who))
        a("GET", "statements", agent=json.dumps(who), related_agents="true")
        a("GET", "agents", agent=json.dumps({name: who[name] for name in ("mbox",)}))
    for activity in (COURSE, SECRET):
        a("GET", "statements", activity=activity)
        a("GET", "statements", activity=activity, related_activities="true")
        a("GET", "activities", activityId=activity)
    for verb in ("passed", "failed", "answered", "voided", "attempted"):
        a("GET", "statements", verb=f"{VERBS}/{verb}")
        a("GET", "statements", verb=f"{VERBS}/{verb}", agent=json.dumps(SAM))
    a("GET", "statements", since="2020-01-01T00:00:00Z", limit="1")
    a("GET", "statements", until="2020-01-01T00:00:00Z")
    a("GET", "about")


def _write(a: Client) -> None:
    a("POST", "statements", [statement(id_, SAM, "experienced", COURSE) for id_ in SHARED[:2]])
    a("PUT", "statements", statement(SHARED[2], SAM, "experienced", COURSE), statementId=SHARED[2])
    a("POST", "statements", statement(SHARED[3], SAM, "experienced", COURSE))
    a("POST", "statements", [statement(OF_A[0], SAM, "experienced", COURSE), statement(OF_A[1], SAM, "passed", COURSE)])
    a("POST", "statements", statement(OF_A[2], SAM, "experienced", refers(OF_B[0])))
    a("POST", "statements", statement(OF_A[3], SAM, "voided", refers(OF_B[1])))
    a("POST", "statements", statement(OF_A[4], SAM, "voided", refers(SHARED[0])))
    a("POST", "statements", statement(OF_A[5], SAM, "attempted", COURSE, attachments=[attachment()]))
    body, headers = with_file(statement(OF_A[6], SAM, "attempted", COURSE, attachments=[attachment()]), FILE)
    a("POST", "statements", body, headers)
    a("POST", "statements", statement(OF_A[7], SAM, "attempted", COURSE, attachments=[attachment()]))
    a("POST", "statements", statement(SHARED[0], SAM, "failed", COURSE))
    a("PUT", "statements", statement(OF_B[0], SAM, "experienced", COURSE), statementId=OF_B[0])


def _documents(a: Client, etags_of_b: Mapping[str, str]) -> None:
    for path, place in DOCUMENTS.items():
        name = next(name for name in place if name in ("stateId", "profileId"))
        where = {key: value for key, value in place.items() if key != name}
        a("GET", path, **place)
        a("GET", path, **{**place, name: "only-b"})
        a("GET", path, **where)
        a("PUT", path, {"of": "A"}, {"If-Match": etags_of_b[path]}, **place)
        a("DELETE", path, None, {"If-Match": etags_of_b[path]}, **place)
        a("POST", path, {"more": "A"}, {"If-Match": etags_of_b[path]}, **{**place, name: "only-b"})
        a("PUT", path, {"of": "A"}, NEW, **place)
        a("PUT", path, {"of": "A"}, NEW, **place)
        a("POST", path, {"more": "A"}, **place)
        a("GET", path, **place)
        a("GET", path, **where)
        a("GET", path, since="2020-01-01T00:00:00Z", **where)
        a("DELETE", path, **{**place, name: "only-b"})
        a("DELETE", path, **place)
    where = {key: value for key, value in DOCUMENTS["activities/state"].items() if key != "stateId"}
    a("DELETE", "activities/state", **where)


ETAGS = {
    path: f'"{hashlib.sha1(json.dumps({"of": "B"}, separators=(",", ":")).encode()).hexdigest()}"' for path in DOCUMENTS
}
VERSIONS = ("1.0.3", "2.0.0")


def looked(client: Client) -> list[tuple[str, ...]]:
    """All that a client can read."""
    client.heard.clear()
    _read(client)
    for path, place in DOCUMENTS.items():
        client("GET", path, **place)
    return list(client.heard)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_agency_cannot_tell_whether_others_are_there(world: Callable[[], World], version: str) -> None:
    alone, crowded = world(), world()
    b = crowded.client("b")
    live(b)
    live(crowded.client(""), voids=False)
    before = looked(b)
    assert "only B may know" in str(before)
    assert {path: b("GET", path, **place).headers["etag"] for path, place in DOCUMENTS.items()} == ETAGS
    heard = []
    for place in (alone, crowded):
        a = place.client("a", version=version)
        ask(a, ETAGS, b.key)
        heard.append(a.heard)
    for without, with_ in zip(*heard, strict=True):
        assert without == with_
    answers = str([answer[1:] for answer in heard[1]])
    assert "of B" not in answers
    assert "What B calls it" not in answers
    assert looked(b) == before, "what A did has changed what B sees"


def test_what_comes_later_is_not_seen_either(world: Callable[[], World]) -> None:
    """A was first: then B voids A's ids, refers to them, and uses them itself."""
    alone, crowded = world(), world()
    seen = []
    for place in (alone, crowded):
        a = place.client("a")
        _write(a)
        if place is crowded:
            b = place.client("b")
            live(b)
            b("POST", "statements", statement(OF_B[3].replace("b3", "c0"), KIM, "voided", refers(OF_A[0])))
            assert "only B may know" in str(looked(b))
        seen.append(looked(a))
    assert seen[0] == seen[1]


def test_the_next_page_of_another_agency_shows_nothing_of_it(world: Callable[[], World]) -> None:
    here = world()
    a, b = here.client("a"), here.client("b")
    live(b)
    _write(a)
    more = b("GET", "statements", limit="2").json()["more"]
    assert more
    found = a("GET", more)
    assert found.status_code in (200, 400)
    assert not {one["id"] for one in found.json()["statements"]} & set(OF_B)
    assert "of B" not in found.text


def test_a_credential_without_agency_reads_the_statements_of_all_and_the_documents_of_none(
    world: Callable[[], World],
) -> None:
    here = world()
    b, everyone, reader = here.client("b"), here.client(""), here.client("", Scope.ALL_READ)
    live(b)
    for client in (everyone, reader):
        assert client("GET", "statements", statementId=OF_B[0]).status_code == 200
        assert len(client("GET", "statements", verb=f"{VERBS}/failed").json()["statements"]) == 2
        assert client("GET", "activities/state", **DOCUMENTS["activities/state"]).status_code == 404
    assert everyone("PUT", "activities/state", {"of": "all"}, NEW, **DOCUMENTS["activities/state"]).status_code == 204
    assert b("GET", "activities/state", **DOCUMENTS["activities/state"]).json() == {"of": "B"}


def test_what_only_one_wrote_itself_is_all_that_mine_reads(world: Callable[[], World]) -> None:
    here = world()
    mine = here.client("a", Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE)
    other = here.client("a")
    assert other("POST", "statements", statement(OF_A[0], SAM, "passed", COURSE)).status_code == 200
    assert mine("POST", "statements", statement(OF_A[1], SAM, "experienced", COURSE)).status_code == 200
    assert [one["id"] for one in mine("GET", "statements").json()["statements"]] == [OF_A[1]]
    assert mine("GET", "statements", statementId=OF_A[0]).status_code == 404
    assert mine("POST", "statements", statement(OF_A[3], SAM, "attempted", refers(OF_A[0]))).status_code == 200
    assert mine("POST", "statements", statement(OF_A[4], SAM, "attempted", refers(OF_A[1]))).status_code == 200
    for verb, found in (("passed", []), ("experienced", [OF_A[4], OF_A[1]])):
        by_verb = mine("GET", "statements", verb=f"{VERBS}/{verb}").json()["statements"]
        assert [one["id"] for one in by_verb] == found, "a reference to what it may not read tells nothing of that"
    assert mine("POST", "statements", statement(OF_A[2], SAM, "voided", refers(OF_A[0]))).status_code == 403
    assert mine("POST", "statements", statement(OF_A[2], SAM, "voided", refers(OF_A[1]))).status_code == 200
    assert mine("GET", "statements", voidedStatementId=OF_A[1]).status_code == 200
    assert other("GET", "statements", statementId=OF_A[0]).status_code == 200
