"""Part Three 2.1.3, format, and s4: exact, ids, canonical with one language in each text."""

from __future__ import annotations

import pytest

from builder.records.lrs.scope import Scope
from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, Json, activity, agent, new_id, statement, verb

GROUP = {"objectType": "Group", "name": "Night shift", "mbox": "mailto:night@example.org", "member": [agent("ann")]}
ANONYMOUS = {
    "objectType": "Group",
    "name": "Somebody",
    "member": [{**agent("ann"), "name": "Ann"}, {"name": "Zoe", "openid": "https://zoe.example.org"}],
}
NAMES = {"en-US": "Color", "en-GB": "Colour", "fr": "Couleur"}
FIRE = activity(
    "fire",
    name=NAMES,
    description={"de": "Feuer", "en": "Fire"},
    interactionType="choice",
    choices=[{"id": "a", "description": {"en": "North", "fr": "Nord"}}, {"id": "b"}],
    extensions={"https://example.org/map": {"en": "kept", "fr": "gardé"}},
)
PEOPLE = {"contextAgents": [{"objectType": "contextAgent", "agent": {**agent("ann"), "name": "Ann"}}]}


def whole(version: Version) -> Json:
    """A statement with everything that a format may change."""
    return statement(
        id=new_id(),
        actor={**agent("ann"), "name": "Ann"},
        verb={**verb("did"), "display": {"en-US": "did", "en-GB": "did so"}},
        object={
            "objectType": "SubStatement",
            "actor": GROUP,
            "verb": {**verb("planned"), "display": {"en-US": "plans", "en-GB": "planned"}},
            "object": {"objectType": "Activity", **FIRE},
            "context": {"team": ANONYMOUS},
        },
        context={
            "instructor": {"objectType": "Agent", "name": "Ann", "mbox": "mailto:ann@example.org"},
            "team": GROUP,
            "contextActivities": {"parent": [FIRE], "other": [activity("plain")]},
            **(PEOPLE if version is Version.TWO else {}),
        },
        result={"score": {"scaled": 0.5}, "extensions": {"https://example.org/name": "kept"}},
        timestamp="2026-11-22T09:30:00.123456789Z",
    )


def test_row12_exact_is_what_was_sent_and_what_is_given_when_nothing_is_asked_for(client: Client) -> None:
    sent = whole(client.version)
    (id_,) = client.store(sent)
    for found in (client.one(id_), client.one(id_, format="exact"), *client.found(), *client.found(format="exact")):
        assert {name: found[name] for name in sent} == sent
        assert found.keys() - sent.keys() == {"authority", "stored", "version"}


def test_row12_ids_are_the_least_that_tells_things_apart(client: Client) -> None:
    sent = whole(client.version)
    client.store(sent)
    (found,) = client.found(format="ids")
    assert found == client.one(sent["id"], format="ids")
    assert found["actor"] == {"mbox": "mailto:ann@example.org"}
    assert found["verb"] == verb("did")
    inner = found["object"]
    assert inner["actor"] == {"objectType": "Group", "mbox": "mailto:night@example.org"}
    assert inner["verb"] == verb("planned")
    assert inner["object"] == activity("fire")
    members = [{"mbox": "mailto:ann@example.org"}, {"openid": "https://zoe.example.org"}]
    assert inner["context"] == {"team": {"objectType": "Group", "member": members}}
    around = found["context"]
    assert around["instructor"] == {"mbox": "mailto:ann@example.org"}
    assert around["contextActivities"] == {"parent": [activity("fire")], "other": [activity("plain")]}
    if client.version is Version.TWO:
        assert around["contextAgents"] == [{"objectType": "contextAgent", "agent": {"mbox": "mailto:ann@example.org"}}]
    assert found["authority"].keys() == {"account"}
    assert (found["result"], found["timestamp"]) == (sent["result"], sent["timestamp"])


@pytest.mark.parametrize(
    ("object_", "told"),
    [
        (agent("zoe") | {"name": "Zoe"}, agent("zoe")),
        (GROUP, {"objectType": "Group", "mbox": "mailto:night@example.org"}),
        ({"objectType": "StatementRef", "id": "11111111-2222-4333-8444-555555555555"},) * 2,
        (FIRE, activity("fire")),
    ],
    ids=["agent", "group", "reference", "activity"],
)
def test_row12_ids_of_each_kind_of_object_are_valid_objects(client: Client, object_: Json, told: Json) -> None:
    client.store(statement(object=object_))
    (found,) = client.found(format="ids")
    assert found["object"] == told
    sent_again = {name: found[name] for name in ("actor", "verb", "object")}
    assert client.post(sent_again).status_code == 200


