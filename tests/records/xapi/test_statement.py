"""The statement model: what xAPI 1.0.3 allows is taken, what it forbids is refused at the right property."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.records.xapi.activity import Activity
from builder.records.xapi.faults import TEXTS, faults
from builder.records.xapi.statement import Statement
from tests.records.xapi.cases import BAD, GOOD
from tests.records.xapi.statements import ACTIVITY, BASE, LONG, changed


def test_there_are_many_cases() -> None:
    assert len(GOOD) + len(BAD) >= 150


@pytest.mark.parametrize("name", GOOD)
def test_what_the_specification_allows_is_taken(name: str) -> None:
    assert faults(GOOD[name]) == ()


@pytest.mark.parametrize("name", GOOD)
def test_json_and_data_are_read_alike(name: str) -> None:
    assert Statement.model_validate_json(json.dumps(GOOD[name])) == Statement.model_validate(GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_what_the_specification_forbids_is_refused_at_its_property(name: str) -> None:
    data, path, words = BAD[name]
    found = faults(data)
    assert any(fault.path.startswith(path) and words in fault.text for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize("name", BAD)
def test_nothing_but_the_faulty_object_is_named(name: str) -> None:
    data, path, _ = BAD[name]
    holder = path[: max(path.rfind("."), 0)]
    assert all(fault.path.startswith(holder) for fault in faults(data))


def test_all_faults_are_told_at_once() -> None:
    data = changed(BASE, id="7", verb={"id": "x"}, result={"success": "yes"}, timestamp="now")
    assert [fault.path for fault in faults(data)] == ["verb.id", "result.success", "timestamp", "id"]


@pytest.mark.parametrize("data", [None, [], "statement", 7, [BASE]])
def test_what_is_no_object_is_no_statement(data: object) -> None:
    (fault,) = faults(data)
    assert fault.path == ""


def test_an_id_is_read_in_lower_case() -> None:
    assert Statement.model_validate(GOOD["shape: id in capitals"]).id == "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"


def test_one_context_activity_is_read_as_a_list() -> None:
    context = Statement.model_validate(GOOD["context: context activity as an object"]).context
    assert context is not None
    assert context.context_activities is not None
    assert context.context_activities.parent == (Activity.model_validate(ACTIVITY),)


def test_a_statement_comes_out_as_it_went_in() -> None:
    statement = Statement.model_validate(LONG)
    assert statement.model_dump(mode="json", by_alias=True, exclude_unset=True) == LONG


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(JSON, st.sampled_from(sorted(LONG)))
def test_no_value_of_a_property_ends_in_anything_but_faults(value: object, name: str) -> None:
    assert isinstance(faults({**LONG, name: value}), tuple)


@settings(deadline=None)
@given(JSON)
def test_no_value_of_an_extension_is_refused(value: object) -> None:
    data = changed(BASE, context={"extensions": {"https://example.org/x": value}})
    assert faults(data) == ()


def test_no_text_of_pydantic_gets_through() -> None:
    for data, _, _ in BAD.values():
        for fault in faults(data):
            assert not fault.text.startswith(("Input", "Value", "String", "Field", "Extra", "List", "Tuple")), fault


def test_every_text_is_used() -> None:
    told = " ".join(fault.text for data, _, _ in BAD.values() for fault in faults(data))
    assert all(text.split("{")[0] in told for text in TEXTS.values())
