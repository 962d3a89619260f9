"""Part Three 2: resources lie below an endpoint, which clients write with and without a slash at its end."""

from __future__ import annotations

from tests.records.lrs.conformance.xapi import Xapi, new_id, statement


def test_an_endpoint_with_a_slash_before_the_path_of_a_resource_leads_there(xapi: Xapi) -> None:
    ident = new_id()
    assert xapi.put("/statements", {"statementId": ident}, statement()).status_code == 204
    assert xapi.get("/statements/", {"statementId": ident}).json()["id"] == ident
    assert xapi.get("//about").status_code == 200


def test_statements_tell_until_when_they_are_consistent_below_it_too(xapi: Xapi) -> None:
    refused = xapi.get("/statements", {"foo": "bar"})
    assert refused.status_code == 400
    assert "X-Experience-API-Consistent-Through" in refused.headers


def test_a_slash_inside_the_path_is_no_resource(xapi: Xapi) -> None:
    assert xapi.get("activities//state").status_code == 404
    assert xapi.get("/").status_code == 404