def test_row12_canonical_has_one_language_in_each_text(client: Client) -> None:
    sent = whole(client.version)
    (id_,) = client.store(sent)
    found = client.get({"Accept-Language": "en-GB"}, statementId=id_, format="canonical").json()
    assert found["actor"] == sent["actor"]
    assert found["verb"]["display"] == {"en-GB": "did so"}
    assert found["object"]["actor"] == GROUP
    assert found["object"]["verb"]["display"] == {"en-GB": "planned"}
    for one in (found["object"]["object"], found["context"]["contextActivities"]["parent"][0]):
        assert one["definition"] == {
            **FIRE["definition"],
            "name": {"en-GB": "Colour"},
            "description": {"en": "Fire"},
            "choices": [{"id": "a", "description": {"en": "North"}}, {"id": "b"}],
        }
    assert found["context"]["team"] == GROUP
    assert found["result"] == sent["result"]


LANGUAGES = {
    None: "en-US",
    "": "en-US",
    "fr": "fr",
    "FR": "fr",
    "fr-CA": "fr",
    "en": "en-US",
    "en-AU, fr;q=0.5": "en-US",
    "de, fr;q=0.9, en-GB;q=0.8": "fr",
    "en-US;q=0.1, en-GB;q=0.9": "en-GB",
    "fr;q=0, en-GB;q=0.1": "en-GB",
    "*": "en-US",
    "ja, *;q=0.1": "en-US",
    "fr;q=nonsense, en-GB": "en-GB",
    "," * 5000: "en-US",
}


def test_s4_b5_the_language_is_chosen_as_the_client_wants(client: Client) -> None:
    (id_,) = client.store(statement(object=activity("color", name=NAMES)))
    for asked, told in LANGUAGES.items():
        headers = {"Accept-Language": asked} if asked is not None else {}
        found = client.get(headers, statementId=id_, format="canonical").json()
        assert found["object"]["definition"]["name"] == {told: NAMES[told]}, asked


def test_s4_b5_the_language_matters_to_canonical_alone(client: Client) -> None:
    (id_,) = client.store(statement(object=activity("color", name=NAMES)))
    found = client.get({"Accept-Language": "fr"}, statementId=id_).json()
    assert found["object"]["definition"]["name"] == NAMES


def test_row12_canonical_tells_what_all_statements_told_of_an_activity(client: Client) -> None:
    first, bare, second = client.store(
        statement(object=activity("fire", name={"en": "Fire"}, type="https://example.org/old")),
        statement(object=activity("fire")),
        statement(object=activity("fire", name={"de": "Feuer"}, type="https://example.org/new")),
    )
    client.store(
        statement(
            object=activity("x"),
            context={"contextActivities": {"other": [activity("fire", moreInfo="https://a.example")]}},
        )
    )
    expected = {"name": {"en": "Fire"}, "type": "https://example.org/new", "moreInfo": "https://a.example"}
    for id_ in (first, bare, second):
        assert client.one(id_, format="canonical")["object"]["definition"] == expected
    assert client.one(bare)["object"] == activity("fire")


def test_2_4_4_1_who_may_not_define_changes_no_definition(client: Client) -> None:
    client.store(statement(object=activity("fire", name={"en": "Fire"})))
    writer = client.with_scopes(Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ)
    (id_,) = writer.store(statement(object=activity("fire", name={"en": "Water"})))
    assert client.one(id_, format="canonical")["object"]["definition"] == {"name": {"en": "Fire"}}
    assert client.one(id_)["object"]["definition"] == {"name": {"en": "Water"}}


def test_another_agency_s_definitions_are_not_told(client: Client) -> None:
    other = client.with_scopes(agency=f"{client.agency} too")
    other.store(statement(object=activity("fire", name={"en": "Secret"})))
    (id_,) = client.store(statement(object=activity("fire")))
    assert client.one(id_, format="canonical")["object"] == activity("fire")


def test_a_definition_of_a_refused_batch_is_not_kept_and_one_sent_again_is(client: Client) -> None:
    (there,) = client.store(statement())
    defining = statement(object=activity("fire", name={"en": "Fire"}))
    assert client.post([defining, statement(id=there, verb=verb("else"))]).status_code == 409
    (bare,) = client.store(statement(object=activity("fire")))
    assert client.one(bare, format="canonical")["object"] == activity("fire")
    client.store(defining)
    client.store(statement(object=activity("fire", name={"en": "Water"})))
    client.store(defining)
    assert client.one(bare, format="canonical")["object"]["definition"] == {"name": {"en": "Fire"}}
