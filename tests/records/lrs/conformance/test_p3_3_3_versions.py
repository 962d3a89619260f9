"""Part Three 3.3: every request names its version, and is answered in it."""

from __future__ import annotations

import pytest

from builder.standards.xapi import VERSION_HEADER, Version
from tests.records.lrs.conformance.xapi import ALL, STATE, Xapi, new_id, statement

RESOURCES = ("statements", "activities", "agents", *(documents.resource for documents in ALL))


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_without_a_version_is_refused_with_or_without_a_credential(
    xapi: Xapi, resource: str, method: str
) -> None:
    for headers in ({VERSION_HEADER: None}, {VERSION_HEADER: None, "Authorization": None}):
        found = xapi.send(method, resource, headers=headers)
        assert found.status_code == 400
        assert found.headers[VERSION_HEADER] == Version.ONE


@pytest.mark.parametrize("told", ["1.0", "1.0.0", "1.0.1", "1.0.2", "1.0.3", "1.0.9", "1.0.32"])
def test_every_1_0_is_answered_as_1_0_3(one: Xapi, told: str) -> None:
    found = one.get("statements", headers={VERSION_HEADER: told})
    assert (found.status_code, found.headers[VERSION_HEADER]) == (200, "1.0.3")


@pytest.mark.parametrize("told", ["2.0", "2.0.0", "2.0.1"])
def test_every_2_0_is_answered_as_2_0_0(two: Xapi, told: str) -> None:
    found = two.get("statements", headers={VERSION_HEADER: told})
    assert (found.status_code, found.headers[VERSION_HEADER]) == (200, "2.0.0")


@pytest.mark.parametrize(
    "told", ["", "0.9", "0.95", "1", "1.1", "1.1.0", "1.0.", "1.0.x", "v1.0.3", "1.0.3.1", "2", "2.1.0", "3.0.0", "BAD"]
)
def test_other_versions_are_refused(xapi: Xapi, told: str) -> None:
    found = xapi.post("statements", body=statement(), headers={VERSION_HEADER: told})
    assert found.status_code == 400
    assert VERSION_HEADER in found.text
    assert xapi.get("statements").json()["statements"] == []


def test_every_answer_names_the_version(xapi: Xapi) -> None:
    about = STATE.one()
    answers = [
        xapi.post("statements", body=statement()),
        xapi.put(STATE.resource, about, {}, headers={"If-None-Match": "*"}),
        xapi.get(STATE.resource, about),
        xapi.get(STATE.resource, about, headers={"If-None-Match": "*"}),
        xapi.get("statements", {"statementId": new_id()}),
        xapi.get("statements", {"foo": "bar"}),
        xapi.delete("statements"),
        xapi.get("statements", headers={"Authorization": None}),
        xapi.get("nothing"),
    ]
    assert [found.status_code for found in answers] == [200, 204, 200, 304, 404, 400, 405, 401, 404]
    assert {found.headers[VERSION_HEADER] for found in answers} == {xapi.version}
