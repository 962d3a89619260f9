"""Part Three 2.2: what the State, Agent Profile and Activity Profile resources share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from builder.records.lrs.service import Limits, Settings
from builder.records.lrs.store.database import Session
from builder.records.lrs.times import text_of
from builder.standards.xapi import Version
from tests.records.lrs.conformance.xapi import ALL, NEW, STATE, Documents, Xapi, new_id
from tests.records.lrs.conftest import Lrs

BYTES = bytes(range(256)) * 3
HOUR = 3600 * 1_000_000

every_resource = pytest.mark.parametrize("documents", ALL, ids=str)


def kept(xapi: Xapi, documents: Documents, body: Any, type_: str = "application/json") -> dict[str, Any]:
    """The parameters of a new document."""
    about = documents.one()
    headers = {**NEW, "Content-Type": type_}
    assert xapi.put(documents.resource, about, body, headers=headers).status_code == 204
    return about


@every_resource
@pytest.mark.parametrize("type_", ["application/octet-stream", "text/html; charset=ISO-8859-1", "application/json"])
def test_a_document_comes_back_byte_by_byte_with_its_type(xapi: Xapi, documents: Documents, type_: str) -> None:
    about = kept(xapi, documents, BYTES, type_)
    found = xapi.get(documents.resource, about)
    assert (found.status_code, found.content, found.headers["Content-Type"]) == (200, BYTES, type_)


@every_resource
def test_an_empty_document_is_one_when_it_has_a_type(xapi: Xapi, documents: Documents) -> None:
    about = kept(xapi, documents, b"", "text/plain")
    found = xapi.get(documents.resource, about)
    assert (found.status_code, found.content) == (200, b"")
    assert xapi.put(documents.resource, documents.one(), headers=NEW).status_code == 400
    assert xapi.post(documents.resource, documents.one()).status_code == 400


@every_resource
def test_what_came_without_a_type_is_bytes(xapi: Xapi, documents: Documents) -> None:
    about = documents.one()
    xapi.put(documents.resource, about, b"abc", headers={**NEW, "Content-Type": None})
    assert xapi.get(documents.resource, about).headers["Content-Type"] == "application/octet-stream"


@every_resource
@pytest.mark.parametrize("type_", ["json", "text/", "/plain", "a b/c", "text/plain, text/html"])
def test_a_type_that_is_none_is_refused(xapi: Xapi, documents: Documents, type_: str) -> None:
    about = documents.one()
    assert xapi.put(documents.resource, about, b"abc", headers={**NEW, "Content-Type": type_}).status_code == 400
    assert xapi.get(documents.resource, about).status_code == 404


@every_resource
def test_a_post_makes_a_document_as_a_put_does(xapi: Xapi, documents: Documents) -> None:
    for body in ({"a": 1}, {}, "1", "true", BYTES):
        about = documents.one()
        assert xapi.post(documents.resource, about, body).status_code == 204
        assert xapi.get(documents.resource, about).status_code == 200


@every_resource
def test_a_post_merges_the_properties_of_the_first_level(xapi: Xapi, documents: Documents) -> None:
    about = kept(xapi, documents, {"car": {"make": "A", "model": "B"}, "driver": "C", "n": 1.5})
    sent = {"car": {"make": "D"}, "lap": [1, 2], "driver": None}
    for type_ in ("application/json", "application/json; charset=UTF-8", "Application/JSON;charset=utf-8"):
        assert xapi.post(documents.resource, about, sent, headers={"Content-Type": type_}).status_code == 204
        assert xapi.get(documents.resource, about).json() == {
            "car": {"make": "D"},
            "driver": None,
            "n": 1.5,
            "lap": [1, 2],
        }


@every_resource
@pytest.mark.parametrize(
    ("old", "old_type", "new", "new_type"),
    [
        (b'{"a":1}', "application/json", b"abc", "application/octet-stream"),
        (b'{"a":1}', "application/json", b'{"b":2}', "not/json"),
        (b'{"a":1}', "application/json", b'{"b":2}{', "application/json"),
        (b'{"a":1}', "application/json", b"[1]", "application/json"),
        (b'{"a":1}', "application/json", b'{"b":NaN}', "application/json"),
        (b'{"a":1}', "application/json", b'{"b":1,"b":2}', "application/json"),
        (b'{"a":1}', "application/json", b'{"b":' + b"[" * 200_000, "application/json"),
        (b'{"a":1}', "application/json", b"", "application/json"),
        (b'{"a":1}', "text/plain", b'{"b":2}', "application/json"),
        (b"[1]", "application/json", b'{"b":2}', "application/json"),
        (b"/ no json /", "application/json", b'{"b":2}', "application/json"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_changes_nothing(
    xapi: Xapi, documents: Documents, old: bytes, old_type: str, new: bytes, new_type: str
) -> None:
    about = kept(xapi, documents, old, old_type)
    assert xapi.post(documents.resource, about, new, headers={"Content-Type": new_type}).status_code == 400
    found = xapi.get(documents.resource, about)
    assert (found.content, found.headers["Content-Type"]) == (old, old_type)


@every_resource
def test_a_post_of_what_is_called_json_but_is_none_is_refused(xapi: Xapi, documents: Documents) -> None:
    about = documents.one()
    headers = {"Content-Type": "application/json"}
    assert xapi.post(documents.resource, about, b'{"a":1}[', headers=headers).status_code == 400
    assert xapi.get(documents.resource, about).status_code == 404


@every_resource
def test_a_put_replaces_content_and_type(xapi: Xapi, documents: Documents) -> None:
    about = kept(xapi, documents, {"a": 1})
    headers = {"If-Match": xapi.get(documents.resource, about).headers["ETag"], "Content-Type": "text/plain"}
    assert xapi.put(documents.resource, about, b"b", headers=headers).status_code == 204
    found = xapi.get(documents.resource, about)
    assert (found.text, found.headers["Content-Type"]) == ("b", "text/plain")


@every_resource
def test_a_document_that_is_deleted_is_gone_and_may_be_deleted_again(xapi: Xapi, documents: Documents) -> None:
    about, other = kept(xapi, documents, {}), kept(xapi, documents, {})
    for _ in range(2):
        assert xapi.delete(documents.resource, about).status_code == 204
        assert xapi.get(documents.resource, about).status_code == 404
    assert xapi.get(documents.resource, other).status_code == 200


@every_resource
def test_ids_are_listed_as_an_array(xapi: Xapi, documents: Documents) -> None:
    assert xapi.get(documents.resource, documents.place).json() == []
    names = [kept(xapi, documents, {})[documents.id] for _ in range(3)]
    found = xapi.get(documents.resource, documents.place)
    assert (found.status_code, found.json()) == (200, names)
    assert found.headers["Content-Type"] == "application/json"


@every_resource
def test_ids_since_are_of_those_changed_after_it(
    store: Lrs, xapi: Xapi, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = store.service.clock()
    monkeypatch.setattr(store.service, "clock", lambda: now - HOUR)
    early = kept(xapi, documents, {})
    monkeypatch.setattr(store.service, "clock", lambda: now)
    late = kept(xapi, documents, {})

    def since(time: int) -> Any:
        return xapi.get(documents.resource, {**documents.place, "since": text_of(time)}).json()

    assert since(now - HOUR - 1) == [early[documents.id], late[documents.id]]
    assert since(now - HOUR) == [late[documents.id]]
    assert since(now) == []
    assert xapi.post(documents.resource, early, {"a": 1}).status_code == 204
    assert early[documents.id] in since(now - 1)


@every_resource
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_document_that_waited_for_its_turn_changed_when_it_was_stored(
    store: Lrs, xapi: Xapi, documents: Documents, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asked meanwhile, and asks then for what has changed since, must be told of it."""
    now, write = store.service.clock(), store.service.database.write
    monkeypatch.setattr(store.service, "clock", lambda: now)

    def later(job: Callable[[Session], object]) -> Future[object]:
        monkeypatch.setattr(store.service, "clock", lambda: now + HOUR)
        return write(job)

    monkeypatch.setattr(store.service.database, "write", later)
    about = documents.one()
    assert xapi.send(method, documents.resource, about, body={}, headers=NEW).status_code == 204
    asked = {**documents.place, "since": text_of(now + HOUR - 1)}
    assert about[documents.id] in xapi.get(documents.resource, asked).json()


