"""Part Three 1.3: the alternate request syntax of 1.0.3, and that 2.0 has none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from httpx2 import Response

from builder.standards.xapi import VERSION_HEADER
from tests.records.lrs.conformance.xapi import STATE, Xapi, new_id, statement

FORM = "application/x-www-form-urlencoded"


def ask(
    xapi: Xapi, method: str, resource: str, form: Mapping[str, str], headers: Mapping[str, str | None] | None = None
) -> Response:
    """The request in the form, in a POST."""
    told = {"Content-Type": FORM, **(headers or {})}
    return xapi.post(resource, {"method": method}, urlencode(form), headers=told)


def texts(about: Mapping[str, object]) -> dict[str, str]:
    return {name: one if isinstance(one, str) else json.dumps(one) for name, one in about.items()}


def test_every_method_may_be_asked_for_in_a_form(one: Xapi) -> None:
    about = texts(STATE.one())
    assert ask(one, "PUT", STATE.resource, {**about, "content": '{"page":1}'}).status_code == 204
    assert ask(one, "POST", STATE.resource, {**about, "content": '{"score":2}'}).status_code == 204
    found = ask(one, "GET", STATE.resource, about)
    assert (found.status_code, found.json()) == (200, {"page": 1, "score": 2})
    assert ask(one, "DELETE", STATE.resource, about).status_code == 204
    assert ask(one, "GET", STATE.resource, about).status_code == 404


def test_statements_are_stored_and_found_by_forms(one: Xapi) -> None:
    id_ = new_id()
    sent = {"statementId": id_, "content": json.dumps(statement())}
    assert ask(one, "PUT", "statements", sent).status_code == 204
    assert ask(one, "GET", "statements", {"statementId": id_}).json()["id"] == id_
    assert set(ask(one, "GET", "statements", {"limit": "1"}).json()) == {"statements", "more"}


def test_headers_stand_in_the_form_and_go_before_those_of_the_request(one: Xapi) -> None:
    about = texts(STATE.one())
    held = {**one.headers, VERSION_HEADER: "1.0.3"}
    form = {**about, **{name: value or "" for name, value in held.items()}, "Content-Type": "text/plain"}
    bare = {"Authorization": None, VERSION_HEADER: None}
    assert ask(one, "PUT", STATE.resource, {**form, "content": "Seite 3 \u2713"}, bare).status_code == 204
    found = ask(one, "GET", STATE.resource, about)
    assert (found.headers["Content-Type"], found.content.decode()) == ("text/plain", "Seite 3 \u2713")
    wrong = {**about, "If-Match": '"no"', "content": "other"}
    assert ask(one, "PUT", STATE.resource, wrong, {"If-Match": found.headers["ETag"]}).status_code == 412
    assert ask(one, "GET", STATE.resource, {**about, VERSION_HEADER: "0.8"}).status_code == 400
    assert ask(one, "GET", STATE.resource, about, {"Authorization": None}).status_code == 401


@pytest.mark.parametrize(
    ("case", "method", "query", "form", "headers"),
    [
        ("another parameter in the query", "PUT", {"statementId": new_id()}, {"content": "{}"}, {}),
        ("no content", "PUT", {}, {"statementId": new_id()}, {}),
        ("a method that there is not", "FETCH", {}, {}, {}),
        ("a parameter that there is not", "GET", {}, {"happy": "day"}, {}),
        ("another type than that of a form", "GET", {}, {}, {"Content-Type": "application/json"}),
        ("no type", "GET", {}, {}, {"Content-Type": None}),
    ],
)
def test_a_form_that_is_not_right_is_refused(
    one: Xapi, case: str, method: str, query: dict[str, str], form: dict[str, str], headers: dict[str, str | None]
) -> None:
    told = {"Content-Type": FORM, **headers}
    found = one.post("statements", {"method": method, **query}, urlencode(form), headers=told)
    assert found.status_code == 400, case


def test_a_body_that_is_no_form_is_refused(one: Xapi) -> None:
    body = json.dumps({"statementId": new_id(), "content": json.dumps(statement())})
    assert one.post("statements", {"method": "PUT"}, body, headers={"Content-Type": FORM}).status_code == 400
    assert one.post("statements", {"method": "PUT"}, b"a=%ff", headers={"Content-Type": FORM}).status_code == 400
    twice = b"statementId=1&statementId=2"
    assert one.post("statements", {"method": "GET"}, twice, headers={"Content-Type": FORM}).status_code == 400


def test_it_is_issued_as_a_post(one: Xapi) -> None:
    form = urlencode({"content": json.dumps(statement())})
    for method in ("PUT", "GET"):
        found = one.send(method, "statements", {"method": "POST"}, body=form, headers={"Content-Type": FORM})
        assert found.status_code == 400


def test_two_has_no_such_syntax(two: Xapi) -> None:
    found = ask(two, "GET", "statements", {"limit": "1"})
    assert found.status_code == 400
    assert "2.0" in found.text
