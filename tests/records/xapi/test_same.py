"""Sent again, a statement is the one that is there; changed, it is another under the same id."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.records.xapi.faults import faults
from builder.records.xapi.same import same
from builder.standards.xapi import Version
from tests.records.xapi.cases import CASES
from tests.records.xapi.statements import (
    ACTIVITY,
    AGENT,
    ATTACHMENT,
    BASE,
    DROP,
    LONG,
    REF,
    SUB,
    TWO_MEMBERS,
    Json,
    changed,
)

MEMBERS = [*TWO_MEMBERS, {"openid": "https://eve.example.org", "name": "Eve"}]
CREW: Json = {"objectType": "Group", "member": MEMBERS}
WERC: Json = {"objectType": "Group", "member": MEMBERS[::-1]}
AROUND: Json = {"contextActivities": {"parent": [ACTIVITY], "category": [{"id": "a:b"}, {"id": "c:d"}]}}
WITNESS: Json = {"objectType": "contextAgent", "agent": AGENT, "relevantTypes": ["a:b"]}
EXTENDED = changed(BASE, context={"extensions": {"a:b": {"c": [1, True, None, "x"]}}})

ALIKE: list[tuple[str, Json, Json]] = [
    ("what a store assigns", LONG, changed(LONG, authority=AGENT, stored="2027-01-01T00:00:00Z", version="1.0.0")),
    (
        "what a store adds",
        BASE,
        {**BASE, "id": LONG["id"], "timestamp": LONG["timestamp"]},
    ),
    ("id in capitals", LONG, changed(LONG, id=LONG["id"].upper())),
    ("timestamp of none", BASE, changed(BASE, timestamp="2026-11-22T09:30:00Z")),
    (
        "timestamp elsewhere",
        changed(BASE, timestamp="2026-11-22T09:30:00Z"),
        changed(BASE, timestamp="2026-11-22T15:00:00.000000+05:30"),
    ),
    ("display of the verb", LONG, changed(LONG, verb__display={"fr": "a répondu"})),
    ("no display of the verb", LONG, changed(LONG, verb__display=DROP)),
    ("definition", LONG, changed(LONG, object__definition={"name": {"en": "Other"}})),
    ("no definition", LONG, changed(LONG, object__definition=DROP)),
    (
        "definition around it",
        changed(BASE, context=AROUND),
        changed(
            BASE,
            context={"contextActivities": {**AROUND["contextActivities"], "parent": {**ACTIVITY, "definition": {}}}},
        ),
    ),
    ("types that were left out", BASE, changed(BASE, actor__objectType="Agent", object__objectType="Activity")),
    ("order of members", changed(BASE, actor=CREW), changed(BASE, actor=WERC)),
    ("order of members of the object", changed(BASE, object=CREW), changed(BASE, object=WERC)),
    ("order of a team", changed(BASE, context={"team": CREW}), changed(BASE, context={"team": WERC})),
    (
        "host in capitals",
        changed(BASE, actor={"mbox": "mailto:Ann@example.org"}),
        changed(BASE, actor={"mbox": "mailto:Ann@Example.ORG"}),
    ),
    (
        "sha1 in capitals",
        changed(BASE, actor={"mbox_sha1sum": "ab" * 20}),
        changed(BASE, actor={"mbox_sha1sum": "AB" * 20}),
    ),
    (
        "registration and language in capitals",
        LONG,
        changed(
            LONG,
            context__registration=LONG["context"]["registration"].upper(),
            context__language="EN-us",
            context__statement__id=REF["id"].upper(),
        ),
    ),
    (
        "precision beyond a hundredth",
        changed(BASE, result={"duration": "PT4.25S"}),
        changed(BASE, result={"duration": "PT4.2599S"}),
    ),
    ("numbers of one size", changed(BASE, result={"score": {"raw": 1}}), changed(BASE, result={"score": {"raw": 1.0}})),
    ("order of properties", LONG, dict(reversed(LONG.items()))),
    ("in a SubStatement", changed(BASE, object=SUB), changed(BASE, object=changed(SUB, verb__display={"en": "A"}))),
    (
        "reference in capitals",
        changed(BASE, object={**REF, "id": "aaaaaaaa-2222-4333-8444-555555555555"}),
        changed(BASE, object={**REF, "id": "AAAAAAAA-2222-4333-8444-555555555555"}),
    ),
    (
        "languages of an attachment in capitals",
        changed(BASE, attachments=[ATTACHMENT]),
        changed(BASE, attachments=[{**ATTACHMENT, "display": {"EN-US": "Certificate"}, "sha2": "A" * 64}]),
    ),
    (
        "agent of the context",
        changed(BASE, context={"contextAgents": [WITNESS]}),
        changed(BASE, context={"contextAgents": [{**WITNESS, "agent": {"mbox": "mailto:ann@EXAMPLE.org"}}]}),
    ),
]

OTHER: list[tuple[str, Json, Json]] = [
    ("another id", LONG, changed(LONG, id="11111111-2222-4333-8444-555555555555")),
    ("another actor", BASE, changed(BASE, actor={"mbox": "mailto:eve@example.org"})),
    ("person in capitals", BASE, changed(BASE, actor={"mbox": "mailto:ANN@example.org"})),
    ("another name", changed(BASE, actor__name="Ann"), changed(BASE, actor__name="Anne")),
    ("another verb", BASE, changed(BASE, verb={"id": "https://example.org/forgot"})),
    ("verb in capitals", BASE, changed(BASE, verb={"id": "https://example.org/Learned"})),
    ("another object", BASE, changed(BASE, object={"id": "https://example.org/water"})),
    ("another kind of object", changed(BASE, object=AGENT), changed(BASE, object=REF)),
    ("another time", LONG, changed(LONG, timestamp="2026-11-22T09:30:00.124Z")),
    ("another success", LONG, changed(LONG, result__success=False)),
    ("no result", LONG, changed(LONG, result=DROP)),
    ("another duration", LONG, changed(LONG, result__duration="PT4M5.26S")),
    ("the same duration by other units", LONG, changed(LONG, result__duration="PT245.25S")),
    ("another response", LONG, changed(LONG, result__response="b")),
    ("another registration", LONG, changed(LONG, context__registration="11111111-2222-4333-8444-555555555555")),
    ("another platform", LONG, changed(LONG, context__platform="Web")),
    ("one more around it", LONG, changed(LONG, context__contextActivities__parent=[ACTIVITY, {"id": "a:b"}])),
    (
        "another order around it",
        changed(BASE, context=AROUND),
        changed(
            BASE, context={"contextActivities": {"parent": [ACTIVITY], "category": [{"id": "c:d"}, {"id": "a:b"}]}}
        ),
    ),
    ("a member less", changed(BASE, actor=CREW), changed(BASE, actor={**CREW, "member": MEMBERS[:2]})),
    ("a member twice", changed(BASE, actor=CREW), changed(BASE, actor={**CREW, "member": [*MEMBERS, MEMBERS[0]]})),
    ("another extension", EXTENDED, changed(EXTENDED, context={"extensions": {"a:b": {"c": [1, True, None, "y"]}}})),
    ("1 for true", EXTENDED, changed(EXTENDED, context={"extensions": {"a:b": {"c": [1, 1, None, "x"]}}})),
    ("false for null", EXTENDED, changed(EXTENDED, context={"extensions": {"a:b": {"c": [1, True, False, "x"]}}})),
    ("object for a list", EXTENDED, changed(EXTENDED, context={"extensions": {"a:b": {"c": {"0": 1}}}})),
    ("list for an object", EXTENDED, changed(EXTENDED, context={"extensions": {"a:b": []}})),
    ("a longer list", EXTENDED, changed(EXTENDED, context={"extensions": {"a:b": {"c": [1, True, None, "x", 1]}}})),
    ("another file", LONG, changed(LONG, attachments=[{**ATTACHMENT, "sha2": "b" * 64}])),
    ("no file", LONG, changed(LONG, attachments=DROP)),
    ("another SubStatement", changed(BASE, object=SUB), changed(BASE, object={**SUB, "result": {"success": True}})),
    (
        "another role",
        changed(BASE, context={"contextAgents": [WITNESS]}),
        changed(BASE, context={"contextAgents": [{**WITNESS, "relevantTypes": ["a:c"]}]}),
    ),
]


def pairs(cases: list[tuple[str, Json, Json]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id=name) for name, *pair in cases])


@pairs(ALIKE)
def test_a_resend_is_the_same(one: Json, other: Json) -> None:
    assert faults(one, Version.TWO) == faults(other, Version.TWO) == ()
    before = copy.deepcopy((one, other))
    assert same(one, other)
    assert same(other, one)
    assert (one, other) == before


@pairs(OTHER)
def test_a_changed_one_is_another(one: Json, other: Json) -> None:
    assert faults(one, Version.TWO) == faults(other, Version.TWO) == ()
    assert not same(one, other)
    assert not same(other, one)


def test_every_statement_is_the_same_as_itself() -> None:
    assert all(same(case.statement, copy.deepcopy(case.statement)) for case in CASES if case.accepted)


@settings(deadline=None)
@given(st.sampled_from([case.statement for case in CASES if case.accepted]), st.sampled_from(sorted(LONG)))
def test_what_is_left_out_makes_another(statement: Json, name: str) -> None:
    optional = name not in ("actor", "verb", "object") and name in statement
    without = {key: value for key, value in statement.items() if key != name or not optional}
    assigned = {"id", "timestamp", "stored", "authority", "version"}
    assert same(statement, without) == (not optional or name in assigned)
