"""Part Three 2.1.3, table 1: which statements a query finds."""

from __future__ import annotations

import pytest

from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, Json, activity, agent, statement, verb

ANN = agent("ann")
ACCOUNT = {"account": {"homePage": "https://lms.example.org", "name": "ann"}}
SHA1 = {"mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"}
OPENID = {"openid": "https://ann.example.org"}
REGISTRATION = "ec531277-b57b-4c15-8d91-d292c5b2b8f7"
OTHER = agent("zoe")


def group(*members: Json, **values: object) -> Json:
    return {"objectType": "Group", **({"member": list(members)} if members else {}), **values}


def sub(**values: object) -> Json:
    return {
        "objectType": "SubStatement",
        "actor": OTHER,
        "verb": verb("planned"),
        "object": activity("inner"),
        **values,
    }


def around(**values: object) -> Json:
    return {"context": values}


@pytest.mark.parametrize("who", [ANN, ACCOUNT, SHA1, OPENID, group(**ACCOUNT)], ids=lambda who: str(sorted(who)))
def test_row3_an_agent_is_known_by_each_kind_of_identifier(client: Client, who: Json) -> None:
    (found, _) = client.store(statement(actor={**who, "name": "Ann"}), statement(actor=OTHER))
    assert client.ids(agent=who) == [found]
    assert client.ids(agent={**who, "name": "Somebody else"}) == [found]


NEAR = {
    "actor": {"actor": ANN},
    "object": {"actor": OTHER, "object": ANN},
    "member of an anonymous group": {"actor": group(OTHER, ANN)},
    "member of a group": {"actor": group(ANN, mbox="mailto:team@example.org")},
    "member of a group that is the object": {"actor": OTHER, "object": group(ANN)},
}
FAR = {
    "instructor": {"actor": OTHER, **around(instructor=ANN)},
    "member of the team": {"actor": OTHER, **around(team=group(ANN))},
    "actor of a SubStatement": {"actor": OTHER, "object": sub(actor=ANN)},
    "object of a SubStatement": {"actor": OTHER, "object": sub(object=ANN)},
    "instructor in a SubStatement": {"actor": OTHER, "object": sub(**around(instructor=ANN))},
}
FAR_TWO = {
    "agent around it": {
        "actor": OTHER,
        **around(contextAgents=[{"objectType": "contextAgent", "agent": ANN}]),
    },
    "group around it": {
        "actor": OTHER,
        **around(contextGroups=[{"objectType": "contextGroup", "group": group(ANN, OTHER)}]),
    },
}


@pytest.mark.parametrize("where", NEAR)
def test_row3_agent_finds_actors_and_objects_and_members_of_both(client: Client, where: str) -> None:
    found, _ = client.store(statement(**NEAR[where]), statement(actor=OTHER))
    assert client.ids(agent=ANN) == [found]
    assert client.ids(agent=ANN, related_agents=True) == [found]


@pytest.mark.parametrize("where", [*FAR, *FAR_TWO])
def test_row8_related_agents_finds_them_everywhere(client: Client, where: str) -> None:
    if where in FAR_TWO and client.version is Version.ONE:
        client = client.speaking(Version.TWO)
    found, _ = client.store(statement(**{**FAR, **FAR_TWO}[where]), statement(actor=OTHER))
    assert client.ids(agent=ANN) == []
    assert client.ids(agent=ANN, related_agents=True) == [found]


def test_row8_related_agents_finds_the_authority(client: Client) -> None:
    mine, other = client.with_scopes(), client.with_scopes()
    (found,) = mine.store(statement())
    other.store(statement())
    authority = mine.one(found)["authority"]
    assert client.ids(agent=authority) == []
    assert client.ids(agent=authority, related_agents=True) == [found]


def test_row3_a_group_is_found_by_its_own_identifier(client: Client) -> None:
    team = group(ANN, mbox="mailto:team@example.org")
    found, _ = client.store(statement(actor=team), statement(actor=ANN))
    assert client.ids(agent=group(mbox="mailto:team@example.org")) == [found]


def test_row3_nobody_is_found_by_half_an_account(client: Client) -> None:
    client.store(statement(actor={"account": {"homePage": "https://lms.example.org", "name": "x|ann"}}))
    for account in ({"homePage": "https://other.example.org", "name": "x|ann"}, {**ACCOUNT["account"], "name": "ann"}):
        assert client.ids(agent={"account": account}) == []


