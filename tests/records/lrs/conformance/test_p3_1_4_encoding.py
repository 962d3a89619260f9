"""Part Three 1.4: everything is UTF-8, in bodies and in addresses."""

from __future__ import annotations

import pytest

from builder.standards.xapi import VERSION_HEADER
from tests.records.lrs.conformance.xapi import ACTIVITY, ALL, NEW, Documents, Xapi, new_id, statement

TEXT = "\u00dcbung \u65e5\u672c\u8a9e \u0639\u0631\u0628\u0649 \U0001f692"


def test_statements_come_back_in_every_script(xapi: Xapi) -> None:
    id_ = new_id()
    verb = {"id": f"https://example.org/{id_}", "display": {"de": TEXT}}
    assert xapi.post("statements", body=statement(id=id_, verb=verb)).status_code == 200
    assert xapi.get("statements", {"statementId": id_}).json()["verb"] == verb


@pytest.mark.parametrize("documents", ALL, ids=str)
def test_documents_and_their_names_come_back_in_every_script(xapi: Xapi, documents: Documents) -> None:
    about = documents.one(TEXT)
    assert xapi.put(documents.resource, about, {TEXT: TEXT}, headers=NEW).status_code == 204
    assert xapi.get(documents.resource, about).json() == {TEXT: TEXT}
    assert xapi.get(documents.resource, documents.place).json() == [TEXT]


@pytest.mark.parametrize("query", ["activityId=%ff", "activityId=a%00b", "activityId=%ED%A0%80"])
def test_an_address_that_is_not_utf_8_is_refused(xapi: Xapi, query: str) -> None:
    headers = {name: value for name, value in xapi.headers.items() if value is not None}
    found = xapi.http.get(f"/xapi/activities?{query}", headers={**headers, VERSION_HEADER: xapi.version.value})
    assert found.status_code == 400


def test_json_that_is_not_utf_8_is_refused(xapi: Xapi) -> None:
    body = '{"name":"\u00e9"}'.encode("latin-1")
    for type_ in ("application/json", "application/json; charset=ISO-8859-1"):
        about = {"activityId": ACTIVITY, "profileId": new_id()}
        assert xapi.put("activities/profile", about, {}, headers=NEW).status_code == 204
        assert xapi.post("activities/profile", about, body, headers={"Content-Type": type_}).status_code == 400


def test_a_body_that_is_packed_is_refused(xapi: Xapi) -> None:
    headers = {**NEW, "Content-Encoding": "gzip", "Content-Type": "application/json"}
    about = {"activityId": ACTIVITY, "profileId": new_id()}
    assert xapi.put("activities/profile", about, b"\x1f\x8b", headers=headers).status_code == 415
    assert xapi.get("activities/profile", about).status_code == 404
