"""Every view equals the same calculated in plain Python, and small cases equal what a person reads off them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builder.records.analysis.open import Analysis, open_lake
from builder.records.analysis.report import view_pages
from builder.standards.xapi import ActivityType, Verb
from tests.records.analysis.by_hand import Views
from tests.records.analysis.codebooks import codebook
from tests.records.analysis.story import AGENCIES, story, ties
from tests.records.analysis.told import COURSE, Told
from tests.records.analysis.written import write_lake

BOOKS = [*codebook(), *codebook(version="1.1.0", minutes=1)]
COMPUTED = tuple(page.name for page in view_pages() if page.name != "catalog")
TYPES = {
    "VARCHAR": "text",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "TIMESTAMP": "time",
}


def untidy() -> Told:
    """Of all kinds, with what must not disturb: an LMS's own statements, another course, clocks that are wrong."""
    told = story(40, seed=3)
    ties(told)
    lms = told.learner("p1", version=None)
    lms.completes()
    lms.tell(Verb.PASSED, COURSE, ActivityType.COURSE)
    other = told.learner("p2", course_id="https://example.org/other", version="9.0.0")
    other.tell(Verb.COMPLETED, "https://example.org/other", ActivityType.COURSE, duration_s=5.0)
    ahead = told.learner("fast", "2027-05-05T10:00:00", stored=datetime(2026, 2, 1, 9, 0))
    ahead.begins()
    ahead.sees("l1/p1")
    back = told.learner("back")
    back.begins()
    back.answers("i1", test="final", attempt=1, after=-3600, duration_s=-5.0)
    back.hands_in(90, after=-60, duration_s=None)
    again = told.learner("p3", "2026-08-01T10:00:00", registration="r2")
    again.begins()
    again.tries()
    for item in ("i1", "i2"):
        again.answers(item, test="final", attempt=1)
    again.hands_in(100)
    ten = told.learner("ten", version="9.0.0")
    ten.begins()
    ten.tries()
    ten.answers("i1", test="final", attempt=1, version="10.0.0")
    ten.tell(Verb.ATTEMPTED, COURSE, ActivityType.COURSE, version="10.0.0")
    return told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Analysis, Views]]:
    told = untidy()
    folder = write_lake(tmp_path_factory.mktemp("lake"), told.rows, codebook=BOOKS, agencies=AGENCIES)
    with open_lake(folder) as analysis:
        yield analysis, Views(told.rows, BOOKS, AGENCIES)


