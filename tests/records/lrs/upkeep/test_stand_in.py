"""A person out of one statement."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from builder.records.lrs.upkeep.stand_in import HOME, NotAPerson, person_of, without
from builder.records.xapi.faults import faults
from builder.standards.xapi import Version
from tests.records.lrs.life import ACTIVITY, ANNA, BERT, statement

ANNA_SHA1 = hashlib.sha1(ANNA["mbox"].encode()).hexdigest()
HASHED = {"objectType": "Agent", "mbox_sha1sum": ANNA_SHA1.upper(), "name": "A. E."}
GROUP = {"objectType": "Group", "name": "A crew", "member": [BERT, ANNA]}


@pytest.mark.parametrize(
    "text",
    [
        "mailto:anna.example@example.org",
        "anna.example@example.org",
        " anna.example@example.org\n",
        json.dumps(ANNA),
        json.dumps({"mbox": ANNA["mbox"]}),
    ],
)
def test_an_address_is_known_with_its_hash(text: str) -> None:
    assert person_of(text).identifiers == {ANNA["mbox"], f"sha1:{ANNA_SHA1}"}


def test_an_address_that_looks_like_an_account_is_an_address() -> None:
    actor = {"mbox": "mailto:a|b@example.org"}
    person = person_of(json.dumps(actor))
    assert person.is_(actor)
    assert person.is_({"mbox_sha1sum": hashlib.sha1(actor["mbox"].encode()).hexdigest()})
    assert "a|b@example.org" in person.words


@pytest.mark.parametrize(
    ("text", "identifier", "word"),
    [
        (json.dumps(BERT), "https://lms.example.org|bert-example-7", "bert-example-7"),
        ("https://lms.example.org|bert-example-7", "https://lms.example.org|bert-example-7", "bert-example-7"),
        ("https://lms.example.org|a|b @ c", "https://lms.example.org|a|b @ c", "a|b @ c"),
        (ANNA_SHA1.upper(), f"sha1:{ANNA_SHA1}", ANNA_SHA1),
        (f"sha1:{ANNA_SHA1}", f"sha1:{ANNA_SHA1}", ANNA_SHA1),
        ("openid:https://anna.example.org", "openid:https://anna.example.org", "https://anna.example.org"),
    ],
)
def test_other_identifiers_are_taken_as_they_are(text: str, identifier: str, word: str) -> None:
    person = person_of(text)
    assert person.identifiers == {identifier}
    assert person.words == {word}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it tells nobody"),
        ("Anna Example", "it tells nobody"),
        ("https://lms.example.org", "it tells nobody"),
        ("{", "the JSON cannot be read"),
        ('{"name":"Anna"}', "it is no agent"),
        ('{"mbox":"anna"}', "it is no agent"),
        ('{"objectType":"Group","member":[{"mbox":"mailto:anna.example@example.org"}]}', "has no identifier"),
    ],
)
def test_what_tells_nobody_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(NotAPerson, match=words):
        person_of(text)


EVERYWHERE: dict[str, dict[str, Any]] = {
    "actor": statement(ANNA),
    "by hash": statement(HASHED),
    "actor in a group": statement(GROUP),
    "object": statement(BERT, object=ANNA),
    "object group": statement(BERT, object=GROUP),
    "instructor": statement(BERT, context={"instructor": ANNA}),
    "team": statement(BERT, context={"team": GROUP}),
    "sub-statement": statement(BERT, object={"objectType": "SubStatement", **statement(ANNA)}),
    "context of a sub-statement": statement(
        BERT, object={"objectType": "SubStatement", **statement(BERT, context={"instructor": ANNA})}
    ),
    "agents of 2.0": statement(BERT, context={"contextAgents": [{"objectType": "contextAgent", "agent": ANNA}]}),
    "groups of 2.0": statement(BERT, context={"contextGroups": [{"objectType": "contextGroup", "group": GROUP}]}),
}


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_person_is_taken_out_wherever_the_person_stands(place: str) -> None:
    one = EVERYWHERE[place]
    person = person_of(ANNA["mbox"])
    assert not faults(one, version=Version.TWO)
    changed = without(person, one)
    assert changed is not None
    text = json.dumps(changed)
    assert "nna" not in text
    assert ANNA_SHA1 not in text.lower()
    assert text.count(person.account["name"]) == 1
    assert ("Bert Example" in json.dumps(changed)) == ("Bert Example" in json.dumps(one))
    assert not faults(changed, version=Version.TWO)


def test_who_is_not_in_it_changes_nothing() -> None:
    person = person_of(ANNA["mbox"])
    assert without(person, statement(BERT, context={"extensions": {"https://example.org/e": ANNA}})) is None
    assert without(person, {**statement(BERT), "authority": ANNA}) is None


def test_two_persons_never_become_the_same() -> None:
    first, second = person_of(ANNA["mbox"]), person_of(ANNA["mbox"])
    assert first.account["homePage"] == second.account["homePage"] == HOME
    assert first.account["name"] != second.account["name"]


def test_files_that_came_along_go_and_those_elsewhere_stay() -> None:
    here = {"usageType": ACTIVITY, "display": {"en": "a"}, "contentType": "a/b", "length": 1, "sha2": "0" * 64}
    there = {**here, "fileUrl": "https://example.org/file"}
    person = person_of(ANNA["mbox"])
    assert (without(person, statement(attachments=[here, there])) or {})["attachments"] == [there]
    assert "attachments" not in (without(person, statement(attachments=[here])) or {"attachments": ()})
