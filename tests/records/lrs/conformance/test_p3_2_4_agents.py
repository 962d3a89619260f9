"""Part Three 2.4: the Agents resource gives a Person."""

from __future__ import annotations

from typing import Any

import pytest

from builder.standards.xapi import Version
from tests.records.lrs.conformance.xapi import AGENT, Xapi, statement
from tests.records.lrs.conftest import Lrs

IDENTIFIERS: tuple[dict[str, Any], ...] = (
    {"mbox": "mailto:learner@example.org"},
    {"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"},
    {"openid": "https://openid.example.org/12345"},
    {"account": {"homePage": "https://lms.example.org", "name": "12345"}},
)


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda one: next(iter(one)))
def test_a_person_has_arrays_of_what_is_known(xapi: Xapi, identifier: dict[str, Any]) -> None:
    for name in ("Learner One", "L. One", "Learner One"):
        xapi.post("statements", body=statement(actor={"name": name, **identifier}))
    found = xapi.get("agents", {"agent": identifier})
    assert found.status_code == 200
    person = found.json()
    assert sorted(person.pop("name")) == ["L. One", "Learner One"]
    assert person == {"objectType": "Person", **{name: [one] for name, one in identifier.items()}}


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda one: next(iter(one)))
def test_a_person_of_whom_nothing_is_known_has_what_the_request_tells(xapi: Xapi, identifier: dict[str, Any]) -> None:
    person = {"objectType": "Person", **{name: [one] for name, one in identifier.items()}}
    assert xapi.get("agents", {"agent": identifier}).json() == person
    assert xapi.get("agents", {"agent": {"name": "N", **identifier}}).json() == {**person, "name": ["N"]}


def test_names_are_known_from_wherever_the_agent_stands_in_a_statement(xapi: Xapi) -> None:
    mentor = {"mbox": "mailto:mentor@example.org"}
    context = {"instructor": {"name": "Mentor", **mentor}}
    inner = {"objectType": "SubStatement", **statement(actor={"name": "M.", **mentor})}
    xapi.post("statements", body=statement(context=context))
    xapi.post("statements", body=statement(object=inner))
    assert sorted(xapi.get("agents", {"agent": mentor}).json()["name"]) == ["M.", "Mentor"]


@pytest.mark.parametrize(
    "agent",
    [
        {"objectType": "Agent", "name": "nobody"},
        {"objectType": "Group", "mbox": "mailto:crew@example.org"},
        {"mbox": "mailto:a@example.org", "openid": "https://example.org"},
        {"mbox": "mailto:a@example.org", "age": 5},
        "not JSON",
        True,
        [],
    ],
)
def test_what_is_no_agent_is_refused(xapi: Xapi, agent: Any) -> None:
    found = xapi.get("agents", {"agent": agent})
    assert found.status_code == 400
    assert "agent" in found.text


def test_the_agent_is_required_and_nothing_else_is_known(xapi: Xapi) -> None:
    assert xapi.get("agents").status_code == 400
    assert xapi.get("agents", {"agent": AGENT, "since": "2026-01-01T00:00:00Z"}).status_code == 400


def test_names_of_another_agency_are_not_told(store: Lrs, xapi: Xapi, version: Version) -> None:
    agent = {"mbox": "mailto:somebody@example.org"}
    xapi.post("statements", body=statement(actor={"name": "Somebody", **agent}))
    other = Xapi(version, store.http, {"Authorization": store.credential(agency="another agency")["Authorization"]})
    assert "name" not in other.get("agents", {"agent": agent}).json()
