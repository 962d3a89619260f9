"""The statement model: what the version of xAPI allows is taken, what it forbids is refused at the right property."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.records.xapi.activity import Activity
from builder.records.xapi.actor import Agent
from builder.records.xapi.faults import TEXTS, Fault, faults
from builder.records.xapi.statement import Statement
from builder.records.xapi.values import PATTERN_TEXTS
from builder.standards.xapi import Version
from tests.records.xapi.cases import CASES
from tests.records.xapi.statements import ACTIVITY, BASE, LONG, Case, changed

EACH = [(case, version) for case in CASES for version in case.versions]
GOOD = [(case, version) for case, version in EACH if case.accepted]
BAD = [(case, version) for case, version in EACH if not case.accepted]


def names(cases: list[tuple[Case, Version]]) -> list[str]:
    return [f"{case.requirement} {case.name}, {version}" for case, version in cases]


def test_there_are_many_cases_each_with_its_own_name() -> None:
    assert len(GOOD) > 400
    assert len(BAD) > 800
    assert len({*names(EACH)}) == len(EACH)


@pytest.mark.parametrize(("case", "version"), GOOD, ids=names(GOOD))
def test_what_the_specification_allows_is_taken(case: Case, version: Version) -> None:
    assert faults(case.statement, version) == ()


@pytest.mark.parametrize(("case", "version"), BAD, ids=names(BAD))
def test_what_the_specification_forbids_is_refused_at_its_property(case: Case, version: Version) -> None:
    found = faults(case.statement, version)
    path = case.path or ""
    assert any(fault.path.startswith(path) and case.words in fault.text for fault in found), [*map(str, found)]
    holder = path[: max(path.rfind("."), 0)]
    assert all(fault.path.startswith(holder) for fault in found), [*map(str, found)]


@pytest.mark.parametrize("version", Version)
def test_json_and_data_are_read_alike(version: Version) -> None:
    for case, _ in (one for one in GOOD if one[1] is version):
        read = Statement.model_validate_json(json.dumps(case.statement), context=version)
        assert read == Statement.model_validate(case.statement, context=version)


def test_all_faults_are_told_at_once() -> None:
    data = changed(BASE, id="7", verb={"id": "x"}, result={"success": "yes"}, timestamp="now")
    assert [fault.path for fault in faults(data)] == ["verb.id", "result.success", "timestamp", "id"]


def test_more_faults_than_anybody_reads_are_counted() -> None:
    data = changed(BASE, context={"extensions": {f"key {number}": number for number in range(5000)}})
    assert [*map(str, faults(data))] == ["there are 5000 faults, too many to tell them"]


def test_of_a_long_list_the_first_fault_is_told() -> None:
    data = changed(BASE, actor={"objectType": "Group", "member": [{"mbox": "mailto:a@b.org"}, *[{}] * 5000]})
    assert [fault.path for fault in faults(data)] == ["actor.member[1]"]


@pytest.mark.parametrize("data", [None, [], "statement", 7, [BASE]])
def test_what_is_no_object_is_no_statement(data: object) -> None:
    (fault,) = faults(data)
    assert fault.path == ""


def test_a_part_of_a_statement_is_judged_alone() -> None:
    assert faults({"mbox": "mailto:a@b.org"}, model=Agent) == ()
    assert faults({"mbox": "a@b.org"}, model=Agent) == (Fault("mbox", "must be mailto: and one email address"),)


def test_an_id_is_read_in_lower_case() -> None:
    assert Statement.model_validate(changed(BASE, id="FD41C918-B88B-4B20-A0A5-A4C32391AAA0")).id == LONG["id"]


def test_one_context_activity_is_read_as_a_list() -> None:
    data = changed(BASE, context={"contextActivities": {"parent": ACTIVITY}})
    context = Statement.model_validate(data).context
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
@given(JSON, st.sampled_from(sorted(LONG)), st.sampled_from(Version))
def test_no_value_of_a_property_ends_in_anything_but_faults(value: object, name: str, version: Version) -> None:
    assert isinstance(faults({**LONG, name: value}, version), tuple)


@settings(deadline=None)
@given(JSON)
def test_no_value_of_an_extension_is_refused(value: object) -> None:
    data = changed(BASE, context={"extensions": {"https://example.org/x": value}})
    assert faults(data) == ()


def test_extensions_that_could_not_be_written_again_are_refused_by_their_key() -> None:
    deep: object = 1
    for _ in range(300):
        deep = [deep]
    data = changed(BASE, context={"extensions": {"a:deep": deep, "a:great": [float("inf")]}})
    assert [*map(str, faults(data))] == [
        'context.extensions["a:deep"]: is nested too deeply',
        'context.extensions["a:great"]: must be a finite number',
    ]
    assert "half of a surrogate pair" in str(faults(changed(BASE, verb__id="a:\ud800"))[0])


def test_no_text_of_pydantic_gets_through() -> None:
    for case, version in BAD:
        for fault in faults(case.statement, version):
            assert not fault.text.startswith(("Input", "Value", "String", "Field", "Extra", "List", "Tuple")), fault


def test_every_text_is_used() -> None:
    rare = {"finite_number", "recursion_depth_exceeded", "recursion_loop", "string_unicode"}  # above
    told = " ".join(fault.text for case, version in BAD for fault in faults(case.statement, version))
    assert all(text.split("{")[0] in told for kind, text in TEXTS.items() if kind not in rare)
    assert all(text in told for text in PATTERN_TEXTS.values())
