"""Reports against the truth that records were made from: every number exactly, though much goes wrong on the way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.records.lake.ledger import Taken
from builder.records.simulate.noise import CUT
from builder.records.simulate.simulate import simulate
from tests.records.simulate.lakes import Row, imported, reports, truth
from tests.records.simulate.worlds import wild

LEARNERS = 150
SPLIT = "2026-03-01"
"""What is stored later comes with the second import."""


@dataclass(frozen=True)
class Case:
    """`reports` by their name."""

    truth: Any
    reports: Mapping[str, list[Row]]
    steps: tuple[Taken, ...]
    parts: tuple[Path, ...]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("recovery")
    made = simulate(wild(LEARNERS, seed=5), folder / "made.ndjson")
    parts = _split(folder)
    steps = imported(folder / "lake", made, parts)
    return Case(truth(made), reports(folder / "lake"), steps, parts)


def _split(folder: Path) -> tuple[Path, Path]:
    """By when they were stored, as two imports with some time between them would find them."""
    parts = (folder / "first.ndjson", folder / "second.ndjson")
    with (folder / "made.ndjson").open() as lines, parts[0].open("w") as first, parts[1].open("w") as second:
        for line in lines:
            (second if _stored(line) >= SPLIT else first).write(line)
    return parts


def _stored(line: str) -> str:
    try:
        stored: str = json.loads(line)["stored"]
    except json.JSONDecodeError:
        return ""
    return stored


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def test_the_ledger_says_what_was_taken_and_what_not(case: Case) -> None:
    lines, total = case.truth["lines"], case.steps[0] + case.steps[1]
    assert total.read == lines["all"]
    assert total.duplicates == lines["duplicates"]
    assert total.voided == lines["voided"]
    assert total.aside == lines["aside"]
    # A target that was in the lake before its voiding statement came was kept once, and is voided now.
    assert total.read - total.duplicates - total.voided - total.aside == lines["rows"]
    found = {row["code"]: row["lines"] for row in case.reports["aside"]}
    cut = case.truth["aside"].pop(CUT, 0)
    assert found == {"json": cut, "statement": sum(case.truth["aside"].values())}
    case.truth["aside"][CUT] = cut


def test_late_ones_are_those_of_months_that_were_over(case: Case) -> None:
    first, second = ([*_statements(part)] for part in case.parts)
    newest = max(one["timestamp"][:7] for one in first)
    known = {one["id"] for one in first}
    gone = {one["object"]["id"] for one in (*first, *second) if one["object"].get("objectType") == "StatementRef"}
    fresh = {one["id"]: one["timestamp"][:7] for one in second if one["id"] not in known | gone}
    assert case.steps[0].late == 0
    assert case.steps[1].late == sum(month < newest for month in fresh.values()) > 0


def _statements(part: Path) -> Iterator[Any]:
    """Those that are valid: what was spoiled on purpose is spoiled in a way that this sees."""
    for line in part.read_text("utf-8").splitlines():
        try:
            one = json.loads(line)
        except json.JSONDecodeError:
            continue
        bad = one["id"] == "42" or "verb" not in one or "openid" in one["actor"] or one["timestamp"] == "yesterday"
        if not bad and one.get("result", {}).get("score", {}).get("scaled", 0) <= 1:
            yield one


def test_completion_and_passing(case: Case) -> None:
    found = {
        (row["by"], row["value"]): {name: row[name] for name in ("learners", "completed", "tested", "passed")}
        for row in case.reports["completion"]
    }
    names = ("learners", "completed", "tested", "passed")
    assert found == {
        (by, value): {name: counts.get(name, 0) for name in names}
        for by, values in case.truth["completion"].items()
        for value, counts in values.items()
    }
    assert {by for by, _ in found} == {"all", "agency", "state", "version", "month"}
    for row in case.reports["completion"]:
        assert row["pass_rate"] == near(row["passed"] / row["learners"])


def test_attempts(case: Case) -> None:
    assert {str(row["attempt"]) for row in case.reports["attempts"]} == set(case.truth["attempts"])
    for row in case.reports["attempts"]:
        told = case.truth["attempts"][str(row["attempt"])]
        for name in ("learners", "begun", "finished", "passed"):
            assert row[name] == told.get(name, 0)
        assert row["pass_rate"] == near(told["passed"] / told["finished"])
        assert row["mean_score"] == near(told["points"] / told["finished"])
        assert row["mean_gain"] == (near(told["gain"] / told["followed"]) if "followed" in told else None)


def test_distribution_of_scores(case: Case) -> None:
    for which, told in case.truth["scores"].items():
        steps = Counter[str]()
        for points, learners in told.items():
            step = min(int(float(points) // 10), 9) * 10
            steps[f"{step}\u2013{step + 10}"] += learners
        rows = {row["bin"]: row for row in case.reports["scores"] if row["which"] == which}
        assert {name: row["learners"] for name, row in rows.items() if name != "all" and row["learners"]} == steps
        mean = sum(float(points) * learners for points, learners in told.items()) / steps.total()
        assert rows["all"]["mean"] == near(mean)


def test_objectives(case: Case) -> None:
    assert {row["objective"] for row in case.reports["mastery"]} == set(case.truth["objectives"])
    for row in case.reports["mastery"]:
        told = case.truth["objectives"][row["objective"]]
        found = (row["learners"], row["mastered_first"], row["mastered"])
        assert found == tuple(told.get(name, 0) for name in ("learners", "mastered first", "mastered"))
        assert row["mean_first"] == near(told["first points"] / told["learners"])


def test_time_in_lessons(case: Case) -> None:
    told = {lesson["iri"]: lesson for lesson in case.truth["lessons"].values()}
    assert {row["lesson_id"] for row in case.reports["lesson_time"]} == set(told)
    for row in case.reports["lesson_time"]:
        lesson = told[row["lesson_id"]]
        assert row["learners"] == lesson["learners"]
        assert [row["p10_s"], row["median_s"], row["p90_s"]] == [
            near(lesson["seconds"][share]) for share in ("0.1", "0.5", "0.9")
        ]
        assert row["estimate_s"] == 60 * lesson["minutes"]


def test_where_learners_stop(case: Case) -> None:
    told = {page["iri"]: (page["learners"], page["stopped"]) for page in case.truth["pages"].values()}
    assert {row["page_id"]: (row["learners"], row["stopped"]) for row in case.reports["drop_off"]} == told
    assert sum(stopped for _, stopped in told.values()) > 0


def test_paths_and_ends_of_scenarios(case: Case) -> None:
    iri = case.truth["course"]["iri"]
    found = {
        f"{row['situation_id']} {row['choice_id']}": (row["decisions"], row["first_decisions"], row["learners"])
        for row in case.reports["paths"]
    }
    found |= {
        f"{row['scenario_id']} {row['end_id']}": (row["runs"], row["first_runs"], row["learners"])
        for row in case.reports["ends"]
    }
    told = {}
    for what, folder in (("choices", "decision"), ("ends", "scenario")):
        for about, answers in case.truth[what].items():
            for answer, counts in answers.items():
                names = (counts.get(name, 0) for name in ("times", "first runs", "learners"))
                told[f"{iri}/{folder}/{about.replace('_', '/')} {answer}"] = tuple(names)
    assert found == told


def test_quality_of_the_data(case: Case) -> None:
    found = {row["kind"]: (row["found"], row["of_all"]) for row in case.reports["quality"]}
    lines, told = case.truth["lines"], case.truth["quality"]
    own = told["own"]
    assert found["foreign"] == (lines["voiding"], lines["rows"])
    assert found["agency"] == (told["agency"], own)
    assert found["ahead"] == (told["ahead"], own)
    assert found["behind"] == (told["behind"], own)
    assert found["end"] == (told["end"], case.truth["sessions"]["begun"])
    assert found["registration"] == (0, own)
    assert found["unknown"][0] == found["session"][0] == 0
    for kind in ("duplicates", "voided", "aside"):
        assert found[kind] == (lines[kind], lines["all"])


def test_answers_to_each_item(case: Case) -> None:
    told = {item["iri"]: item for item in case.truth["items"].values()}
    assert {row["item_id"] for row in case.reports["view"]} == set(told)
    for row in case.reports["view"]:
        item = told[row["item_id"]]
        assert (row["answers"], row["learners"]) == (item["answers"], item["learners"])
        right = item["first"].get("right", 0) / item["first"]["answers"] if "right" in item else None
        assert row["share_right"] == (None if right is None else near(right))


def test_items_and_their_options(case: Case) -> None:
    for row in case.reports["items"]:
        form = case.truth["items"][row["item"]]["form"]
        assert row["learners"] == form["answers"]
        assert row["difficulty"] == near(form.get("right", 0) / form["answers"])
        assert row["omitted_rate"] == near(form["responses"].get("", 0) / form["answers"])
    for row in case.reports["distractors"]:
        item = case.truth["items"][row["item"]]
        responses = item["form"]["responses"]
        assert row["asked"] == item["form"]["answers"]
        if row["option_id"] == "(blank)":
            assert row["learners"] == responses[""]
        elif item["type"] in ("choice", "true-false", "multiple"):
            chosen = (count for answer, count in responses.items() if row["option_id"] in answer.split("[,]"))
            assert row["learners"] == sum(chosen)
        elif row["option_id"] == "(others)":
            assert row["learners"] == sum(responses.values()) - responses.get("", 0) - told_of(case, row)
        else:
            assert row["learners"] == responses[row["option_id"]]


def told_of(case: Case, others: Mapping[str, Any]) -> int:
    """Learners whose answers have rows of their own."""
    rows = (row for row in case.reports["distractors"] if row["item"] == others["item"])
    return sum(row["learners"] for row in rows if row["option_id"] not in ("(others)", "(blank)"))
