"""What statistics of items find out again, and how far off: difficulty, discrimination, bad items, reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from statistics import NormalDist, correlation
from typing import Any

import pytest

from builder.records.codebook import as_json
from builder.records.simulate import invented
from builder.records.simulate.settings import Settings
from builder.records.simulate.simulate import Source, simulate
from tests.records.simulate.lakes import Row, imported, reports, truth
from tests.records.simulate.worlds import CALM

LEARNERS = 1500
SEED = 2
NORMAL = NormalDist()
LOGISTIC = 1.702
"""What a slope of the logistic curve is to be divided by for one of the normal curve."""

Found = tuple[Any, Mapping[str, list[Row]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The truth and the reports of a course that has one page and the whole test."""
    folder = tmp_path_factory.mktemp("items")
    kept = {"course", "objective"}, {"module-1", "lesson-01", "lesson-01/page-1"}
    rows = [row for row in invented.rows(SEED) if row.test or row.kind in kept[0] or row.id in kept[1]]
    book = folder / "codebook.json"
    book.write_bytes(as_json(Source(invented.ID, invented.IRI, "1.0.0", ()), rows))
    out = folder / "made.ndjson"
    made = simulate(Settings(LEARNERS, SEED, attempts=1, rates=CALM), out, codebook=book)
    imported(folder / "lake", replace(made, codebooks=(book,)), [out])
    return truth(made), reports(folder / "lake")


def sound(found: Found) -> list[tuple[Any, Row]]:
    """Items in which nothing bad was planted: what is true and what was found."""
    told, rows = found
    pairs = [(told["items"][row["item"]], row) for row in rows["items"]]
    return [(item, row) for item, row in pairs if "planted" not in item]


def planted(found: Found, kind: str) -> list[Row]:
    told, rows = found
    return [row for row in rows["items"] if told["items"][row["item"]].get("planted") == kind]


def ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    return [float(order.index(at)) for at in range(len(values))]


def test_difficulty_is_what_was_to_be_expected_of_those_who_were_asked(found: Found) -> None:
    """Within four standard errors, for each item, the bad ones included."""
    told, rows = found
    for row in rows["items"]:
        form = told["items"][row["item"]]["form"]
        error = sqrt(form["variance"]) / form["answers"]
        assert abs(row["difficulty"] - form["expected"] / form["answers"]) < 4 * error, row["item"]


def test_difficulty_gives_b_again(found: Found) -> None:
    """The shares of right answers, guesses taken off and the slope allowed for, against the true b."""
    true, got = [], []
    for item, row in sound(found):
        knows = (row["difficulty"] - item["c"]) / (1 - item["c"])
        slope = item["a"] / LOGISTIC
        true.append(item["b"])
        got.append(-NORMAL.inv_cdf(min(max(knows, 0.01), 0.99)) * sqrt(1 + slope**2) / slope)
    assert correlation(true, got) > 0.95


def test_discrimination_puts_items_in_the_order_of_a(found: Found) -> None:
    """By biserial correlations, which do not depend on difficulty: of 500 answers each, ranks correlate over .6."""
    true, got = [], []
    for item, row in sound(found):
        share = row["difficulty"]
        height = NORMAL.pdf(NORMAL.inv_cdf(share))
        true.append(item["a"])
        got.append(row["discrimination"] * sqrt(share * (1 - share)) / height)
    assert correlation(ranks(true), ranks(got)) > 0.6


def test_every_miskeyed_item_is_to_be_retired(found: Found) -> None:
    rows = planted(found, "miskeyed")
    assert len(rows) == 2
    for row in rows:
        assert row["verdict"] == "retire"
        assert "another answer than the key" in row["reasons"]
        best = found[0]["items"][row["item"]]["best"]
        (remark,) = (
            option["remark"]
            for option in found[1]["distractors"]
            if option["item"] == row["item"] and option["option_id"] == best
        )
        assert remark == "the better learners take it"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("ambiguous", "hardly tells learners apart"), ("too-easy", "too easy"), ("too-hard", "too hard")],
)
def test_the_other_bad_items_are_found_for_what_they_are(found: Found, kind: str, reason: str) -> None:
    rows = planted(found, kind)
    assert len(rows) == 2
    for row in rows:
        assert row["verdict"] in ("review", "retire")
        assert reason in row["reasons"]
        if kind == "ambiguous":
            assert abs(row["discrimination"]) < 4 / sqrt(row["learners"])


def test_dead_distractors_are_found(found: Found) -> None:
    told, rows = found
    dead = {(item, one["dead"]) for item, one in told["items"].items() if "dead" in one}
    assert len(dead) == 2
    remarks = {(row["item"], row["option_id"]): row["remark"] for row in rows["distractors"]}
    assert {remarks[one] for one in dead} == {"nobody takes it"}


def test_no_sound_item_is_retired_and_few_are_to_be_reviewed(found: Found) -> None:
    """A review of an item that 95 in 100 have right is no false alarm: so it is."""
    verdicts = {row["item"]: row for _, row in sound(found)}
    assert not [item for item, row in verdicts.items() if row["verdict"] == "retire"]
    reviewed = [item for item, row in verdicts.items() if row["verdict"] == "review"]
    false = [
        item
        for item in reviewed
        if verdicts[item]["reasons"] != "too easy"
        or found[0]["items"][item]["form"]["expected"] / verdicts[item]["learners"] < 0.93
    ]
    assert len(false) <= len(verdicts) / 20


def test_reliability_is_that_of_true_scores(found: Found) -> None:
    """Alpha within .06 of the share of true variance where forms are equally hard; dependability within .1.

    Dependability and its standard error take the bank for a sample of more items: they are a little too careful.
    """
    told, rows = found
    (row,) = rows["reliability"]
    made = told["reliability"]
    count = made["forms"]

    def variance(name: str) -> float:
        return float(made[f"{name} squared"] / count - (made[name] / count) ** 2)

    assert row["learners"] == count
    assert row["alpha"] == pytest.approx(variance("true centered") / variance("observed centered"), abs=0.06)
    assert row["dependability"] == pytest.approx(variance("true") / variance("observed"), abs=0.1)
    error = 100 * sqrt(made["error squared"] / count)
    assert error * 0.97 < row["sem"] < error * 1.12
