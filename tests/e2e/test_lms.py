"""The LMS and the LRS of these tests are strict: what real ones refuse, they refuse."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator

from tests.e2e.lms.records import Json, Launch, Record, Session
from tests.e2e.lms.server import running_lms
from tests.e2e.lrs import AUTHORIZATION, running_lrs

SET, GET = "LMSSetValue", "LMSGetValue"
STEPS: list[tuple[tuple[str, ...], str, str]] = [
    ((GET, "cmi.core.student_id"), "", "301"),
    (("LMSInitialize", ""), "true", "0"),
    (("LMSInitialize", ""), "false", "101"),
    ((GET, "cmi.core.entry"), "ab-initio", "0"),
    ((GET, "cmi.core.session_time"), "", "404"),
    ((GET, "cmi.nothing"), "", "401"),
    ((SET, "cmi.core.student_id", "x"), "false", "403"),
    ((SET, "cmi.core._children", "x"), "false", "402"),
    ((SET, "cmi.core.lesson_status", "not attempted"), "false", "405"),
    ((SET, "cmi.core.lesson_status", "incomplete"), "true", "0"),
    ((SET, "cmi.core.exit", "normal"), "false", "405"),
    ((SET, "cmi.core.score.raw", "100.5"), "false", "405"),
    ((SET, "cmi.core.score.raw", "1e1"), "false", "405"),
    ((SET, "cmi.core.session_time", "00:00:01.234"), "false", "405"),
    ((SET, "cmi.core.session_time", "00:00:01.23"), "true", "0"),
    ((SET, "cmi.core.lesson_location", "x" * 256), "false", "405"),
    ((SET, "cmi.suspend_data", "x" * 4097), "false", "405"),
    ((SET, "cmi.suspend_data", "x" * 4096), "true", "0"),
    ((SET, "cmi.interactions.0.type", "choice"), "false", "201"),
    ((SET, "cmi.interactions.1.id", "a"), "false", "201"),
    ((SET, "cmi.interactions.0.id", "a b"), "false", "405"),
    ((SET, "cmi.interactions.0.id", "a"), "true", "0"),
    ((SET, "cmi.interactions.0.student_response", "a"), "false", "201"),
    ((SET, "cmi.interactions.0.type", "other"), "false", "405"),
    ((SET, "cmi.interactions.0.type", "choice"), "true", "0"),
    ((SET, "cmi.interactions.0.student_response", "answer"), "false", "405"),
    ((SET, "cmi.interactions.0.student_response", "a,c"), "true", "0"),
    ((SET, "cmi.interactions.0.correct_responses.1.pattern", "a"), "false", "201"),
    ((SET, "cmi.interactions.0.result", "incorrect"), "false", "405"),
    ((SET, "cmi.interactions.0.student_response", "a,a"), "false", "405"),
    ((SET, "cmi.interactions.1.id", "b"), "true", "0"),
    ((SET, "cmi.interactions.1.type", "matching"), "true", "0"),
    ((SET, "cmi.interactions.1.correct_responses.0.pattern", "1.a,2"), "false", "405"),
    ((SET, "cmi.interactions.1.correct_responses.0.pattern", "1.a,2.b"), "true", "0"),
    ((SET, "cmi.interactions.1.student_response", "1.a,3.a"), "false", "405"),
    ((SET, "cmi.interactions.1.student_response", "1.a,1.b"), "false", "405"),
    ((SET, "cmi.interactions.1.student_response", "1.b,2.b"), "true", "0"),
    ((SET, "cmi.interactions.1.result", "0.5"), "true", "0"),
    ((SET, "cmi.interactions.2.id", "c"), "true", "0"),
    ((SET, "cmi.interactions.2.type", "sequencing"), "true", "0"),
    ((SET, "cmi.interactions.2.correct_responses.0.pattern", "a,b,c"), "true", "0"),
    ((SET, "cmi.interactions.2.student_response", "a,b"), "false", "405"),
    ((SET, "cmi.interactions.2.student_response", "c,a,b"), "true", "0"),
    ((SET, "cmi.interactions.3.id", "x3"), "true", "0"),
    ((SET, "cmi.interactions.3.type", "fill-in"), "true", "0"),
    ((SET, "cmi.interactions.3.student_response", ""), "false", "405"),
    ((SET, "cmi.interactions.3.student_response", "x" * 256), "false", "405"),
    ((SET, "cmi.interactions.3.student_response", "two\nlines"), "false", "405"),
    ((SET, "cmi.interactions.3.student_response", "“señor” 🙂, x"), "true", "0"),
    ((SET, "cmi.interactions.4.id", "x4"), "true", "0"),
    ((SET, "cmi.interactions.4.type", "numeric"), "true", "0"),
    ((SET, "cmi.interactions.4.student_response", "1e5"), "false", "405"),
    ((SET, "cmi.interactions.4.student_response", "25:35"), "false", "405"),
    ((SET, "cmi.interactions.4.correct_responses.0.pattern", "-2.5"), "true", "0"),
    ((SET, "cmi.interactions.5.id", "x5"), "true", "0"),
    ((SET, "cmi.interactions.5.type", "likert"), "true", "0"),
    ((SET, "cmi.interactions.5.student_response", "agree"), "false", "405"),
    ((SET, "cmi.interactions.5.student_response", "d"), "true", "0"),
    ((SET, "cmi.objectives.0.id", "E1_1"), "true", "0"),
    ((SET, "cmi.objectives.1.id", "E1_1"), "false", "405"),
    (("LMSCommit", "now"), "false", "201"),
    (("LMSCommit", ""), "true", "0"),
    (("LMSFinish", ""), "true", "0"),
    (("LMSCommit", ""), "false", "301"),
    (("LMSFinish", ""), "false", "301"),
]


@pytest.mark.browser
def test_the_api_refuses_what_the_book_refuses(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>content</title><body>here</body>")
    with running_lms(course=tmp_path) as lms:
        context = chromium.new_context()
        page = context.new_page()
        url, session = lms.launch()
        page.goto(url)
        frame: FrameLocator = page.frame_locator("iframe")
        for call, result, error in STEPS:
            script = "(_, c) => [parent.API[c[0]](...c.slice(1)), parent.API.LMSGetLastError()]"
            got = frame.locator("body").evaluate(script, list(call))
            assert got == [result, error], f"{call[0]} {[a[:60] for a in call[1:]]}"
        lms.wait_until(lambda: len(session.calls) == 2 * len(STEPS), "all calls")  # the end was not the last of them
        context.close()
    assert session.finished
    assert len(session.errors) == sum(error != "0" for _, _, error in STEPS)
    assert lms.record().total_cs == 123


def ask(url: str, method: str, body: object = None, **headers: str) -> tuple[int, str]:
    every = {"X-Experience-API-Version": "1.0.3", "Authorization": AUTHORIZATION, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    given = every | {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data, given, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers.get("ETag", "")
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, ""


TYPES = "http://adlnet.gov/expapi/activities"


def statement(**more: object) -> dict[str, object]:
    return {
        "id": "2e5c1a86-6d1b-4a43-8f61-4a4f2c1f6f10",
        "actor": {"mbox": "mailto:sam@example.org"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/initialized"},
        "object": {"id": "https://example.org/course", "definition": {"type": f"{TYPES}/course"}},
        "timestamp": "2026-01-02T03:04:05.678Z",
        "context": {
            "contextActivities": {
                "category": [
                    {"id": "https://example.org/course/profile/v1", "definition": {"type": f"{TYPES}/profile"}}
                ]
            },
            "extensions": {"https://example.org/course/extensions/version": "1.0.0"},
        },
        **more,
    }


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (statement(), None),
        (statement(result={"success": None}), "empty"),
        (statement(timestamp="2026-01-02T03:04:05"), "timestamp"),
        (statement(timestamp="2999-01-02T03:04:05.678Z"), "future"),
        (statement(actor={"mbox": "mailto:a@example.org", "openid": "https://example.org"}), "actor"),
        (statement(id="2E5C1A86-6D1B-4A43-8F61-4A4F2C1F6F10"), "UUID"),
        (statement(extra=1), "extra"),
        (statement(verb={"id": "http://adlnet.gov/expapi/verbs/answered"}), "0 templates"),
        (statement(context={"platform": "Other"}), "no profile"),
    ],
)
def test_the_lrs_names_what_is_wrong_with_a_statement(given: dict[str, object], complaint: str | None) -> None:
    with running_lrs() as lrs:
        ask(f"{lrs.endpoint}statements", "POST", [given])
    text = "\n".join(lrs.violations)
    assert complaint in text if complaint else not text


def test_the_lrs_keeps_ids_etags_and_keys() -> None:
    with running_lrs() as lrs:
        url = f"{lrs.endpoint}statements"
        assert ask(url, "POST", [statement()])[0] == 200
        assert ask(url, "POST", [statement()])[0] == 200
        assert len(lrs.statements) == lrs.resent == 1
        assert ask(url, "POST", [statement(object={"id": "https://example.org/other"})])[0] == 409
        assert ask(url, "POST", [statement()], Authorization="Basic eDp5")[0] == 401
        assert ask(url, "POST", [statement()], X_Experience_API_Version="0.9")[0] == 400
        agent = "%7B%22mbox%22%3A%22mailto%3Aa%40example.org%22%7D"
        state = f"{lrs.endpoint}activities/state?activityId=https%3A%2F%2Fexample.org&agent={agent}&stateId=s"
        assert ask(state, "GET")[0] == 404
        assert ask(state, "PUT", {"a": 1})[0] == 204
        status, etag = ask(state, "GET")
        assert (status, etag[0]) == (200, '"')
        assert ask(state, "PUT", {"a": 2}, If_Match='"' + "0" * 40 + '"')[0] == 412
        assert ask(state, "PUT", {"a": 2}, If_Match=etag)[0] == 204
        assert ask(state, "PUT", {"a": 3}, If_None_Match="*")[0] == 412


def test_what_the_lms_gives_back_depends_on_the_exit() -> None:
    def after(exit_: str) -> Json:
        record = Record()
        core = {"exit": exit_, "lesson_status": "incomplete", "session_time": "00:00:02.50", "lesson_location": "here"}
        record.keep(Session(Launch(), record.start(Launch())), {"core": core, "suspend_data": "data"}, True)
        return record.start(Launch())

    kept, lost = after("suspend"), after("")
    assert kept["suspend_data"] == "data"
    assert kept["core"]["entry"] == "resume"
    assert kept["core"]["total_time"] == "0000:00:02.50"
    assert lost["suspend_data"] == lost["core"]["lesson_location"] == ""
