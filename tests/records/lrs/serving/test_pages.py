"""What is answered beside xAPI: health, metrics, the page for people, and nothing at every other address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.pages import health
from builder.records.lrs.scope import Scope
from builder.records.lrs.server.log import Log
from builder.records.lrs.server.observe import Observed
from builder.records.lrs.service import Service, Settings
from builder.records.lrs.store.database import Database, Session, Unavailable
from builder.records.lrs.store.open import open_database
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.faults.disk import small_disk

LINE = re.compile(r"[a-z_]+(\{([a-z]+=\"[^\"\\\n]*\"(,|(?=\})))+\})? [0-9.e+-]+")


class Moody:
    """A database that a test can let fail."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.fault: Exception | None = None
        self.writes = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    def write(self, job: Callable[[Session], Any]) -> Future[Any]:
        self.writes += 1
        if self.fault is None:
            return self._database.write(job)
        failed: Future[Any] = Future()
        failed.set_exception(self.fault)
        return failed


@pytest.fixture
def moody(tmp_path: Path) -> Iterator[Moody]:
    database = Moody(open_database(f"sqlite:///{tmp_path / 'moody.db'}"))
    yield database
    database.close()


@contextmanager
def client(service: Service) -> Iterator[TestClient]:
    app = Observed(create_app(service), service.metrics, Log("error"))
    with TestClient(app) as http:
        yield http


def test_health_asks_for_no_credential(lrs: Lrs) -> None:
    answer = lrs.http.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert lrs.http.head("/health").content == b""


def test_health_tells_that_nothing_can_be_written_and_why(moody: Moody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "FRESH", 0.0)
    with client(Service(moody)) as http:
        moody.fault = Unavailable("the disk is full", "make room in /srv/lrs", full=True)
        answer = http.get("/health")
        assert (answer.status_code, answer.json()) == (503, {"status": "failing", "reason": "the disk is full"})
        assert "Retry-After" in answer.headers
        moody.fault = None
        assert http.get("/health").status_code == 200


def test_health_finds_a_disk_that_is_full_and_one_that_has_room_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "FRESH", 0.0)
    with (
        small_disk(tmp_path / "disk", "4m") as disk,
        closing(Service(open_database(f"sqlite:///{disk / 'lrs.db'}"))) as service,
        client(service) as http,
    ):
        assert http.get("/health").status_code == 200
        with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
            while ballast.write(bytes(4096)) == 4096:
                pass
        answers = [http.get("/health") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [503] * 3
        assert answers[-1].json()["reason"] == "the disk is full"
        (disk / "ballast").unlink()
        assert http.get("/health").status_code == 200


def test_health_writes_once_in_a_while_however_often_it_is_asked(moody: Moody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "FRESH", 3600.0)
    with client(Service(moody)) as http:
        for _ in range(20):
            assert http.get("/health").status_code == 200
    assert moody.writes == 1


def test_health_does_not_wait_for_ever(moody: Moody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(Moody, "write", lambda *_: Future())
    with client(Service(moody)) as http:
        answer = http.get("/health")
    assert answer.status_code == 503
    assert "did not answer" in answer.json()["reason"]


def test_metrics_are_for_a_credential_that_reads_all_and_is_bound_to_no_agency(lrs: Lrs) -> None:
    assert lrs.http.get("/metrics").status_code == 401
    for scopes, agency, status in (
        ((Scope.ALL,), "", 200),
        ((Scope.ALL_READ,), "", 200),
        ((Scope.ALL,), "springfield-pd", 403),
        ((Scope.STATEMENTS_READ,), "", 403),
        ((Scope.STATEMENTS_WRITE, Scope.STATE, Scope.PROFILE, Scope.DEFINE), "", 403),
    ):
        assert lrs.http.get("/metrics", headers=lrs.credential(*scopes, agency=agency)).status_code == status


def test_metrics_can_be_open(lrs: Lrs) -> None:
    settings = replace(lrs.service.settings, open_metrics=True)
    with client(Service(lrs.service.database, settings)) as http:
        assert http.get("/metrics").status_code == 200


def test_metrics_count_what_was_done(lrs: Lrs) -> None:
    headers = lrs.credential()
    statement = {
        "actor": {"mbox": "mailto:officer-4711@example.org"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
        "object": {"id": "https://course.example.org/lesson"},
    }
    with client(lrs.service) as http:
        assert http.post("/xapi/statements", json=[statement] * 3, headers=headers).status_code == 200
        assert http.post("/xapi/statements", json={"actor": "officer-4711"}, headers=headers).status_code == 400
        assert http.get("/xapi/officer-4711", headers=headers).status_code == 404
        assert http.request("OFFICER", "/officer-4711").status_code == 404
        answer = http.get("/metrics", headers=headers)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    assert all(line.startswith("#") or LINE.fullmatch(line) for line in lines)
    assert 'peacebuilder_lrs_requests_total{resource="statements",method="POST",status="200"} 1' in lines
    assert 'peacebuilder_lrs_requests_total{resource="statements",method="POST",status="400"} 1' in lines
    assert 'peacebuilder_lrs_request_seconds_bucket{resource="statements",method="POST",le="+Inf"} 2' in lines
    assert 'peacebuilder_lrs_request_seconds_count{resource="statements",method="POST"} 2' in lines
    assert "peacebuilder_lrs_statements_total 3" in lines
    assert "peacebuilder_lrs_writes_waiting 0" in lines
    assert "peacebuilder_lrs_requests_active 1" in lines
    assert "peacebuilder_lrs_body_bytes 0" in lines
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert float(values["peacebuilder_lrs_database_bytes"]) > 10_000
    assert "officer" not in answer.text.lower()


def test_each_family_is_explained_once_before_its_values(lrs: Lrs) -> None:
    lines = lrs.http.get("/metrics", headers=lrs.credential()).text.splitlines()
    told = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(told) == len(set(told)) > 8
    family = ""
    for line in lines:
        if line.startswith("# TYPE"):
            family = line.split()[2]
        assert line.startswith(("#", family))


def test_the_page_says_what_it_is_and_where_the_endpoint_is(lrs: Lrs) -> None:
    service = Service(lrs.service.database, Settings(address="https://lrs.example.org"))
    with client(service) as http:
        answer = http.get("/")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "https://lrs.example.org/xapi/" in answer.text
    assert "{" not in re.sub(r"<style>.*?</style>", "", answer.text, flags=re.DOTALL)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "sandbox" not in policy


def test_the_address_in_the_page_is_text(lrs: Lrs) -> None:
    with client(Service(lrs.service.database, Settings(address="https://a<script>"))) as http:
        assert "<script>" not in http.get("/").text


@pytest.mark.parametrize("path", ["/nothing", "/xapi", "/health/", "/metrics/x", "/xapi/nothing", "/.env"])
def test_at_every_other_address_there_is_nothing(lrs: Lrs, path: str) -> None:
    answer = lrs.http.get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text


@pytest.mark.parametrize("path", ["/", "/health", "/metrics"])
def test_the_pages_are_read_and_nothing_else(lrs: Lrs, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert lrs.http.request(method, path).status_code == 405


def test_each_answer_of_a_page_has_the_headers_that_keep_browsers_from_harm(lrs: Lrs) -> None:
    for path in ("/", "/health", "/metrics", "/nothing"):
        headers = lrs.http.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
