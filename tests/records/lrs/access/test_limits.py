"""Every limit is there, answers before anything is kept, and says in one sentence what to do."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Limits, Rate, Rates, Service, Settings
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database

SAM = {"objectType": "Agent", "mbox": "mailto:sam@example.org"}
COURSE = "https://example.org/courses/small"
STATE = {"activityId": COURSE, "agent": json.dumps(SAM), "stateId": "x"}
Ask = Callable[[TestClient, dict[str, str]], Any]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., tuple[TestClient, dict[str, str]]]]:
    """A client of a server with these limits, and the headers of a credential."""
    with ExitStack() as stack:

        def make(limits: Limits, rates: Rates | None = None) -> tuple[TestClient, dict[str, str]]:
            settings = Settings(limits=limits, rates=rates or Rates())
            service = Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"), settings)
            stack.callback(service.close)
            key, secret = service.database.write(
                lambda session: credentials.add(session, service.database.key, "x", (Scope.ALL,), service.clock())
            ).result()
            told = base64.b64encode(f"{key}:{secret}".encode()).decode()
            client = stack.enter_context(TestClient(create_app(service)))
            return client, {"Authorization": f"Basic {told}", "X-Experience-API-Version": "1.0.3"}

        yield make


def statement(**more: Any) -> dict[str, Any]:
    verb = {"id": "http://adlnet.gov/expapi/verbs/experienced"}
    return {"id": str(uuid.uuid4()), "actor": SAM, "verb": verb, "object": {"id": COURSE}, **more}


def post(told: object) -> Ask:
    return lambda client, who: client.post("/xapi/statements", json=told, headers=who)


def put_state(content: bytes) -> Ask:
    return lambda client, who: client.put("/xapi/activities/state", params=STATE, content=content, headers=who)


def merge_state(client: TestClient, who: dict[str, str]) -> Any:
    for name in ("a", "b"):
        told = client.post("/xapi/activities/state", params=STATE, json={name: "x" * 60}, headers=who)
    return told


def files(sizes: tuple[int, ...]) -> Ask:
    contents = [bytes([65 + n]) * size for n, size in enumerate(sizes)]
    attachments = [
        {
            "usageType": "https://example.org/usage/file", "display": {"en-US": "x"}, "contentType": "text/plain",
            "length": len(one), "sha2": hashlib.sha256(one).hexdigest(),
        }
        for one in contents
    ]  # fmt: skip
    parts = [b"Content-Type: application/json\r\n\r\n" + json.dumps(statement(attachments=attachments)).encode()]
    for content, told in zip(contents, attachments, strict=True):
        head = f"Content-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {told['sha2']}"
        parts.append(head.encode() + b"\r\n\r\n" + content)
    body = b"--limit\r\n" + b"\r\n--limit\r\n".join(parts) + b"\r\n--limit--\r\n"
    kind = {"Content-Type": "multipart/mixed; boundary=limit"}
    return lambda client, who: client.post("/xapi/statements", content=body, headers={**who, **kind})


CASES: list[tuple[str, int, Ask, Ask, str]] = [
    ("body", 2000, files((100,)), files((1900,)), "2000 bytes"),
    ("statements", 2000, post(statement()), post([statement() for _ in range(20)]), "2000 bytes"),
    ("batch", 3, post([statement() for _ in range(3)]), post([statement() for _ in range(4)]), "at most 3"),
    ("statement", 2000, post(statement()), post(statement(result={"response": "x" * 2000})), "2000 characters"),
    ("attachment", 100, files((100,)), files((101,)), "100 bytes"),
    ("attachments", 2, files((5, 6)), files((5, 6, 7)), "2"),
    ("document", 100, put_state(b"x" * 100), put_state(b"x" * 101), "100 bytes"),
    ("document", 100, put_state(b"x" * 100), merge_state, "100 bytes"),
]


@pytest.mark.parametrize(("name", "most", "fits", "too_much", "word"), CASES)
def test_what_fits_is_taken_and_what_does_not_is_refused_in_a_sentence(
    serve: Callable[..., tuple[TestClient, dict[str, str]]],
    name: str, most: int, fits: Ask, too_much: Ask, word: str,
) -> None:  # fmt: skip
    client, who = serve(Limits(**{name: most}))
    taken = fits(client, who)
    assert taken.status_code in (200, 204), taken.text
    client.delete("/xapi/activities/state", params=STATE, headers=who)
    before = client.get("/xapi/statements", headers=who).json()
    refused = too_much(client, who)
    assert refused.status_code == 413, refused.text
    assert word in refused.text
    assert "\n" not in refused.text
    assert refused.headers["content-type"].startswith("text/plain")
    assert client.get("/xapi/statements", headers=who).json() == before, "nothing of it is kept"


def test_a_page_is_no_longer_than_the_limit(serve: Callable[..., tuple[TestClient, dict[str, str]]]) -> None:
    client, who = serve(Limits(page=2))
    assert post([statement() for _ in range(5)])(client, who).status_code == 200
    for query in ({}, {"limit": "5"}, {"limit": "0"}):
        found = client.get("/xapi/statements", params=query, headers=who).json()
        assert len(found["statements"]) == 2
        assert found["more"]


def test_no_limit_is_without_a_test() -> None:
    """`memory` and `connections` are those of the whole server (tests/records/lrs/serving)."""
    assert {name for name, *_ in CASES} | {"page", "memory", "connections"} == {one.name for one in fields(Limits)}


def test_more_requests_than_the_rate_are_told_to_wait(serve: Callable[..., tuple[TestClient, dict[str, str]]]) -> None:
    client, who = serve(Limits(), Rates(credential=Rate(0.001, 2)))
    answers = [client.get("/xapi/statements", headers=who) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "1000"
    assert "too many requests by this credential: wait 1000 seconds" in answers[2].text
    assert answers[2].headers["X-Experience-API-Version"] == "1.0.3"
    assert client.get("/xapi/about").status_code == 200


def test_a_course_that_runs_wild_harms_nobody_else(serve: Callable[..., tuple[TestClient, dict[str, str]]]) -> None:
    client, who = serve(Limits(), Rates(launch=Rate(0.001, 1)))
    auth = client.post("/launches", json={"actor": SAM}, headers=who).json()["auth"]
    course = {**who, "Authorization": auth}
    assert [client.get("/xapi/statements", headers=course).status_code for _ in range(3)] == [200, 429, 429]
    assert client.get("/xapi/statements", headers=who).status_code == 200


def test_whoever_guesses_is_told_to_wait(serve: Callable[..., tuple[TestClient, dict[str, str]]]) -> None:
    client, who = serve(Limits(), Rates(failed=Rate(0.001, 2)))
    wrong = {**who, "Authorization": "Basic eDp5"}
    assert client.get("/xapi/statements", headers=who).status_code == 200
    statuses = [client.get("/xapi/statements", headers=wrong).status_code for _ in range(2)]
    statuses.append(client.post(f"/launches/{'0' * 24}/guess").status_code)
    assert statuses == [401, 401, 429]
    assert client.get("/xapi/statements", headers=who).status_code == 200
