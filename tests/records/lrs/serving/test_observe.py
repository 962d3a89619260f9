"""What is told of a request, and of a fault of our own."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from builder.records.lrs import app as application
from builder.records.lrs.app import create_app
from builder.records.lrs.http.call import Call, Resource
from builder.records.lrs.server.log import Log, level_of, take_over
from builder.records.lrs.server.observe import Observed
from builder.records.lrs.service import Service
from builder.records.lrs.store.open import open_database
from tests.records.lrs.loop import run


class Desk:
    """An application that is observed, and its log."""

    def __init__(self, service: Service, level: str = "info") -> None:
        self.stream = io.StringIO()
        self.service = service
        self.http = TestClient(Observed(create_app(service), service.metrics, Log(level, self.stream)))

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    found = Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"))
    yield found
    found.close()


@pytest.fixture
def desk(service: Service) -> Desk:
    return Desk(service)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resource with a bug that speaks of the one who asked."""

    async def get(call: Call) -> Any:
        raise KeyError(f"officer-4711 {call.method}")

    monkeypatch.setattr(application, "RESOURCES", {"about": Resource({"GET": get}, open=True)})


def test_a_request_is_one_line_with_the_number_that_the_client_got(desk: Desk) -> None:
    answer = desk.http.get("/xapi/about?officer=4711")
    (line,) = desk.lines
    assert line.pop("time").endswith("Z")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "info", "event": "request", "id": answer.headers["X-Request-Id"], "method": "GET",
        "resource": "about", "status": 400, "received": 0, "sent": len(answer.content),
    }  # fmt: skip


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_is_a_number_for_the_client_and_a_place_for_the_admin(desk: Desk) -> None:
    answer = desk.http.get("/xapi/about")
    assert answer.status_code == 500
    fault, request = desk.lines
    assert answer.text == f"the server has a fault; its admin finds it in the log under {fault['id']}"
    assert answer.headers["X-Request-Id"] == fault["id"] == request["id"]
    assert (fault["level"], fault["event"], fault["error"]) == ("error", "fault", "KeyError")
    assert fault["where"][-1].startswith("test_observe.py:") and fault["where"][-1].endswith(" get")
    assert (request["level"], request["status"]) == ("error", 500)
    assert "officer" not in desk.stream.getvalue()
    assert desk.service.metrics.requests["about", "GET", 500] == 1
    assert desk.service.metrics.active == 0


@pytest.mark.usefixtures("broken")
def test_what_a_fault_said_is_in_the_log_for_who_looks_for_it(service: Service) -> None:
    desk = Desk(service, "debug")
    desk.http.get("/xapi/about")
    assert desk.lines[0]["said"] == "'officer-4711 GET'"


@pytest.mark.parametrize(("level", "events"), [("info", 2), ("warning", 1), ("error", 0)])
def test_the_level_says_how_much_is_told(service: Service, level: str, events: int) -> None:
    desk = Desk(service, level)
    desk.http.get("/xapi/about")
    desk.http.get("/metrics")
    assert len(desk.lines) == events


@pytest.mark.parametrize(
    ("status", "level"),
    [(200, "info"), (204, "info"), (400, "info"), (404, "info"), (409, "info"), (401, "warning"), (403, "warning"),
     (408, "warning"), (413, "warning"), (429, "warning"), (500, "error"), (503, "error"), (507, "error")],
)  # fmt: skip
def test_an_answer_matters_by_its_status(status: int, level: str) -> None:
    assert level_of(status) == level


def test_a_client_that_has_gone_is_told_as_such(service: Service) -> None:
    stream = io.StringIO()

    async def silent(scope: Any, receive: Any, send: Any) -> None:
        """Answers nothing."""

    scope = {"type": "http", "method": "GET", "path": "/", "client": None}
    run(Observed(silent, service.metrics, Log("info", stream))(scope, None, None))  # type: ignore[arg-type]
    assert json.loads(stream.getvalue())["status"] == 499


def test_what_libraries_say_is_in_the_same_log(service: Service) -> None:
    del service
    stream, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        take_over(Log("info", stream))
        logging.getLogger("uvicorn.error").info("not told")
        logging.getLogger("asyncio").warning("told %d", 1)
        try:
            raise ValueError("officer-4711")
        except ValueError:
            logging.getLogger("asyncio").exception("lost: officer-4711")
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert (first["level"], first["source"], first["text"]) == ("warning", "asyncio", "told 1")
    assert (second["event"], second["error"]) == ("fault", "ValueError")
    assert "officer" not in stream.getvalue()
