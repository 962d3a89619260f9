"""Part Three 2.1.3.s3: a statement that refers to another is found by what finds that one."""

from __future__ import annotations

from itertools import permutations

import pytest

from builder.records.lrs.store import statements
from builder.records.lrs.store.references import MOST_LINKS, MOST_TEXT
from tests.records.lrs.conformance.statements.client import (
    Client,
    activity,
    agent,
    new_id,
    refers_to,
    statement,
    verb,
    voids,
)

BEN, ANDREW = agent("ben"), agent("andrew")
TRAINING = activity("explosives")


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_each_link_of_a_chain_is_found_in_whatever_order_they_came(client: Client, order: tuple[int, ...]) -> None:
    ids = [new_id(), new_id(), new_id()]
    chain = [
        statement(id=ids[0], actor=BEN, verb=verb("passed"), object=TRAINING),
        refers_to(ids[0], id=ids[1], actor=ANDREW),
        refers_to(ids[1], id=ids[2], actor=agent("cleo"), verb=verb("noted")),
    ]
    for at in order:
        client.store(chain[at])
    found = [ids[at] for at in reversed(order)]
    assert client.ids(agent=BEN) == found
    assert client.ids(activity=TRAINING["id"]) == found
    assert client.ids(verb=verb("passed")["id"]) == found
    assert client.ids(agent=BEN, verb=verb("passed")["id"], activity=TRAINING["id"]) == found
    assert set(client.ids(agent=ANDREW)) == {ids[1], ids[2]}
    assert client.ids(verb=verb("noted")["id"]) == [ids[2]]


def test_a_chain_in_one_batch_is_one_as_well(client: Client) -> None:
    ids = [new_id(), new_id()]
    client.store(refers_to(ids[1], id=ids[0]), statement(id=ids[1], actor=BEN))
    assert client.ids(agent=BEN) == ids[::-1]


def test_conditions_hold_for_one_statement_and_not_for_some_of_each(client: Client) -> None:
    (target,) = client.store(statement(actor=BEN, verb=verb("passed"), object=TRAINING))
    client.store(refers_to(target, actor=ANDREW))
    assert client.ids(agent=ANDREW, activity=TRAINING["id"]) == []
    assert client.ids(agent=BEN, verb=verb("confirmed")["id"]) == []


def test_time_and_number_are_asked_of_the_statement_itself(client: Client) -> None:
    (target,) = client.store(statement(actor=BEN))
    stored = client.one(target)["stored"]
    (reference,) = client.store(refers_to(target))
    assert client.ids(agent=BEN, since=stored) == [reference]
    assert client.ids(agent=BEN, until=stored) == [target]
    assert [one["id"] for one in client.get(agent=BEN, limit=1).json()["statements"]] == [reference]


def test_related_filters_are_passed_on_as_well(client: Client) -> None:
    (target,) = client.store(statement(context={"instructor": BEN, "contextActivities": {"other": [TRAINING]}}))
    (reference,) = client.store(refers_to(target))
    assert client.ids(agent=BEN, related_agents=True) == [reference, target]
    assert client.ids(activity=TRAINING["id"], related_activities=True) == [reference, target]


def test_a_reference_in_the_context_changes_nothing(client: Client) -> None:
    (target,) = client.store(statement(actor=BEN))
    client.store(statement(context={"statement": {"objectType": "StatementRef", "id": target}}))
    assert client.ids(agent=BEN) == [target]


def test_a_reference_in_a_substatement_changes_nothing(client: Client) -> None:
    (target,) = client.store(statement(actor=BEN))
    inner = {**refers_to(target), "objectType": "SubStatement"}
    client.store(statement(object=inner))
    assert client.ids(agent=BEN) == [target]


def test_a_long_chain_is_followed_so_far(client: Client) -> None:
    ids = [new_id() for _ in range(MOST_LINKS + 20)]
    chain = [statement(id=ids[0], actor=BEN), *(refers_to(ids[at], id=ids[at + 1]) for at in range(len(ids) - 1))]
    client.store(*chain[:60])
    client.store(*chain[:59:-1])
    found = client.ids(agent=BEN, limit=500)
    assert set(ids[:60]) <= set(found)
    assert len(found) > MOST_LINKS


def test_a_chain_of_large_statements_is_followed_so_far(client: Client) -> None:
    """Each that comes behind it would hold up all who write for as long as all of the chain takes to be read."""
    large = {"context": {"extensions": {"https://example.org/large": "x" * (MOST_TEXT * 3 // 5)}}}
    ids = client.store(statement(actor=BEN))
    for _ in range(4):
        ids += client.store(refers_to(ids[-1], **large))
    assert client.ids(agent=BEN) == ids[3::-1]


def test_a_statement_that_many_wait_for_is_added_to_so_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MOST_REFERRERS", 3)
    target, behind = new_id(), new_id()
    client.store(*(refers_to(behind) for _ in range(3)), refers_to(target, id=behind), refers_to(target))
    client.store(statement(id=target, actor=BEN))
    found = client.ids(agent=BEN)
    assert len(found) == 4
    assert {target, behind} < set(found)


def test_a_circle_ends(client: Client) -> None:
    one, other, itself = new_id(), new_id(), new_id()
    client.store(
        refers_to(other, id=one, actor=BEN), refers_to(one, id=other, actor=ANDREW), refers_to(itself, id=itself)
    )
    assert client.ids(agent=BEN) == client.ids(agent=ANDREW) == [other, one]
    assert client.ids(agent=BEN, verb=verb("confirmed")["id"]) == [other, one]
    assert client.ids(agent=agent("ann")) == [itself]


def test_2_1_4_s1_b2_what_refers_to_a_voided_statement_is_found_by_it_still(client: Client) -> None:
    (target,) = client.store(statement(actor=BEN, verb=verb("passed")))
    (voiding,) = client.store(voids(target))
    (reference,) = client.store(refers_to(target, verb=verb("passed")))
    assert client.ids(verb=verb("passed")["id"]) == [reference, voiding]
    assert client.ids(agent=BEN) == [reference, voiding]
    assert client.ids(agent=BEN, limit=1) == [reference, voiding]
    assert [one["id"] for one in client.get(agent=BEN, limit=1).json()["statements"]] == [reference]


def test_another_agency_s_statement_is_no_target(client: Client) -> None:
    other = client.with_scopes(agency=f"{client.agency} too")
    (target,) = client.store(statement(actor=BEN))
    (reference,) = other.store(refers_to(target))
    assert other.ids() == [reference]
    assert other.ids(agent=BEN) == []
    assert client.ids(agent=BEN) == [target]


def test_nothing_is_taken_over_by_way_of_what_cannot_be_seen(client: Client) -> None:
    """Else it could be told that somebody else refers to a statement."""
    unbound, target, between = client.with_scopes(agency=""), new_id(), new_id()
    (reference,) = client.store(refers_to(between))
    unbound.store(refers_to(target, id=between))
    client.store(statement(id=target, actor=BEN))
    assert client.ids(agent=BEN) == [target]
    assert client.ids() == [target, reference]
    assert between in unbound.ids(agent=BEN)
