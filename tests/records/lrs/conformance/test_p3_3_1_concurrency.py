"""Part Three 3.1: entity tags keep one client from overwriting what another one wrote."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha1
from typing import Any

import pytest

from builder.records.lrs.resources.documents import LARGE
from builder.standards.xapi import Version
from tests.records.lrs.conformance.xapi import ACTIVITY_PROFILE, AGENT_PROFILE, ALL, NEW, STATE, Documents, Xapi

PROFILES = (AGENT_PROFILE, ACTIVITY_PROFILE)
OTHER = "1" * 40

every_resource = pytest.mark.parametrize("documents", ALL, ids=str)
every_change = pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])


def kept(xapi: Xapi, documents: Documents, body: Any) -> tuple[dict[str, Any], str]:
    """The parameters of a new document, and its tag with the quotes."""
    about = documents.one()
    found = xapi.put(documents.resource, about, body, headers=NEW)
    assert found.status_code == 204
    return about, found.headers["ETag"]


@every_resource
def test_the_tag_is_the_sha1_of_the_content_in_quotes(xapi: Xapi, documents: Documents) -> None:
    about, tag = kept(xapi, documents, {"a": 1})
    found = xapi.get(documents.resource, about)
    assert found.headers["ETag"] == tag == f'"{sha1(found.content).hexdigest()}"'


@every_resource
def test_whoever_answers_a_change_tells_the_tag_that_it_has_now(xapi: Xapi, documents: Documents) -> None:
    about, tag = kept(xapi, documents, {"a": 1})
    merged = xapi.post(documents.resource, about, {"b": 2}).headers["ETag"]
    assert tag != merged == xapi.get(documents.resource, about).headers["ETag"]


@every_resource
@every_change
def test_if_match_lets_through_who_knows_the_document(xapi: Xapi, documents: Documents, method: str) -> None:
    for form in ("{tag}", '"{other}", {tag}', '"{other}" ,W/{tag}', "W/{tag}", "{bare}", "{other},{bare}", "*"):
        about, tag = kept(xapi, documents, {"a": 1})
        told = form.format(tag=tag, bare=tag.strip('"'), other=OTHER)
        body = None if method == "DELETE" else {"b": 2}
        found = xapi.send(method, documents.resource, about, body=body, headers={"If-Match": told})
        assert found.status_code == 204, told
        assert xapi.get(documents.resource, about).text != '{"a": 1}'


@every_resource
@every_change
def test_if_match_stops_who_knows_another_one(xapi: Xapi, documents: Documents, method: str) -> None:
    about, _ = kept(xapi, documents, {"a": 1})
    for told in ("1234", '"1234"', f'"{OTHER}"', f'W/"{OTHER}", "b"', "", '""'):
        body = None if method == "DELETE" else {"b": 2}
        found = xapi.send(method, documents.resource, about, body=body, headers={"If-Match": told})
        assert found.status_code == 412, told
        assert found.headers["Content-Type"].startswith("text/plain")
    assert xapi.get(documents.resource, about).json() == {"a": 1}


@every_resource
@every_change
@pytest.mark.parametrize("told", ["*", f'"{OTHER}"'])
def test_if_match_stops_who_knows_one_that_is_not_there(
    xapi: Xapi, documents: Documents, method: str, told: str
) -> None:
    about = documents.one()
    body: Any = None if method == "DELETE" else {}
    found = xapi.send(method, documents.resource, about, body=body, headers={"If-Match": told})
    assert found.status_code == 412
    assert xapi.get(documents.resource, about).status_code == 404


@every_resource
@every_change
def test_if_none_match_stops_where_the_document_is(xapi: Xapi, documents: Documents, method: str) -> None:
    about, tag = kept(xapi, documents, {"a": 1})
    body = None if method == "DELETE" else {"b": 2}
    for told in ("*", tag, f"W/{tag}", f'"{OTHER}", {tag}'):
        found = xapi.send(method, documents.resource, about, body=body, headers={"If-None-Match": told})
        assert found.status_code == 412
    assert xapi.get(documents.resource, about).json() == {"a": 1}
    other = {"If-None-Match": f'"{OTHER}"'}
    assert xapi.send(method, documents.resource, about, body=body, headers=other).status_code == 204


@every_resource
def test_a_get_of_what_is_known_already_has_no_body(xapi: Xapi, documents: Documents) -> None:
    about, tag = kept(xapi, documents, {"a": 1})
    found = xapi.get(documents.resource, about, headers={"If-None-Match": tag})
    assert (found.status_code, found.content, found.headers["ETag"]) == (304, b"", tag)
    xapi.post(documents.resource, about, {"b": 2})
    assert xapi.get(documents.resource, about, headers={"If-None-Match": tag}).status_code == 200


@every_resource
def test_a_put_over_what_is_there_without_a_word_is_a_conflict(
    xapi: Xapi, version: Version, documents: Documents
) -> None:
    about, _ = kept(xapi, documents, {"a": 1})
    found = xapi.put(documents.resource, about, {"b": 2})
    if version is Version.ONE and documents is STATE:  # where 1.0.3 asks for no condition
        assert found.status_code == 204
        return
    assert found.status_code == 409
    assert "If-Match" in found.text
    assert xapi.get(documents.resource, about).json() == {"a": 1}


@every_resource
def test_a_put_of_something_new_without_a_word(xapi: Xapi, version: Version, documents: Documents) -> None:
    about = documents.one()
    found = xapi.put(documents.resource, about, {"a": 1})
    refused = version is Version.ONE and documents is not STATE
    assert found.status_code == (400 if refused else 204)
    assert xapi.get(documents.resource, about).status_code == (404 if refused else 200)


@every_resource
def test_a_post_and_a_delete_need_no_condition(xapi: Xapi, documents: Documents) -> None:
    about, _ = kept(xapi, documents, {"a": 1})
    assert xapi.post(documents.resource, about, {"b": 2}).status_code == 204
    assert xapi.delete(documents.resource, about).status_code == 204


@every_resource
def test_of_many_who_know_the_same_one_wins(xapi: Xapi, documents: Documents) -> None:
    about, tag = kept(xapi, documents, {"a": 1})

    def change(number: int) -> int:
        return xapi.put(documents.resource, about, {"n": number}, headers={"If-Match": tag}).status_code

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(change, range(16)))
    assert sorted(found) == [204] + [412] * 15
    assert json.loads(xapi.get(documents.resource, about).content) == {"n": found.index(204)}


@every_resource
@pytest.mark.parametrize("size", [0, 2 * LARGE])
def test_of_many_who_merge_nobody_loses_anything(xapi: Xapi, documents: Documents, size: int) -> None:
    about, _ = kept(xapi, documents, {"a": "a" * size})

    def merge(number: int) -> int:
        return xapi.post(documents.resource, about, {f"n{number}": number}).status_code

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(merge, range(16))) == {204}
    merged = {f"n{number}": number for number in range(16)}
    assert xapi.get(documents.resource, about).json() == {"a": "a" * size, **merged}


@every_resource
def test_a_condition_holds_for_what_is_large_too(xapi: Xapi, documents: Documents) -> None:
    about, tag = kept(xapi, documents, {"a": "a" * 2 * LARGE})
    assert xapi.post(documents.resource, about, {"b": 1}, headers={"If-Match": f'"{OTHER}"'}).status_code == 412
    assert xapi.post(documents.resource, about, {"b": "b" * 2 * LARGE}, headers={"If-Match": tag}).status_code == 204
    assert xapi.post(documents.resource, about, [1]).status_code == 400
    assert set(xapi.get(documents.resource, about).json()) == {"a", "b"}
