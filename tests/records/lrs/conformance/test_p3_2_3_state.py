"""Part Three 2.3: State, for an activity, an agent and perhaps a registration."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.lrs.conformance.xapi import ACTIVITY, AGENT, STATE, Xapi, new_id

ONE, TWO = new_id(), new_id()


def keep(xapi: Xapi, name: str, registration: str | None = None) -> None:
    told = {} if registration is None else {"registration": registration}
    headers = {"If-None-Match": "*"}
    found = xapi.put(STATE.resource, STATE.one(name, **told), {"of": registration}, headers=headers)
    assert found.status_code == 204


def listed(xapi: Xapi, **about: Any) -> list[str]:
    return sorted(xapi.get(STATE.resource, {**STATE.place, **about}).json())


def test_a_registration_has_states_of_its_own(xapi: Xapi) -> None:
    for registration in (None, ONE, TWO):
        keep(xapi, "page", registration)
    assert xapi.get(STATE.resource, STATE.one("page")).json() == {"of": None}
    for registration in (ONE, TWO):
        assert xapi.get(STATE.resource, STATE.one("page", registration=registration)).json() == {"of": registration}
        upper = STATE.one("page", registration=registration.upper())
        assert xapi.get(STATE.resource, upper).json() == {"of": registration}
    assert xapi.delete(STATE.resource, STATE.one("page", registration=ONE)).status_code == 204
    assert xapi.get(STATE.resource, STATE.one("page")).status_code == 200
    assert xapi.get(STATE.resource, STATE.one("page", registration=ONE)).status_code == 404


def test_ids_are_those_of_the_registration_and_without_one_those_of_all(xapi: Xapi) -> None:
    keep(xapi, "a")
    keep(xapi, "b", ONE)
    keep(xapi, "c", TWO)
    keep(xapi, "both", ONE)
    keep(xapi, "both", TWO)
    assert listed(xapi) == ["a", "b", "both", "c"]
    assert listed(xapi, registration=ONE) == ["b", "both"]
    assert listed(xapi, registration=new_id()) == []


def test_all_states_of_a_registration_are_deleted_at_once(xapi: Xapi) -> None:
    keep(xapi, "a")
    keep(xapi, "b", ONE)
    keep(xapi, "c", TWO)
    assert xapi.delete(STATE.resource, {**STATE.place, "registration": ONE}).status_code == 204
    assert listed(xapi) == ["a", "c"]
    assert xapi.delete(STATE.resource, STATE.place).status_code == 204
    assert listed(xapi) == []


@pytest.mark.parametrize(
    "other",
    [
        {"activityId": "https://example.org/another"},
        {"agent": {"mbox": "mailto:other@example.org"}},
        {"agent": {"account": {"homePage": "https://lms.example.org", "name": "learner 2"}}},
    ],
)
def test_states_are_of_one_activity_and_one_agent(xapi: Xapi, other: dict[str, Any]) -> None:
    keep(xapi, "page")
    assert listed(xapi, **other) == []
    assert xapi.delete(STATE.resource, {**STATE.place, **other}).status_code == 204
    assert listed(xapi) == ["page"]


def test_an_agent_is_known_by_its_identifier_alone(xapi: Xapi) -> None:
    keep(xapi, "page")
    same = {"name": "Somebody", "account": {"name": "learner 1", "homePage": "https://lms.example.org"}}
    assert listed(xapi, agent=same) == ["page"]
    assert listed(xapi, agent={**AGENT, "name": "Somebody Else"}) == ["page"]


def test_a_group_with_an_identifier_has_states_too(xapi: Xapi) -> None:
    crew = {"objectType": "Group", "mbox": "mailto:crew@example.org", "member": [AGENT]}
    about = {"activityId": ACTIVITY, "agent": crew, "stateId": "page"}
    assert xapi.put(STATE.resource, about, {"a": 1}).status_code == 204
    assert xapi.get(STATE.resource, about).json() == {"a": 1}
    assert listed(xapi) == []


def test_since_does_not_matter_where_one_document_is_asked_for(xapi: Xapi) -> None:
    keep(xapi, "page")
    about = STATE.one("page", since="2100-01-01T00:00:00Z")
    assert xapi.get(STATE.resource, about).status_code == 200


def test_since_is_no_parameter_of_what_changes_something(xapi: Xapi) -> None:
    about = STATE.one(since="2020-01-01T00:00:00Z")
    assert xapi.put(STATE.resource, about, {}).status_code == 400
    assert xapi.delete(STATE.resource, about).status_code == 400
