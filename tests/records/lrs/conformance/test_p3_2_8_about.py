"""Part Three 2.8: the About resource tells anybody which versions are spoken."""

from __future__ import annotations

from builder.standards.xapi import VERSION_HEADER
from tests.records.lrs.conformance.xapi import Xapi

OF_ONE = ["1.0.0", "1.0.1", "1.0.2", "1.0.3"]


def test_about_needs_neither_a_credential_nor_a_version(xapi: Xapi) -> None:
    found = xapi.get("about", headers={"Authorization": None, VERSION_HEADER: None})
    assert found.status_code == 200
    assert found.json()["version"] == [*OF_ONE, "2.0.0"]
    assert isinstance(found.json()["extensions"], dict)
    assert found.headers[VERSION_HEADER] == "1.0.3"


def test_who_speaks_1_0_is_told_the_versions_that_1_0_3_lists(one: Xapi) -> None:
    assert one.get("about").json()["version"] == OF_ONE


def test_who_speaks_2_0_is_told_all(two: Xapi) -> None:
    found = two.get("about")
    assert found.json()["version"] == [*OF_ONE, "2.0.0"]
    assert found.headers[VERSION_HEADER] == "2.0.0"


def test_a_version_that_is_not_spoken_is_no_hindrance(xapi: Xapi) -> None:
    assert xapi.get("about", headers={VERSION_HEADER: "7"}).status_code == 200


def test_about_has_no_parameters(xapi: Xapi) -> None:
    assert xapi.get("about", {"version": "1"}).status_code == 400
