"""What is hidden cannot be computed from what is shown: an attacker solves all sums of a table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.records.analysis.engines.engine import Table
from builder.records.analysis.families import Family, families
from builder.records.analysis.report import Report, Result
from builder.records.analysis.slices import Slice
from builder.records.analysis.suppress import suppress

REPORT = Report.model_validate(
    {
        "name": "made-up",
        "sql": "",
        "title": "t",
        "question": "q",
        "columns": [
            {"name": name, "label": name, "format": "text", "meaning": name, "stays": True}
            for name in ("slice", "by", "value", "state")
        ]
        + [{"name": name, "label": name, "format": "count", "meaning": name} for name in ("learners", "passed")],
        "cells": {
            "count": "learners",
            "what": "learners",
            "sums": [
                {"alike": ["slice"], "parts": {"by": "state"}, "total": {"by": "all"}},
                {
                    "alike": ["slice"],
                    "parts": {"by": "agency"},
                    "total": {"by": "state"},
                    "inside": "state",
                    "of": "value",
                },
            ],
        },
    }
)
NAMES = tuple(column.name for column in REPORT.columns)
LONE = Report.model_validate(
    REPORT.model_dump() | {"cells": {"count": "learners", "what": "learners", "sums": [{"alike": ["slice", "by"]}]}}
)
States = Sequence[Sequence[int]]


def tree(states: States, name: str = "all") -> Table:
    """Learners of the agencies of each state, with rows for the states and for all."""
    rows: list[tuple[object, ...]] = [(name, "all", "all", None, sum(map(sum, states)), 0)]
    rows += [(name, "state", f"s{at}", None, sum(state), 0) for at, state in enumerate(states)]
    rows += [
        (name, "agency", f"s{at}a{n}", f"s{at}", count, 0)
        for at, state in enumerate(states)
        for n, count in enumerate(state)
    ]
    return Table(NAMES, (), rows)


def shown(result: Result) -> dict[object, int | None]:
    return {row[2]: row[4] for row in result.rows}


def test_a_row_of_too_few_tells_only_which_it_is() -> None:
    result = suppress(REPORT, tree([[9, 8, 3, 2]]), smallest=5)
    assert shown(result)["s0a2"] is None
    row = next(row for row in result.rows if row[2] == "s0a2")
    assert row == ("all", "agency", "s0a2", "s0", None, None)
    assert result.hidden[result.rows.index(row)]


def test_exactly_as_many_as_asked_are_shown() -> None:
    assert shown(suppress(REPORT, tree([[5, 6]]), smallest=5))["s0a0"] == 5


def test_a_lone_hidden_row_takes_the_next_smallest_with_it() -> None:
    # All 40: with 3 hidden alone, 40 - 20 - 17 would tell it.
    told = shown(suppress(REPORT, tree([[20, 17, 3]]), smallest=5))
    assert (told["s0a0"], told["s0a1"], told["s0a2"]) == (20, None, None)


def test_hidden_rows_are_not_together_too_few() -> None:
    # 1 + 2 = 3 could be told of three learners; with 9 of them it is told of twelve.
    told = shown(suppress(REPORT, tree([[20, 9, 1, 2]]), smallest=5))
    assert (told["s0a0"], told["s0a1"]) == (20, None)


def test_rows_of_one_learner_each_are_not_told_by_their_number() -> None:
    told = shown(suppress(REPORT, tree([[20, 9, 1, 1, 1, 1, 1]]), smallest=5))
    assert told["s0a1"] is None


def test_a_sum_in_a_sum_is_hidden_too() -> None:
    # The state of one small agency is small itself; another state goes with it, and in that an agency.
    told = shown(suppress(REPORT, tree([[3], [20, 30], [40, 50]]), smallest=5))
    assert (told["s0"], told["s1"], told["s1a0"]) == (None, None, None)
    assert (told["all"], told["s2"], told["s2a0"], told["s1a1"]) == (143, 90, 40, 30)


def test_where_only_shares_tell_the_whole_it_counts_as_known() -> None:
    rows = [("all", "x", str(n), None, count, 0) for n, count in enumerate((50, 12, 2))]
    told = shown(suppress(LONE, Table(NAMES, (), rows), smallest=5))
    assert told == {"0": 50, "1": None, "2": None}


def test_nobody_is_nobody_to_hide() -> None:
    assert shown(suppress(REPORT, tree([[0, 9]]), smallest=5)) == {"all": 9, "s0": 9, "s0a0": 0, "s0a1": 9}


@pytest.mark.parametrize("smallest", [0, 1])
def test_whoever_asks_for_all_gets_all(smallest: int) -> None:
    assert not any(suppress(REPORT, tree([[1, 2]]), smallest=smallest).hidden)


def test_slices_that_add_up_to_another_do_not_tell_its_rows() -> None:
    counts = {"all": 23, "2025": 20, "2026": 3}
    rows = [(name, "all", "all", None, count, 0) for name, count in counts.items()]
    made = families(
        [Slice("all"), Slice("2025", None, "2025-01", "2025-12"), Slice("2026", None, "2026-01", "2026-12")]
    )
    told = suppress(REPORT, Table(NAMES, (), rows), 5, made)
    assert [row[4] for row in told.rows] == [23, None, None]


def test_those_outside_all_slices_are_not_told_by_the_difference() -> None:
    counts = {"all": 153, "a0": 100, "a1": 50}
    rows = [(name, "all", "all", None, count, 0) for name, count in counts.items()]
    told = suppress(REPORT, Table(NAMES, (), rows), 5, [Family("all", ("a0", "a1"))])
    assert [row[4] for row in told.rows] == [153, 100, None]


def test_families_are_years_quarters_and_agencies() -> None:
    made = families(
        [
            Slice("all"),
            Slice("2025", None, "2025-01", "2025-12"),
            Slice("2026", None, "2026-01", "2026-12"),
            Slice("2026-Q1", None, "2026-01", "2026-03"),
            Slice("2026-Q2", None, "2026-04", "2026-06"),
            Slice("a0", ("a",)),
            Slice("a1", ("b",)),
            Slice("a0.2026", ("a",), "2026-01", "2026-12"),
        ]
    )
    told = {(family.total, frozenset(family.parts)) for family in made}
    assert ("all", frozenset({"2025", "2026"})) in told
    assert ("2026", frozenset({"2026-Q1", "2026-Q2"})) in told
    assert ("all", frozenset({"a0", "a1"})) in told
    assert ("a0", frozenset({"a0.2026"})) in told
    assert ("2026", frozenset({"a0.2026"})) in told


small_states = st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=200, deadline=None)
@given(small_states, st.integers(2, 7))
def test_no_hidden_row_can_be_computed(states: States, smallest: int) -> None:
    result = suppress(REPORT, tree(states), smallest)
    for row, full in zip(result.rows, tree(states).rows, strict=True):
        assert row[4] == full[4] or row[4] is None
        assert full[4] >= smallest or row[4] is None
    hidden = [str(row[2]) for row in result.rows if row[4] is None]
    assert not set(hidden) & solved(equations(states, result), hidden)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=2), min_size=1, max_size=2))
def test_not_even_by_knowing_that_each_row_has_somebody(states: States) -> None:
    """Of all that agrees with what is shown, every row of too few may be at least two numbers."""
    smallest = 4
    table = tree(states)
    told = shown(suppress(REPORT, table, smallest))
    names = [f"s{at}a{n}" for at, state in enumerate(states) for n in range(len(state))]
    most = sum(map(sum, states)) if told["all"] is not None else 12
    found: dict[str, set[int]] = {name: set() for name in names}
    choices = [[value] if (value := told[name]) is not None else range(1, min(most, 12) + 1) for name in names]
    for numbers in product(*choices):
        guess = dict(zip(names, numbers, strict=True))
        sums = [sum(guess[f"s{at}a{n}"] for n in range(len(state))) for at, state in enumerate(states)]
        fits = all(told[f"s{at}"] in (None, one) for at, one in enumerate(sums)) and told["all"] in (None, sum(sums))
        if fits:
            for name, number in guess.items():
                found[name].add(number)
    true = {str(row[2]): row[4] for row in table.rows}
    for name in names:
        assert true[name] >= smallest or len(found[name]) > 1, (name, told)


def equations(states: States, result: Result) -> list[dict[str, Fraction]]:
    """What is shown, as sums of what is not: coefficients by row."""
    told = shown(result)
    sums = [("all", [f"s{at}" for at in range(len(states))])]
    sums += [(f"s{at}", [f"s{at}a{n}" for n in range(len(state))]) for at, state in enumerate(states)]
    found = []
    for total, parts in sums:
        terms = {part: Fraction(1) for part in parts if told[part] is None}
        if told[total] is None:
            terms[total] = Fraction(-1)
        found.append(terms)
    return found


def solved(found: list[dict[str, Fraction]], names: Sequence[str]) -> set[str]:
    """The unknowns that the equations determine: after elimination alone in a row."""
    rows = [[one.get(name, Fraction(0)) for name in names] for one in found]
    done = 0
    for column in range(len(names)):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for at, row in enumerate(rows):
            if at != done and row[column]:
                rows[at] = [value - row[column] * by for value, by in zip(row, rows[done], strict=True)]
        done += 1
    alone = [[name for name, value in zip(names, row, strict=True) if value] for row in rows]
    return {row[0] for row in alone if len(row) == 1}
