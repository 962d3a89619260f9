"""Part Two 2.3 and Part Three 2.1.4: statements never change, and how one is voided."""

from __future__ import annotations

import pytest

from builder.records.lrs.scope import Scope
from tests.records.lrs.conformance.statements.client import (
    Client,
    Json,
    activity,
    agent,
    new_id,
    statement,
    verb,
    voids,
)

NO_MATTER: dict[str, Json] = {
    "a version": {"version": "1.0.0"},
    "an authority": {"authority": agent("zoe")},
    "a time of storing": {"stored": "2001-01-01T00:00:00Z"},
    "the order of members": {"actor": {"objectType": "Group", "member": [agent("zoe"), agent("ann")]}},
    "the time in another zone": {"timestamp": "2026-11-22T10:30:00+01:00"},
    "a definition": {"object": activity("it", name={"en": "It"})},
    "a display": {"verb": {**verb("did"), "display": {"en": "did"}}},
    "the kind of object": {"object": {"objectType": "Activity", **activity("it")}},
}
FIRST = statement(
    actor={"objectType": "Group", "member": [agent("ann"), agent("zoe")]}, timestamp="2026-11-22T09:30:00Z"
)


@pytest.mark.parametrize("what", NO_MATTER)
def test_2_3_1_what_a_store_may_change_makes_no_other_statement(client: Client, what: str) -> None:
    id_ = new_id()
    client.store({**FIRST, "id": id_})
    before = client.one(id_)
    answer = client.post({**FIRST, **NO_MATTER[what], "id": id_})
    assert (answer.status_code, answer.json()) == (200, [id_])
    assert client.one(id_) == before


@pytest.mark.parametrize(
    "change",
    [
        {"actor": agent("ann")},
        {"verb": verb("else")},
        {"object": activity("else")},
        {"result": {"success": True}},
        {"timestamp": "2026-11-22T09:30:01Z"},
        {"context": {"platform": "web"}},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_2_3_1_anything_else_does(client: Client, change: Json) -> None:
    id_ = new_id()
    client.store({**FIRST, "id": id_})
    assert client.post({**FIRST, **change, "id": id_}).status_code == 409


def test_2_3_2_s2_b3_a_voided_statement_is_found_by_voided_id_alone(client: Client) -> None:
    target, other = client.store(statement(), statement())
    (voiding,) = client.store(voids(target))
    assert client.get(statementId=target).status_code == 404
    assert client.get(voidedStatementId=target).status_code == 200
    assert client.ids() == [voiding, other]
    assert client.get(voidedStatementId=other).status_code == 404


def test_2_3_2_s2_b3_the_order_in_which_they_come_does_not_matter(client: Client) -> None:
    target = new_id()
    (voiding,) = client.store(voids(target))
    client.store(statement(id=target))
    assert client.get(statementId=target).status_code == 404
    assert client.get(voidedStatementId=target).status_code == 200
    assert client.ids() == [voiding]


def test_2_3_2_s2_b3_both_may_come_in_one_batch(client: Client) -> None:
    target, later = new_id(), new_id()
    ids = client.store(statement(id=target), voids(target), voids(later), statement(id=later))
    assert client.ids() == [ids[2], ids[1]]


def test_2_3_2_s2_b7_a_voiding_statement_is_never_voided(client: Client) -> None:
    (target,) = client.store(statement())
    (voiding,) = client.store(voids(target))
    (second,) = client.store(voids(voiding))
    assert client.get(statementId=voiding).status_code == 200
    assert client.get(voidedStatementId=voiding).status_code == 404
    assert client.get(voidedStatementId=target).status_code == 200
    assert client.ids() == [second, voiding]


def test_2_3_2_s2_b7_not_even_when_it_comes_last(client: Client) -> None:
    target, voiding = new_id(), new_id()
    client.store(voids(voiding))
    client.store({**voids(target), "id": voiding}, statement(id=target))
    assert client.get(statementId=voiding).status_code == 200
    assert client.get(voidedStatementId=target).status_code == 200


def test_2_3_2_twice_voided_is_voided(client: Client) -> None:
    (target,) = client.store(statement())
    client.store(voids(target))
    assert client.post(voids(target)).status_code == 200
    assert client.get(voidedStatementId=target).status_code == 200


def test_2_3_2_a_voided_statement_sent_again_stays_voided(client: Client) -> None:
    (target,) = client.store(statement())
    client.store(voids(target))
    assert client.post(statement(id=target)).status_code == 200
    assert client.post(statement(id=target, verb=verb("else"))).status_code == 409
    assert client.get(statementId=target).status_code == 404


def test_2_3_2_a_reference_with_another_verb_voids_nothing(client: Client) -> None:
    (target,) = client.store(statement())
    client.store({**voids(target), "verb": {"id": "http://adlnet.gov/expapi/verbs/voided/not"}})
    assert client.get(statementId=target).status_code == 200


@pytest.mark.parametrize(
    "object_", [activity("it"), agent("ann"), {"objectType": "SubStatement", **statement()}], ids=str
)
def test_2_3_2_s2_b1_what_voids_refers_to_a_statement(client: Client, object_: Json) -> None:
    answer = client.post({**voids(new_id()), "object": object_})
    assert answer.status_code == 400


def test_2_3_2_s3_who_may_not_void_others_statements_is_refused(client: Client) -> None:
    writer = client.with_scopes(Scope.STATEMENTS_WRITE)
    (target,) = client.store(statement())
    (mine,) = writer.store(statement())
    answer = writer.post([statement(), voids(target)])
    assert (answer.status_code, answer.text) == (403, "this credential may void only what it stored itself")
    assert set(client.ids()) == {target, mine}
    assert writer.post(voids(mine)).status_code == 200
    assert client.get(voidedStatementId=mine).status_code == 200


def test_2_3_2_s3_nor_does_it_help_to_be_first(client: Client) -> None:
    writer, target = client.with_scopes(Scope.STATEMENTS_WRITE), new_id()
    assert writer.post(voids(target)).status_code == 200
    client.store(statement(id=target))
    assert client.get(statementId=target).status_code == 200


def test_another_agency_voids_nothing_here(client: Client) -> None:
    other = client.with_scopes(agency=f"{client.agency} too")
    (target,) = client.store(statement())
    assert other.post(voids(target)).status_code == 200
    assert client.get(statementId=target).status_code == 200
    assert other.post(statement(id=target, verb=verb("else"))).status_code == 200
    assert client.one(target)["verb"] == verb("did")
