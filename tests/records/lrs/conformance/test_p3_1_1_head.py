"""Part Three 1.1: HEAD is GET without the body."""

from __future__ import annotations

import pytest

from tests.records.lrs.conformance.xapi import ACTIVITY, AGENT, ALL, NEW, Documents, Xapi, statement


@pytest.mark.parametrize(
    ("resource", "about"),
    [
        ("about", {}),
        ("activities", {"activityId": ACTIVITY}),
        ("agents", {"agent": AGENT}),
        ("statements", {}),
    ],
)
def test_head_answers_as_get_does_but_without_a_body(xapi: Xapi, resource: str, about: dict[str, object]) -> None:
    assert xapi.post("statements", body=statement()).status_code == 200
    got, head = xapi.get(resource, about), xapi.send("HEAD", resource, about)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert head.headers["Content-Length"] == str(len(got.content))


@pytest.mark.parametrize("documents", ALL, ids=str)
def test_head_of_a_document_tells_its_tag_and_its_size(xapi: Xapi, documents: Documents) -> None:
    about = documents.one()
    xapi.put(documents.resource, about, b"\x00\xff", headers={**NEW, "Content-Type": "image/png"})
    head = xapi.send("HEAD", documents.resource, about)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == "image/png"
    assert head.headers["Content-Length"] == "2"
    assert head.headers["ETag"] == xapi.get(documents.resource, about).headers["ETag"]


def test_head_of_what_is_not_there(xapi: Xapi) -> None:
    found = xapi.send("HEAD", "agents/profile", {"agent": AGENT, "profileId": "none"})
    assert (found.status_code, found.content) == (404, b"")
