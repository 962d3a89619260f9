"""What only those who send are asked for: a store takes it, our own statements do not have it."""

from __future__ import annotations

import pytest

from builder.records.xapi.careful import slips
from builder.records.xapi.faults import Fault, faults
from tests.records.xapi.cases.interaction import GOOD, SLIPS
from tests.records.xapi.statements import ACTIVITY, AGENT, BASE, LONG, SUB, changed, question

QUESTION = question("true-false")["object"]
SENT = {
    "empty result": (changed(BASE, result={}), "result", "must not be empty"),
    "empty score": (changed(BASE, result={"score": {}}), "result.score", "must not be empty"),
    "empty context": (changed(BASE, context={}), "context", "must not be empty"),
    "empty definition": (changed(BASE, object__definition={}), "object.definition", "must not be empty"),
    "no zone": (changed(BASE, timestamp="2026-11-22T09:30:00"), "timestamp", "must have its zone"),
    "no zone in a SubStatement": (
        changed(BASE, object={**SUB, "timestamp": "20261122T0930"}),
        "object.timestamp",
        "must have its zone",
    ),
    "response of a SubStatement": (
        changed(BASE, object={**SUB, "object": QUESTION, "result": {"response": "1"}}),
        "object.result.response",
        "must be true or false",
    ),
    "question around it": (
        changed(BASE, context={"contextActivities": {"other": [ACTIVITY, question("likert", choices=[])["object"]]}}),
        "context.contextActivities.other[1].definition.choices",
        "is not allowed",
    ),
    "one question around it": (
        changed(BASE, context={"contextActivities": {"parent": question("likert", choices=[])["object"]}}),
        "context.contextActivities.parent[0].definition.choices",
        "is not allowed",
    ),
    **SLIPS,
}


@pytest.mark.parametrize("name", SENT)
def test_a_slip_is_told_at_its_property(name: str) -> None:
    data, path, words = SENT[name]
    assert faults(data) == ()
    (slip,) = slips(data)
    assert slip.path == path
    assert words in slip.text


@pytest.mark.parametrize("name", GOOD)
def test_a_question_that_fits_its_type_is_none(name: str) -> None:
    assert slips(GOOD[name]) == ()


def test_what_is_empty_in_extensions_is_none() -> None:
    assert slips(changed(BASE, object=AGENT, context={"extensions": {"a:b": {}}})) == ()
    assert slips(LONG) == ()


def test_all_slips_are_told() -> None:
    data = changed(question("numeric"), context={}, result={"response": "four"}, timestamp="2026-11-22T09:30")
    assert slips(data) == (
        Fault("context", "must not be empty: leave it out"),
        Fault("timestamp", "must have its zone, such as Z"),
        Fault("result.response", "must be a number or a range such as 1[:]5 for interactionType numeric"),
    )