def plain(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Comparable as text: numbers to 9 digits."""
    return sorted(
        str({name: float(f"{value:.9g}") if isinstance(value, float) else value for name, value in sorted(row.items())})
        for row in rows
    )


@pytest.mark.parametrize("name", COMPUTED)
def test_a_view_is_what_another_calculation_gives(name: str, made: tuple[Analysis, Views]) -> None:
    analysis, views = made
    found = analysis.query(f"SELECT * FROM {name}")
    told = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    wanted = [{column: row[column] for column in found.columns} for row in getattr(views, name)()]
    if name in ("answers", "decisions"):  # what a clock that ran backward told is no duration
        for row in wanted:
            row["duration_s"] = None if (row["duration_s"] or 0) < 0 else row["duration_s"]
    assert plain(told) == plain(wanted)
    assert told


@pytest.mark.parametrize("page", view_pages(), ids=lambda page: page.name)
def test_each_column_is_documented_with_its_type(page: Any, made: tuple[Analysis, Views]) -> None:
    analysis, _ = made
    found = analysis.query(f"SELECT * FROM {page.name} LIMIT 0")
    kinds = [TYPES[kind] for kind in found.types]
    assert [(column.name, column.type) for column in page.columns] == list(zip(found.columns, kinds, strict=True))


def asked(tmp_path: Path, told: Told, sql: str, books: Sequence[Any] = BOOKS) -> list[tuple[Any, ...]]:
    with open_lake(write_lake(tmp_path / "lake", told.rows, codebook=books, agencies=AGENCIES)) as analysis:
        return list(analysis.query(sql).rows)


def test_a_course_in_parts_is_completed_when_all_its_parts_are(tmp_path: Path) -> None:
    told = Told()
    units = {"m1": ActivityType.MODULE, "m2": ActivityType.MODULE, "final": ActivityType.ASSESSMENT}
    for name, count in (("all", 3), ("some", 2)):
        learner = told.learner(name)
        for unit, kind in list(units.items())[:count]:
            learner.tell(Verb.COMPLETED, f"https://lms.example/{unit}", kind, duration_s=1.0)
    learner.tell(Verb.COMPLETED, "https://lms.example/m1-again", ActivityType.MODULE, registration="r2")
    rows = asked(tmp_path, told, "SELECT learner, completed, passed FROM learners ORDER BY learner")
    assert rows == [("all", True, False), ("some", False, False)]


def test_who_completed_all_parts_of_a_version_stays_so_when_a_newer_one_is_opened(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    for unit, kind in {"m1": ActivityType.MODULE, "m2": ActivityType.MODULE, "final": ActivityType.ASSESSMENT}.items():
        learner.tell(Verb.COMPLETED, f"https://lms.example/{unit}", kind)
    learner.begins(version="2.0.0", registration="r2")
    assert asked(tmp_path, told, "SELECT version, completed FROM learners") == [("2.0.0", True)]


def test_the_verdict_of_a_test_launched_by_itself_is_the_courses_and_no_attempt(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    learner.tries()
    learner.hands_in(85)
    verdict = {"score_raw": 85.0, "success": True}
    learner.tell(Verb.PASSED, "https://lms.example/au/7", ActivityType.ASSESSMENT, **verdict)
    rows = asked(
        tmp_path, told, "SELECT passed, best_score, test_attempts, (SELECT count(*) FROM attempts) FROM learners"
    )
    assert rows == [(True, 85.0, 1, 1)]


def test_a_course_launched_under_another_id_is_the_course(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    learner.tell(Verb.COMPLETED, "https://lms.example/launched", ActivityType.COURSE)
    assert asked(tmp_path, told, "SELECT course_id, completed FROM learners") == [(COURSE, True)]


def test_passing_a_test_is_not_passing_the_course(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    learner.hands_in(95)
    assert asked(tmp_path, told, "SELECT completed, passed, best_score FROM learners") == [(False, False, 95.0)]


def test_a_test_without_a_mark_has_a_score_and_no_verdict(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    about = {"attempt": 1, "score_raw": 70.0, "completion": True}
    learner.tell(Verb.SCORED, "test/final", ActivityType.ASSESSMENT, **about)
    learner.scores("o1", 50)
    assert asked(tmp_path, told, "SELECT score, passed, finished_at IS NOT NULL FROM attempts") == [(70.0, None, True)]


def test_sessions_are_told_by_the_lms_or_by_their_beginnings_and_ends(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    learner.begins()
    learner.sees("l1/p1")
    learner.begins()  # the window was killed: nobody told of an end
    learner.sees("l1/p1")
    learner.ends(500)
    learner.sees("l1/p2")  # its beginning was lost
    with_ids = told.learner("q", session="one")
    for session in ("one", "two", "one"):
        with_ids.sees("l1/p1", session=session)
    rows = asked(tmp_path, told, "SELECT learner, statements, closed, duration_s FROM sessions ORDER BY 1, started_at")
    assert rows == [
        ("p", 2, False, 60.0), ("p", 3, True, 500.0), ("p", 1, False, 0.0),
        ("q", 2, False, 120.0), ("q", 1, False, 0.0),
    ]  # fmt: skip


def test_views_answer_without_a_codebook(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    learner.decides("s", "n1", "calm")
    learner.decides("s", "n2", "talk")
    learner.plays_to("s", "end-good")
    rows = asked(tmp_path, told, "SELECT choice, next, is_last FROM decisions ORDER BY step", books=())
    assert rows == [("calm", "n2", False), ("talk", "end-good", True)]


def test_the_version_is_the_one_used_last_though_it_is_less_as_text(tmp_path: Path) -> None:
    told = Told()
    learner = told.learner("p")
    for version in ("9.0.0", "10.0.0"):
        learner.tries(version=version)
        learner.answers("i1", test="final", attempt=1, version=version)
        learner.sees("l1/p1", version=version)
    for view in ("learners", "attempts", "forms", "sessions", "pages"):
        assert asked(tmp_path / view, told, f"SELECT version FROM {view}") == [("10.0.0",)], view


def test_of_whom_only_a_report_without_a_status_tells_nobody_knows_what_came_of_it(tmp_path: Path) -> None:
    told = Told()
    for name in ("begun", "done", "told"):
        learner = told.learner(name)
        learner.begins()
        if name != "told":
            learner.tell(Verb.ATTEMPTED, COURSE, ActivityType.COURSE)
        if name == "done":
            learner.completes(registration="r2")
            learner.verdict(90, registration="r2")
    rows = asked(tmp_path, told, "SELECT learner, completed, passed, test_attempts FROM learners ORDER BY learner")
    assert rows == [("begun", None, None, 0), ("done", True, True, 0), ("told", False, False, 0)]


def test_a_later_version_is_greater_though_it_is_not_as_text(tmp_path: Path) -> None:
    books = [*codebook(version="0.9.0"), *codebook(version="0.10.0", minutes=10)]
    rows = asked(tmp_path, story(1), "SELECT DISTINCT version, minutes FROM catalog WHERE id = 'l1'", books=books)
    assert rows == [("0.10.0", 15)]
