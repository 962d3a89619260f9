"""Part Three 2.5: the Activities resource gives all that is known of an activity."""

from __future__ import annotations

import pytest

from builder.standards.xapi import Version
from tests.records.lrs.conformance.xapi import ACTIVITY, Xapi, statement
from tests.records.lrs.conftest import Lrs

DEFINITION = {
    "type": "http://adlnet.gov/expapi/activities/course",
    "name": {"en-US": "Course"},
    "description": {"en-US": "What it is about"},
    "moreInfo": "https://example.org/more",
    "extensions": {"https://example.org/extension": {"a": [1, None]}},
}


def test_an_activity_has_the_definition_of_its_statements(xapi: Xapi) -> None:
    activity = {"objectType": "Activity", "id": ACTIVITY, "definition": DEFINITION}
    xapi.post("statements", body=statement(object=activity))
    found = xapi.get("activities", {"activityId": ACTIVITY})
    assert (found.status_code, found.json()) == (200, activity)
    assert found.headers["Content-Type"] == "application/json"


def test_what_several_statements_tell_is_merged(xapi: Xapi) -> None:
    second = {"name": {"fr-FR": "Cours"}, "extensions": {"https://example.org/other": 2}}
    bodies = [statement(object={"id": ACTIVITY, "definition": one}) for one in (DEFINITION, second)]
    xapi.post("statements", body=[*bodies, statement()])
    found = xapi.get("activities", {"activityId": ACTIVITY}).json()["definition"]
    assert found["name"] == {"en-US": "Course", "fr-FR": "Cours"}
    assert found["type"] == DEFINITION["type"]
    assert set(found["extensions"]) == {"https://example.org/extension", "https://example.org/other"}


def test_an_activity_that_nobody_told_of_is_given_by_its_id(xapi: Xapi) -> None:
    id_ = "https://example.org/never-seen/\u00fc?a=b#c"
    found = xapi.get("activities", {"activityId": id_})
    assert (found.status_code, found.json()) == (200, {"objectType": "Activity", "id": id_})


@pytest.mark.parametrize("about", [{}, {"activityId": "true"}, {"activityId": ""}, {"activityID": ACTIVITY}])
def test_its_id_is_required_and_an_iri(xapi: Xapi, about: dict[str, str]) -> None:
    assert xapi.get("activities", about).status_code == 400


def test_a_definition_of_another_agency_is_not_told(store: Lrs, xapi: Xapi, version: Version) -> None:
    xapi.post("statements", body=statement(object={"id": ACTIVITY, "definition": DEFINITION}))
    for agency in ("another agency", ""):
        other = Xapi(version, store.http, {"Authorization": store.credential(agency=agency)["Authorization"]})
        assert "definition" not in other.get("activities", {"activityId": ACTIVITY}).json()