def test_row4_verb(client: Client) -> None:
    found, _, _ = client.store(
        statement(verb=verb("done")), statement(verb=verb("don")), statement(object=sub(verb=verb("done")))
    )
    assert client.ids(verb=verb("done")["id"]) == [found]


def test_row5_activity_is_the_object_alone(client: Client) -> None:
    found, *_ = client.store(
        statement(object=activity("fire")),
        statement(**around(contextActivities={"parent": [activity("fire")]})),
        statement(object=sub(object=activity("fire"))),
    )
    assert client.ids(activity=activity("fire")["id"]) == [found]


def test_row7_related_activities_finds_them_everywhere(client: Client) -> None:
    kinds = ("parent", "grouping", "category", "other")
    ids = client.store(
        statement(object=activity("fire")),
        *(statement(**around(contextActivities={kind: [activity("x"), activity("fire")]})) for kind in kinds),
        *(statement(object=sub(**around(contextActivities={kind: activity("fire")}))) for kind in kinds),
        statement(object=sub(object=activity("fire"))),
    )
    client.store(statement(object=activity("fires")), statement(verb={"id": activity("fire")["id"]}))
    assert client.ids(activity=activity("fire")["id"], related_activities=True) == ids[::-1]


def test_row6_registration(client: Client) -> None:
    found, upper, *_ = client.store(
        statement(**around(registration=REGISTRATION)),
        statement(**around(registration=REGISTRATION.upper())),
        statement(**around(registration="11111111-b57b-4c15-8d91-d292c5b2b8f7")),
        statement(object=sub(**around(registration=REGISTRATION))),
    )
    assert client.ids(registration=REGISTRATION) == [upper, found]
    assert client.ids(registration=REGISTRATION.upper()) == [upper, found]


def test_rows_all_filters_hold_at_once(client: Client) -> None:
    whole = statement(actor=ANN, verb=verb("done"), object=activity("fire"), **around(registration=REGISTRATION))
    found, *_ = client.store(
        whole,
        {**whole, "actor": OTHER},
        {**whole, "verb": verb("seen")},
        {**whole, "object": activity("flood")},
        {**whole, "context": {}} if client.version is Version.TWO else {**whole, "context": {"platform": "web"}},
    )
    query = {
        "agent": ANN,
        "verb": verb("done")["id"],
        "activity": activity("fire")["id"],
        "registration": REGISTRATION,
    }
    assert client.ids(**query) == [found]
    assert client.ids(**query, related_agents=True, related_activities=True) == [found]
    for left_out in query:
        assert len(client.ids(**{name: value for name, value in query.items() if name != left_out})) == 2


def test_rows_9_and_10_since_is_exclusive_and_until_inclusive(client: Client) -> None:
    first, middle, last = client.store(statement(), statement(), statement())
    stored = client.one(middle)["stored"]
    assert client.ids(since=stored) == [last]
    assert client.ids(until=stored) == [middle, first]
    assert client.ids(since=stored, until=client.one(last)["stored"]) == [last]
    assert client.ids(since="2012-06-01T19:09:13.245Z", until="2012-06-01T19:09:13.245Z") == []
    assert client.ids(since="2999-01-01T00:00:00Z") == []
    assert client.ids(verb=verb("did")["id"], since=stored) == [last]


def test_rows_9_and_10_ask_for_stored_and_not_for_timestamp(client: Client) -> None:
    (id_,) = client.store(statement(timestamp="2001-01-01T00:00:00Z"))
    assert client.ids(until="2001-01-02T00:00:00Z") == []
    assert client.ids(since="2001-01-02T00:00:00Z") == [id_]


def test_rows_9_and_10_take_times_of_other_zones(client: Client) -> None:
    (id_,) = client.store(statement())
    assert client.ids(since="2012-06-01T19:09:13.245+05:30") == [id_]


def test_row11_limit(client: Client) -> None:
    ids = client.store(*[statement()] * 5)
    assert [one["id"] for one in client.get(limit=2).json()["statements"]] == ids[:-3:-1]
    assert [one["id"] for one in client.get(limit=0).json()["statements"]] == ids[::-1]
    assert client.get(limit=5).json()["more"] == ""


def test_row14_newest_come_first_unless_it_is_asked_otherwise(client: Client) -> None:
    ids = client.store(*[statement()] * 4)
    assert client.ids() == client.ids(ascending=False) == ids[::-1]
    assert client.ids(ascending=True) == ids
    assert [one["id"] for one in client.get(ascending=True, limit=2).json()["statements"]] == ids[:2]
