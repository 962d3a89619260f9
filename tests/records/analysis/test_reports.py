"""Every report equals the same calculated in plain Python; small cases equal numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builder.records.analysis.open import Analysis, open_lake
from builder.records.analysis.report import Report, report, reports
from builder.records.analysis.slices import Slice
from builder.standards.xapi import ActivityType, Verb
from tests.records.analysis import by_hand_reports
from tests.records.analysis.by_hand import Views
from tests.records.analysis.codebooks import codebook
from tests.records.analysis.story import AGENCIES, story, ties
from tests.records.analysis.told import Told
from tests.records.analysis.written import write_lake

BOOKS = [*codebook(), *codebook(version="1.1.0", minutes=1)]
COUNTS = {"read": 100, "kept": 90, "duplicates": 5, "voided": 2, "late": 7, "aside": 3}
LAST = datetime(2026, 4, 2)
IMPORTS: list[dict[str, Any]] = [
    {"import_id": "1", "imported_at": datetime(2026, 4, 1), "source": "lrs", **COUNTS},
    {"import_id": "2", "imported_at": LAST, "source": "lrs", **COUNTS},
]


def untidy() -> Told:
    told = story(120, seed=5)
    ties(told, ("a", "a", "a"))
    told.learner("p1", version=None).completes()
    late = told.learner("late", stored=datetime(2026, 3, 20))
    late.begins()
    late.answers("unknown")
    told.learner("no-session").answers("q-l1")
    ancient = told.learner("ancient", "2013-06-01T10:00:00", stored=datetime(2025, 12, 1))
    ancient.begins()
    ancient.sees("l1/p1")
    ahead = told.learner("ahead", "2031-01-01T10:00:00", stored=None)
    ahead.begins()
    for number in range(3):
        reported = told.learner(f"reported{number}", stored=None, version="10.0.0")
        reported.begins()
        reported.tell(Verb.ATTEMPTED, told.course, ActivityType.COURSE, after=0)
        reported.answers("q-l1")
    reported.completes()
    return told


@pytest.fixture(scope="module")
def told() -> Told:
    return untidy()


@pytest.fixture(scope="module")
def analysis(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analysis]:
    folder = tmp_path_factory.mktemp("lake")
    write_lake(folder, told.rows, codebook=BOOKS, agencies=AGENCIES, imports=IMPORTS)
    with open_lake(folder) as found:
        yield found


def rows_of(analysis: Analysis, name: str) -> list[dict[str, Any]]:
    table = analysis.engine.table(known(name).sql)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def known(name: str) -> Report:
    found = report(name)
    assert found
    return found


def plain(rows: Sequence[dict[str, Any]]) -> list[str]:
    return sorted(
        str({name: float(f"{value:.8g}") if isinstance(value, float) else value for name, value in sorted(row.items())})
        for row in rows
    )


def numbered(rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    return [{str(at): value for at, value in enumerate(row)} for row in rows]


@pytest.mark.parametrize("name", [one.name for one in reports()])
def test_a_report_is_what_another_calculation_gives(name: str, analysis: Analysis, told: Told) -> None:
    views = Views(told.rows, BOOKS, AGENCIES, LAST)
    more = (told.rows, IMPORTS) if name == "quality" else ()
    wanted = list(getattr(by_hand_reports, name)(views, *more))
    found = rows_of(analysis, name)
    assert plain([{column: row[column] for column in wanted[0]} for row in found]) == plain(wanted)
    assert {row["slice"] for row in found} == {"all"}


@pytest.mark.parametrize("one", reports(), ids=lambda one: one.name)
def test_each_column_is_documented_in_order(one: Report, analysis: Analysis) -> None:
    table = analysis.engine.table(one.sql)
    names = [column.name for column in one.columns]
    assert list(table.columns) == names
    told = {one.cells.count} if one.cells else set()
    for sum_ in one.cells.sums if one.cells else ():
        told |= {*sum_.alike, *sum_.parts, *(sum_.total or {}), *filter(None, (sum_.inside, sum_.of))}
    if one.chart:
        told |= {one.chart.label, *one.chart.values, *filter(None, (one.chart.split, one.chart.group, one.chart.to))}
    assert told <= set(names)


@pytest.mark.parametrize("one", reports(), ids=lambda one: one.name)
def test_a_slice_is_what_the_part_alone_would_give(one: Report, told: Told, tmp_path: Path) -> None:
    """Of agency a in the first quarter: as if the lake had nothing else."""
    whole = write_lake(tmp_path / "whole", told.rows, codebook=BOOKS, agencies=AGENCIES)
    learners = {row["actor"] for row in told.rows if row["agency"] != "a"}
    own = [row for row in told.rows if row["actor"] not in learners]
    part = write_lake(tmp_path / "part", own, codebook=BOOKS, agencies=AGENCIES)
    with open_lake(whole, slices=[Slice("a", ("a",)), Slice("all")]) as both, open_lake(part) as alone:
        found = [row[1:] for row in both.engine.table(one.sql).rows if row[0] == "a"]
        wanted = [row[1:] for row in alone.engine.table(one.sql).rows]
    if one.name not in ("drop_off", "quality"):  # they ask for the newest statement of all, and of all courses
        assert plain(numbered(found)) == plain(numbered(wanted))
    assert found


def test_reports_are_empty_of_an_empty_lake(tmp_path: Path) -> None:
    with open_lake(write_lake(tmp_path / "lake", ())) as analysis:
        for one in reports():
            assert not analysis.engine.table(one.sql).rows, one.name


def test_reports_answer_without_a_codebook_and_agencies(told: Told, tmp_path: Path) -> None:
    with open_lake(write_lake(tmp_path / "lake", told.rows)) as analysis:
        for one in reports():
            found = analysis.engine.table(one.sql)
            assert found.rows, one.name


def measured(tmp_path: Path, name: str, answers: Sequence[Sequence[Any]], items: int) -> list[dict[str, Any]]:
    """Of learners who answered items of a test: a row a learner, None where an item was not drawn."""
    told = Told()
    for number, row in enumerate(answers):
        learner = told.learner(f"p{number}")
        learner.tries()
        for item, answer in enumerate(row, 1):
            if answer is not None:
                right = answer if isinstance(answer, int) else answer == "x"
                response = answer if isinstance(answer, str) else "x" if right else "w"
                learner.answers(f"i{item}", bool(right), response, test="final", attempt=1, after=0)
    folder = write_lake(tmp_path / "lake", told.rows, codebook=codebook(items))
    with open_lake(folder) as analysis:
        return rows_of(analysis, name)


GUTTMAN = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]


def test_alpha_is_kr_20_where_all_answer_all(tmp_path: Path) -> None:
    """Right answers 4, 3, 2, 1, 0: variance of sums 2. p = .8 .6 .4 .2, so sum of pq = .16 + .24 + .24 + .16 = .8.

    KR-20 = 4/3 (1 - .8/2) = .8. Sums of squares within forms: k p (1 - p) = 0, .75, 1, .75, 0 = 2.5 over 15 = 1/6;
    between: 4 times the variance of the means .75, .5625 ... = 4 (.25 + .0625 + 0 + .0625 + .25) / 4 = .625.
    Dependability = (.625 - .16667) / .625 = .73333. Standard error: 100 sqrt(.16667 / 4) = 20.412.
    """
    (row,) = measured(tmp_path, "reliability", GUTTMAN, 4)
    assert row["alpha"] == pytest.approx(0.8)
    assert row["dependability"] == pytest.approx(0.7333333333)
    assert row["sem"] == pytest.approx(20.41241452)
    assert (row["learners"], row["items"], row["length"], row["mean_score"]) == (5, 4, 4.0, 50.0)


def test_alpha_of_drawn_items_is_of_pairs_that_met(tmp_path: Path) -> None:
    """Two of three items each. Means: i1 (1, 0) .5; i2 (1, 0) .5; i3 (1, 0) .5: each answer is .5 from its mean.

    Products of the pairs that met: .25 three times, so c = .25 = v, and alpha = 2 c / (v + c) = 1.
    """
    drawn = [[1, 1, None], [0, None, 0], [None, 0, 0], [1, None, 1]]
    # i1: 1 0 1 -> 2/3; i2: 1 0 -> 1/2; i3: 0 0 1 -> 1/3. Products: 1/3*1/2, -2/3*-1/3, -1/2*-1/3, 1/3*2/3
    # = 6/36 + 8/36 + 6/36 + 8/36 = 28/36, c = 7/36. Squares: i1 6/9, i2 1/2, i3 6/9 = 11/6, v = 11/48.
    (row,) = measured(tmp_path, "reliability", drawn, 3)
    covariance, variance = 7 / 36, 11 / 48
    assert row["alpha"] == pytest.approx(2 * covariance / (variance + covariance))


def test_discrimination_is_of_the_other_items_only(tmp_path: Path) -> None:
    """i1 of GUTTMAN: answers 1 1 1 1 0, the rest 3 2 1 0 0 of 3.

    Means .8 and 1.2/3; sum of products 6/3, so covariance = 2/5 - .8 * .4 = .08; variances .16 and
    (9 + 4 + 1)/9/5 - .16 = .15111: r = .08 / sqrt(.16 * .15111) = .51450.
    """
    found = {row["item"]: row for row in measured(tmp_path, "items", GUTTMAN, 4)}
    assert found["i1"]["discrimination"] == pytest.approx(0.5144957554)
    assert found["i1"]["difficulty"] == pytest.approx(0.8)
    # 27 % of 5 is 1.35: one form above, one below.
    assert found["i1"]["d_index"] == pytest.approx(1.0)
    assert {row["verdict"] for row in found.values()} == {"open"}


def test_bad_items_are_found_and_good_ones_left_alone(tmp_path: Path) -> None:
    """60 learners, ever more able: i1 to i5 go by ability; i6 all right; i7 the wrong key; i8 blank; i9 backward."""
    rows = []
    for able in range(60):
        good = ["x" if able > 10 * item + able % 7 else "w" for item in range(1, 6)]
        miskeyed = "y" if able >= 30 else "x" if able % 3 == 0 else "w"
        rows.append([*good, "x", miskeyed, None if able % 2 else "x", "x" if able < 30 else "wyz"[able % 3]])
    told = Told()
    for able, row in enumerate(rows):
        learner = told.learner(f"p{able}")
        for item, answer in enumerate(row, 1):
            learner.answers(f"i{item}", answer == "x", answer, test="final", attempt=1, after=0)
    with open_lake(write_lake(tmp_path / "lake", told.rows, codebook=codebook(9))) as analysis:
        found = {row["item"]: row for row in rows_of(analysis, "items")}
    verdicts = {item: row["verdict"] for item, row in found.items()}
    assert verdicts["i7"] == verdicts["i9"] == "retire"
    assert verdicts["i6"] == verdicts["i8"] == "review"
    assert {verdicts[f"i{item}"] for item in (2, 3, 4)} == {"ok"}
    assert "key" in found["i7"]["reasons"]
    assert "better learners" in found["i9"]["reasons"]
    assert found["i6"]["reasons"] == "too easy"


def test_of_several_options_each_is_counted(tmp_path: Path) -> None:
    answers = [["x[,]y"], ["x"], ["w[,]y"]]
    found = {row["option_id"]: row["learners"] for row in measured(tmp_path, "distractors", answers, 1)}
    assert found == {"w": 1, "x": 2, "y": 2, "z": 0}


def test_what_few_learners_wrote_is_not_told(tmp_path: Path) -> None:
    told = Told()
    for able in range(9):
        learner = told.learner(f"p{able}")
        learner.answers("open", False, "Ann Example" if able < 3 else "a court", test="final", attempt=1, after=0)
    with open_lake(write_lake(tmp_path / "lake", told.rows)) as analysis:
        found = {row["option_id"]: (row["label"], row["learners"]) for row in rows_of(analysis, "distractors")}
    assert found == {"a court": ("a court", 6), "(others)": ("All other answers", 3)}


def test_where_nobody_knows_who_completed_it_is_unknown_and_not_nothing(tmp_path: Path) -> None:
    """Agency a tells by a report without a status, agency b by statements: three began, one of these completed."""
    told = Told()
    for number in range(5):
        reported = number < 2
        learner = told.learner(f"p{number}", agency="a" if reported else "b")
        learner.begins()
        if reported:
            learner.tell(Verb.ATTEMPTED, told.course, ActivityType.COURSE)
    learner.completes()
    learner.verdict(90)
    with open_lake(write_lake(tmp_path / "lake", told.rows)) as analysis:
        rows = {row["value"]: row for row in rows_of(analysis, "completion")}
    names = ("learners", "completed", "passed", "completion_rate", "pass_rate", "unknown")
    assert {value: tuple(rows[value][name] for name in names) for value in ("all", "a", "b")} == {
        "all": (5, 1, 1, 1 / 3, 1 / 3, 2),
        "a": (2, None, None, None, None, 2),
        "b": (3, 1, 1, 1 / 3, 1 / 3, 0),
    }


def test_of_attempts_whose_mark_nobody_knows_none_is_failed(tmp_path: Path) -> None:
    told = Told()
    for name, attempt in (("a", 1), ("b", 1), ("c", 2)):
        about = {"attempt": attempt, "score_raw": 70.0, "completion": True}
        told.learner(name).tell(Verb.SCORED, "test/final", ActivityType.ASSESSMENT, **about)
    told.learner("d").hands_in(90)
    with open_lake(write_lake(tmp_path / "lake", told.rows)) as analysis:
        found = [(row["finished"], row["passed"], row["pass_rate"]) for row in rows_of(analysis, "attempts")]
    assert found == [(3, 1, 1.0), (1, None, None)]


@pytest.mark.parametrize("imports", [(), IMPORTS])
def test_one_clock_that_is_far_ahead_does_not_make_others_stop(imports: Sequence[Any], tmp_path: Path) -> None:
    """Where the lake tells when it took them in; without that, nothing tells which clock is right."""
    told = Told()
    for name, start in (("gone", "2026-02-01"), ("there", "2026-03-28"), ("ahead", "2031-01-01")):
        learner = told.learner(name, f"{start}T08:00:00", stored=None)
        learner.begins()
        learner.sees("l1/p1")
    with open_lake(write_lake(tmp_path / "lake", told.rows, imports=imports)) as analysis:
        (row,) = rows_of(analysis, "drop_off")
    assert (row["learners"], row["stopped"]) == (3, 1 if imports else 2)


def test_a_report_hides_what_tells_of_too_few(analysis: Analysis) -> None:
    result = analysis.report("completion", smallest=30)
    hidden = [row for row, gone in zip(result.rows, result.hidden, strict=True) if gone]
    assert hidden
    assert all(row[6:] == (None,) * 7 for row in hidden)
    shown = [row[6] for row, gone in zip(result.rows, result.hidden, strict=True) if not gone]
    assert min(shown) >= 30
