"""What every answer carries, and which pages of other origins may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from builder.records.lrs.access.headers import SECURITY
from builder.records.lrs.app import create_app
from builder.records.lrs.resources import RESOURCES
from builder.records.lrs.service import Service, Settings
from builder.records.lrs.store.open import open_database

LMS = "https://lms.example.org"
VERSION = {"X-Experience-API-Version": "1.0.3"}
PREFLIGHT = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization,if-match"}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    with ExitStack() as stack:

        def make(*origins: str) -> TestClient:
            service = Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"), Settings(origins=origins))
            stack.callback(service.close)
            client = TestClient(create_app(service), raise_server_exceptions=False, follow_redirects=False)
            return stack.enter_context(client)

        yield make


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/xapi/about", 200),
        ("GET", "/xapi/statements", 401),
        ("GET", "/xapi/nothing", 404),
        ("PATCH", "/xapi/about", 405),
        ("GET", "/xapi", 404),
        ("GET", "/nothing/at/all", 404),
        ("POST", "/health", 405),
        ("GET", "/launches", 405),
        ("POST", "/launches", 401),
        ("POST", "/launches/0/1", 200),
        ("TRACE", "/xapi/about", 405),
    ],
)
def test_every_answer_carries_them(serve: Callable[..., TestClient], method: str, path: str, status: int) -> None:
    answer = serve().request(method, path, headers=VERSION)
    assert answer.status_code == status
    for name in SECURITY:
        assert name in answer.headers, name
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "server" not in answer.headers


def test_a_fault_of_our_own_carries_them_too(serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setitem(RESOURCES["about"].methods, "GET", fail)
    answer = serve(LMS).get("/xapi/about", headers={**VERSION, "Origin": LMS})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Access-Control-Allow-Origin"] == LMS, "or the page could not read that it failed"


def test_a_page_on_the_list_may_ask_and_read(serve: Callable[..., TestClient]) -> None:
    client = serve(LMS, "https://other.example.org:443/")
    before = client.options("/xapi/activities/state", headers={"Origin": LMS, **PREFLIGHT})
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Origin"] == LMS
    for name in ("authorization", "if-match", "if-none-match", "content-type", "x-experience-api-version"):
        assert name in before.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"GET", "PUT", "POST", "DELETE"} <= set(before.headers["Access-Control-Allow-Methods"].split(", "))
    assert "Access-Control-Allow-Credentials" not in before.headers
    for path in ("/xapi/about", "/xapi/statements", "/nothing"):
        answer = client.get(path, headers={"Origin": LMS, **VERSION})
        assert answer.headers["Access-Control-Allow-Origin"] == LMS
        readable = answer.headers["Access-Control-Expose-Headers"].lower().split(", ")
        assert {"etag", "last-modified", "x-experience-api-version", "x-experience-api-consistent-through"} <= set(
            readable
        )
        assert answer.headers["Vary"] == "Origin"
    assert client.get("/xapi/about", headers={"Origin": "https://other.example.org"}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example", "http://lms.example.org", "https://lms.example.org:8443", "null",
        "https://lms.example.org.evil.example", "https://LMS.example.org/", "x" * 5000,
    ],
)  # fmt: skip
def test_a_page_that_is_not_on_it_may_not(serve: Callable[..., TestClient], origin: str) -> None:
    client = serve(LMS)
    before = client.options("/xapi/statements", headers={"Origin": origin, **PREFLIGHT})
    form = {"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"}
    without_preflight = client.post("/xapi/statements?method=GET", content=b"", headers=form)
    for answer in (before, without_preflight):
        assert answer.status_code == 403
        assert "may not call this store" in answer.text
        assert len(answer.text) < 400
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_all_pages_only_when_the_admin_says_so(serve: Callable[..., TestClient]) -> None:
    client = serve("*")
    before = client.options("/xapi/statements", headers={"Origin": "https://any.example", **PREFLIGHT})
    assert (before.status_code, before.headers["Access-Control-Allow-Origin"]) == (204, "*")
    answer = client.get("/xapi/about", headers={"Origin": "https://any.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in answer.headers


def test_pages_of_the_server_itself_need_no_list(serve: Callable[..., TestClient]) -> None:
    """Courses that the same web server gives out."""
    answer = serve().get("/xapi/about", headers={"Origin": "http://testserver"})
    assert answer.status_code == 200
