"""Part Three 2.1.3: GET statements, one by its id, and what every answer has."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest

from builder.records.xapi.values import micros_of
from builder.standards.xapi import VERSION_HEADER
from tests.records.lrs.conformance.statements.client import PATH, Client, agent, new_id, statement, voids

THROUGH = "X-Experience-API-Consistent-Through"
OTHERS = {
    "agent": agent("ann"),
    "verb": "https://example.org/verbs/did",
    "activity": "https://example.org/activities/it",
    "registration": "11111111-2222-4333-8444-555555555555",
    "related_activities": True,
    "related_agents": True,
    "since": "2012-06-01T19:09:13.245Z",
    "until": "2012-06-01T19:09:13.245Z",
    "limit": 1,
    "ascending": True,
}


def test_row1_one_statement_is_found_by_its_id(client: Client) -> None:
    id_, _ = client.store(statement(), statement())
    answer = client.get(statementId=id_)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["id"] == id_
    assert client.one(id_.upper())["id"] == id_


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
def test_row1_what_is_not_there_is_not_found(client: Client, name: str) -> None:
    answer = client.get(**{name: new_id()})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
def test_row1_an_id_that_is_no_uuid_is_refused(client: Client, name: str) -> None:
    answer = client.get(**{name: "1234"})
    assert (answer.status_code, answer.text) == (400, f"the parameter {name} must be a UUID")


def test_row2_a_voided_statement_is_found_by_its_own_parameter_only(client: Client) -> None:
    (id_,) = client.store(statement())
    assert client.get(voidedStatementId=id_).status_code == 404
    client.store(voids(id_))
    assert client.get(voidedStatementId=id_).json()["id"] == id_
    assert client.get(statementId=id_).status_code == 404


def test_s2_b1_both_ids_are_refused(client: Client) -> None:
    assert client.get(statementId=new_id(), voidedStatementId=new_id()).status_code == 400


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
def test_s2_b2_an_id_with_a_filter_is_refused(client: Client, name: str) -> None:
    for other, value in OTHERS.items():
        answer = client.get(**{name: new_id(), other: value})
        assert answer.status_code == 400, other
        assert f"with {name} only format and attachments may be given" in answer.text, other


@pytest.mark.parametrize(
    "shape", [{"format": "ids"}, {"attachments": True}, {"format": "canonical", "attachments": False}]
)
def test_s2_b2_an_id_may_have_format_and_attachments(client: Client, shape: dict[str, object]) -> None:
    (id_,) = client.store(statement())
    assert client.get(statementId=id_, **shape).status_code == 200


def test_s2_b4_nothing_found_is_an_empty_list(client: Client) -> None:
    answer = client.get(verb="https://example.org/verbs/never")
    assert (answer.status_code, answer.json()) == (200, {"statements": [], "more": ""})


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"limit": 1},
        {"statementId": "11111111-2222-4333-8444-555555555555"},
        {"LIMIT": 1},
        {"verb": "no IRI"},
        {"format": "other"},
        {"since": "x"},
    ],
    ids=str,
)
def test_s2_b5_every_answer_tells_until_when_it_is_consistent(client: Client, params: dict[str, object]) -> None:
    told = client.get(**params).headers[THROUGH]
    assert datetime.fromisoformat(told).tzinfo is not None


def test_s2_b5_it_is_told_to_writers_and_strangers_as_well(client: Client) -> None:
    id_ = new_id()
    assert THROUGH in client.put(id_, statement()).headers
    assert THROUGH in client.post(statement()).headers
    assert THROUGH in client.post({}).headers
    assert THROUGH in client.lrs.http.get(PATH).headers
    assert THROUGH in client.lrs.http.get(PATH, headers={VERSION_HEADER: client.version.value}).headers
    assert THROUGH in client.lrs.http.get(f"{PATH}verb=forgotten", headers=dict(client.headers)).headers


def test_s2_b5_it_is_never_before_what_was_found(client: Client) -> None:
    client.store(*[statement()] * 200)  # `stored` of the last is later than the clock was
    for ascending in (True, False):
        answer = client.get(ascending=ascending, limit=200)
        through = micros_of(answer.headers[THROUGH])
        assert all(micros_of(one["stored"]) <= through for one in answer.json()["statements"])


def test_s2_b8_last_modified_is_when_it_was_stored(client: Client) -> None:
    (id_,) = client.store(statement())
    answer = client.get(statementId=id_)
    stored = datetime.fromisoformat(answer.json()["stored"])
    assert parsedate_to_datetime(answer.headers["Last-Modified"]) == stored.replace(microsecond=0)


def test_head_is_get_without_a_body(client: Client) -> None:
    (id_,) = client.store(statement())
    for params in ({"statementId": id_}, {"limit": "1"}):
        got = client.lrs.http.get(PATH, params=params, headers=dict(client.headers))
        head = client.lrs.http.head(PATH, params=params, headers=dict(client.headers))
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(got.content))
        assert head.headers.get("last-modified") == got.headers.get("last-modified")
        assert THROUGH in head.headers


def test_parameters_that_are_not_known_or_spelled_in_another_way_are_refused(client: Client) -> None:
    assert client.get(Limit=1).text == "there is no parameter Limit here: it is spelled limit"
    assert client.get(statementid=new_id()).status_code == 400
    assert client.get(page=1).status_code == 400


def test_a_parameter_twice_is_refused(client: Client) -> None:
    answer = client.lrs.http.get(f"{PATH}?limit=1&limit=2", headers=dict(client.headers))
    assert answer.status_code == 400


WRONG = {
    "agent": ("ann", {"name": "Ann"}, {"mbox": "ann@example.org"}, [agent("ann")], 5,
              {"objectType": "Group", "member": [agent("ann")]}),
    "verb": ("did", ""),
    "activity": ("it", ""),
    "registration": ("1234", "11111111-2222-4333-8444-55555555555"),
    "related_agents": ("yes", "1"),
    "related_activities": ("1", "True"),
    "ascending": ("True", "0"),
    "attachments": ("", "TRUE"),
    "since": ("yesterday", "2026-02-30T00:00:00Z"),
    "until": ("2026", ""),
    "limit": ("-1", "1.5", "many", "", "99999999999999999999999999", "٣"),
    "format": ("exactly", ""),
    "cursor": ("1", "0" * 32),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_parameter_that_is_not_of_its_kind_is_refused_by_its_name(client: Client, name: str) -> None:
    for value in WRONG[name]:
        answer = client.get(**{name: value})
        assert (answer.status_code, name in answer.text) == (400, True), value