@every_resource
def test_the_time_of_the_last_change_is_told(
    store: Lrs, xapi: Xapi, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_800_000_000 * 1_000_000
    monkeypatch.setattr(store.service, "clock", lambda: now)
    about = kept(xapi, documents, {"a": 1})
    monkeypatch.setattr(store.service, "clock", lambda: now + HOUR)
    first = parsedate_to_datetime(xapi.get(documents.resource, about).headers["Last-Modified"])
    xapi.post(documents.resource, about, {"a": 1})
    for asked in (about, documents.place):
        last = parsedate_to_datetime(xapi.get(documents.resource, asked).headers["Last-Modified"])
        assert (last - first).total_seconds() == 3600
    assert first.timestamp() == 1_800_000_000


@every_resource
def test_a_name_may_be_any_text(xapi: Xapi, documents: Documents) -> None:
    names = ["", " ", "a/b?c&d=e", "x" * 3000, "'; DROP TABLE document; --", "%", "\u0001"]
    for name in names:
        about = {**documents.place, documents.id: name}
        assert xapi.put(documents.resource, about, {"name": name}, headers=NEW).status_code == 204
        assert xapi.get(documents.resource, about).json() == {"name": name}
    assert sorted(xapi.get(documents.resource, documents.place).json()) == sorted(names)


@every_resource
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_parameters_that_are_missing_misspelled_unknown_or_wrong_are_refused(
    xapi: Xapi, documents: Documents, method: str
) -> None:
    about = documents.one()
    body: Any = {} if method in ("PUT", "POST") else None
    wrong: list[dict[str, Any]] = [{**about, "foo": "bar"}, {**about, documents.id.lower(): "a"}]
    listing = method == "GET" or (method == "DELETE" and documents is STATE)
    wrong += [{key: one for key, one in about.items() if key != name} for name in documents.place]
    if not listing:
        wrong.append(dict(documents.place))
    if "agent" in about:
        agents: list[Any] = ["not JSON", True, 1, {"name": "nobody"}, {"mbox": "a@b.c"}, {"objectType": "Person"}, []]
        agents += [{"objectType": "Group", "member": [{"mbox": "mailto:a@example.org"}]}]
        wrong += [{**about, "agent": agent} for agent in agents]
    if "activityId" in about:
        wrong += [{**about, "activityId": id_} for id_ in ("true", "a", "", "http://")]
    if documents is STATE:
        wrong += [{**about, "registration": id_} for id_ in ("true", "a", "", new_id()[1:])]
    for one in wrong:
        assert xapi.send(method, documents.resource, one, body=body, headers=NEW).status_code == 400, one
    assert xapi.get(documents.resource, about).status_code == 404


@every_resource
@pytest.mark.parametrize("since", ["not a timestamp", "true", "1", "2026-13-01T00:00:00Z"])
def test_since_must_be_a_timestamp(xapi: Xapi, documents: Documents, since: str) -> None:
    found = xapi.get(documents.resource, {**documents.place, "since": since})
    assert found.status_code == 400
    assert "since" in found.text


def test_since_is_read_in_the_version_of_the_request(one: Xapi, two: Xapi) -> None:
    about = {**STATE.place, "since": "20261122T093000Z"}
    assert one.get(STATE.resource, about).status_code == 200
    assert two.get(STATE.resource, about).status_code == 400


@every_resource
def test_a_document_that_is_too_large_is_refused(
    store: Lrs, xapi: Xapi, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.service, "settings", Settings(limits=Limits(document=100)))
    about = documents.one()
    for method in (xapi.put, xapi.post):
        assert method(documents.resource, about, b"a" * 101, headers=NEW).status_code == 413
    assert xapi.put(documents.resource, about, {"a": "a" * 80}, headers=NEW).status_code == 204
    assert xapi.post(documents.resource, about, {"b": "b" * 80}).status_code == 413
    assert xapi.get(documents.resource, about).json() == {"a": "a" * 80}


@every_resource
def test_a_document_of_one_version_is_there_in_the_other(one: Xapi, two: Xapi, documents: Documents) -> None:
    about = kept(one, documents, {"a": 1})
    assert two.post(documents.resource, about, {"b": 2}).status_code == 204
    found = one.get(documents.resource, about)
    assert found.json() == {"a": 1, "b": 2}
    assert found.headers["X-Experience-API-Version"] == Version.ONE


@every_resource
def test_nobody_finds_or_overwrites_a_document_of_another_agency(
    store: Lrs, xapi: Xapi, version: Version, documents: Documents
) -> None:
    about = kept(xapi, documents, {"a": 1})
    for agency in ("another agency", ""):
        other = Xapi(version, store.http, {"Authorization": store.credential(agency=agency)["Authorization"]})
        assert other.get(documents.resource, about).status_code == 404
        assert about[documents.id] not in other.get(documents.resource, documents.place).json()
        assert other.put(documents.resource, about, {"b": 2}, headers=NEW).status_code == 204
        assert other.delete(documents.resource, about).status_code == 204
    assert xapi.get(documents.resource, about).json() == {"a": 1}
