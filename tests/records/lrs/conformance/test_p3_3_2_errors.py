"""Part Three 3.2: each fault by its status, with a text that says what to change."""

from __future__ import annotations

from typing import Any

import pytest

from builder.records.lrs.resources import RESOURCES
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Limits, Settings
from builder.standards.xapi import VERSION_HEADER, Version
from tests.records.lrs.conformance.xapi import (
    ACTIVITY,
    ACTIVITY_PROFILE,
    AGENT,
    AGENT_PROFILE,
    ALL,
    NEW,
    STATE,
    Xapi,
    new_id,
    statement,
)
from tests.records.lrs.conftest import Lrs

METHODS = {"GET", "PUT", "POST", "DELETE"}
ABOUT: dict[str, dict[str, Any]] = {
    "about": {},
    "activities": {"activityId": ACTIVITY},
    "activities/profile": {"activityId": ACTIVITY},
    "activities/state": {"activityId": ACTIVITY, "agent": AGENT},
    "agents": {"agent": AGENT},
    "agents/profile": {"agent": AGENT},
    "statements": {},
}


def test_the_resources_are_those_of_the_specification() -> None:
    assert set(RESOURCES) == set(ABOUT)


@pytest.mark.parametrize("resource", ABOUT)
def test_a_method_that_a_resource_has_not_is_405_for_anybody(xapi: Xapi, resource: str) -> None:
    for method in (METHODS | {"PATCH", "TRACE"}) - set(RESOURCES[resource].methods):
        for headers in ({}, {"Authorization": None, VERSION_HEADER: None}):
            found = xapi.send(method, resource, ABOUT[resource], headers=headers)
            assert found.status_code == 405
            assert found.headers["Allow"].split(", ") == ["HEAD", *RESOURCES[resource].methods]
            assert VERSION_HEADER in found.headers


@pytest.mark.parametrize("resource", ["", "nothing", "statements/more", "Statements", "activities/states", "about/x"])
def test_a_resource_that_is_not_there_is_404(xapi: Xapi, resource: str) -> None:
    found = xapi.get(resource)
    assert found.status_code == 404
    assert found.headers[VERSION_HEADER] == xapi.version


@pytest.mark.parametrize("resource", ABOUT)
def test_a_parameter_that_is_unknown_or_spelled_in_another_case_is_400(xapi: Xapi, resource: str) -> None:
    assert xapi.get(resource, ABOUT[resource]).status_code == 200
    assert xapi.get(resource, {**ABOUT[resource], "foo": "bar"}).status_code == 400
    for name in ABOUT[resource]:
        about = {(key.title() if key == name else key): one for key, one in ABOUT[resource].items()}
        assert xapi.get(resource, about).status_code == 400


@pytest.mark.parametrize("name", ["StatementId", "Agent", "Verb", "Since", "LIMIT", "Format", "related_Agents"])
def test_the_right_spelling_is_told(xapi: Xapi, name: str) -> None:
    found = xapi.get("statements", {name: "1"})
    assert found.status_code == 400
    assert name in found.text
    assert any(word.lower() == name.lower() for word in found.text.replace(name, "").split())


def test_a_parameter_twice_is_400(xapi: Xapi) -> None:
    headers = {name: value for name, value in xapi.headers.items() if value is not None}
    address = f"/xapi/activities?activityId={ACTIVITY}&activityId={ACTIVITY}"
    assert xapi.http.get(address, headers={**headers, VERSION_HEADER: xapi.version.value}).status_code == 400


def test_many_parameters_are_400(xapi: Xapi) -> None:
    assert xapi.get("statements", {f"p{number}": "1" for number in range(2000)}).status_code == 400


def test_an_address_with_a_slash_at_its_end_is_the_same(xapi: Xapi) -> None:
    assert xapi.get("about/").status_code == 200


def test_faults_are_texts_in_the_version_of_the_request(xapi: Xapi) -> None:
    found = xapi.get("activities", {"activityId": "no IRI"})
    assert found.status_code == 400
    assert found.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert found.headers[VERSION_HEADER] == xapi.version
    assert "activityId" in found.text


def test_of_a_batch_with_a_fault_nothing_is_stored(xapi: Xapi) -> None:
    right, wrong = statement(id=new_id()), statement(id=new_id(), verb={"id": "no IRI"})
    found = xapi.post("statements", body=[right, wrong])
    assert found.status_code == 400
    assert "verb.id" in found.text
    assert xapi.get("statements", {"statementId": right["id"]}).status_code == 404


def test_who_sends_a_document_nobody_could_read_hears_why(xapi: Xapi) -> None:
    about = STATE.one(agent={"mbox": "nobody"})
    assert "mbox" in xapi.get(STATE.resource, about).text


WRITING = {STATE.resource: {Scope.STATE}, AGENT_PROFILE.resource: {Scope.PROFILE}}
WRITING[ACTIVITY_PROFILE.resource] = {Scope.PROFILE}


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("documents", ALL, ids=str)
def test_a_scope_opens_documents_for_reading_and_for_writing(
    store: Lrs, version: Version, agency: str, documents: Any, scope: Scope
) -> None:
    headers = store.credential(scope, agency=agency)
    held = Xapi(version, store.http, {"Authorization": headers["Authorization"]})
    writes = scope in WRITING[documents.resource] | {Scope.ALL}
    reads = writes or scope is Scope.ALL_READ
    about = documents.one()
    assert held.put(documents.resource, about, {}, headers=NEW).status_code == (204 if writes else 403)
    assert held.post(documents.resource, about, {}).status_code == (204 if writes else 403)
    assert held.get(documents.resource, about).status_code == (200 if writes else 404 if reads else 403)
    assert held.get(documents.resource, documents.place).status_code == (200 if reads else 403)
    assert held.delete(documents.resource, about).status_code == (204 if writes else 403)


@pytest.mark.parametrize("resource", sorted(set(ABOUT) - {"statements"}))
def test_nobody_sends_more_than_a_document_where_there_are_no_files(
    store: Lrs, xapi: Xapi, resource: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.service, "settings", Settings(limits=Limits(document=100)))
    found = xapi.get(resource, ABOUT[resource], body=b"a" * 101)
    assert found.status_code == 413
