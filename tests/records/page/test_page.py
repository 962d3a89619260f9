"""The page: whole, safe, the same twice, and of a size that opens, whatever is in the lake."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from builder.records.page.assemble import assemble
from builder.records.page.choice import Scope
from builder.records.page.content import Wanted
from builder.records.page.report import NoSuchAgency, NoSuchCourse, make, write
from tests.records.analysis.written import write_lake
from tests.records.page.sample import HOSTILE, sample
from tests.render.strict_html import read_html

COURSE = "https://example.org/courses/made-up"
ATTEMPTED = "http://adlnet.gov/expapi/verbs/attempted"
DAY = datetime(2026, 3, 1, 12)


def learner(at: int, agency: str | None, month: int = 3, course: str = COURSE) -> Iterator[dict[str, Any]]:
    """Somebody who begins a course and completes it."""
    common = {
        "actor": f"learner-{at}",
        "object_id": course,
        "object_type": "Activity",
        "activity_type": "http://adlnet.gov/expapi/activities/course",
        "course_id": course,
        "version": "1.0.0",
        "agency": agency,
        "registration": f"registration-{at}",
        "source": "test",
    }
    for step, verb in enumerate(("initialized", "completed", "passed", "terminated")):
        ts = DAY.replace(month=month) + timedelta(minutes=step)
        yield common | {
            "statement_id": f"{course}-{at}-{step}",
            "verb": f"http://adlnet.gov/expapi/verbs/{verb}",
            "ts": ts,
            "stored": ts,
        }


def lake_of(folder: Path, learners: int, agencies: int, **more: Any) -> Path:
    rows = (row for at in range(learners) for row in learner(at, f"agency-{at % agencies:05}", at % 12 + 1))
    return write_lake(folder / "lake", rows, **more)


def test_its_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    page = assemble(sample()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    for tag, kind in (("style", "style"), ('script type="module"', "script")):
        text = re.search(rf"<{tag}>(.*?)</{kind}>", page, re.DOTALL)
        assert text
        digest = b64encode(sha256(text[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert not re.search(r"\b(?:src|href)=\"(?!#)", page), "nothing is asked for"


@pytest.mark.parametrize("chapters", [1, 3])
def test_it_is_whole_html_with_any_names(chapters: int) -> None:
    page = assemble(sample(chapters)).decode()
    document = read_html(page)
    assert document
    assert page.count("<script") == 2
    assert "<img" not in page
    assert HOSTILE[4] in page
    ids = re.findall(r'\sid="([^"]+)"', page.partition('<script type="application/json"')[0])
    assert len(ids) == len(set(ids))


def test_the_same_lake_gives_the_same_bytes(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, 60, 3)
    assert make(lake, Wanted()) == make(lake, Wanted())


def test_an_empty_lake_has_a_page_that_says_so(tmp_path: Path) -> None:
    page = make(write_lake(tmp_path / "lake", ()), Wanted()).decode()
    assert "There are no records yet" in page
    assert "There is nothing to tell yet" in page


def test_of_months_without_records_it_does_not_say_that_the_lake_has_none(tmp_path: Path) -> None:
    page = make(lake_of(tmp_path, 6, 1), Wanted(Scope(first="2031-01"))).decode()
    assert "There are no records of that part" in page
    assert "There is nothing to tell yet" in page
    assert "Only from 2031-01" in page


def test_of_one_learner_nothing_is_told(tmp_path: Path) -> None:
    page = make(lake_of(tmp_path, 1, 1), Wanted()).decode()
    assert "Too few learners to show anything of them." in page
    assert "learner-0" not in page
    assert "registration-0" not in page


def test_one_of_many_agencies_does_not_make_it_large(tmp_path: Path) -> None:
    """17,500 agencies, most of them small: the largest can be chosen, and the page says what of the others."""
    rows = (row for at in range(21_000) for row in learner(at, f"agency-{min(at, at * at // 25_000):05}", at % 12 + 1))
    page = make(write_lake(tmp_path / "lake", rows), Wanted())
    assert len(page) < 3_000_000
    text = page.decode()
    assert text.count("<option") < 60
    assert "--agency ID" in text
    assert "peacebuilder records export completion" in text


def test_what_is_asked_for_is_all_that_is_in_it(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, 120, 3)
    scope = Scope(("agency-00001",), "2026-01", "2026-06")
    page = make(lake, Wanted(scope, title="North <only>")).decode()
    assert '<h1 dir="auto">North &lt;only&gt;</h1>' in page
    assert "agency-00002" not in page
    assert "2026-07" not in page
    assert "<dd>20</dd>" in page


def test_of_several_courses_each_has_its_chapter(tmp_path: Path) -> None:
    other = "https://example.org/courses/other"
    rows = (row for course in (COURSE, other) for at in range(20) for row in learner(at, "north", course=course))
    lake = write_lake(tmp_path / "lake", rows)
    both, one = make(lake, Wanted()).decode(), make(lake, Wanted(course=other)).decode()
    assert both.count('class="summary"') == 3
    assert one.count('class="summary"') == 2
    assert COURSE not in one.partition('<script type="application/json"')[0]


def test_months_of_too_few_are_said_beside_their_chart_and_their_table(tmp_path: Path) -> None:
    rows = [
        row
        for month, many in ((3, 9), (4, 4), (5, 4), (6, 9))
        for at in range(many)
        for row in learner(100 * month + at, "a", month)
    ]
    page = make(write_lake(tmp_path / "lake", rows), Wanted()).decode()
    months = page.partition("By month of the start")[2].partition("</details>")[0]
    assert ">2 not shown: too few learners</text>" in months
    assert "<span>2 of 4 rows</span> not shown: too few learners" in months


def test_reports_that_no_record_tells_of_are_named(tmp_path: Path) -> None:
    page = make(lake_of(tmp_path, 12, 1), Wanted()).decode()
    assert "Not here, since no record of this course tells of it: Attempts at tests, Scores," in page


def test_it_says_of_how_many_nobody_knows_what_came_of_it(tmp_path: Path) -> None:
    known = [row for at in range(10) for row in learner(at, "a")]
    begun = [next(learner(at, "b")) for at in range(20, 26)]
    tried = [row | {"statement_id": f"{row['statement_id']}-x", "verb": ATTEMPTED} for row in begun]
    page = make(write_lake(tmp_path / "some", [*known, *begun, *tried]), Wanted()).decode()
    assert "16 learners began: 10 completed the course (100.0%), 10 passed (100.0%)." in page
    assert (
        "Of 6 of them nobody knows whether they completed or passed: the report of their LMS tells no status." in page
    )
    assert "10 learners of those known" in page
    page = make(write_lake(tmp_path / "none", [*begun, *tried]), Wanted()).decode()
    assert "6 learners began. Of all of them nobody knows whether they completed or passed" in page
    assert "0.0%" not in page.partition('<script type="application/json"')[0].partition("The records themselves")[0]


def test_a_clock_that_is_far_ahead_does_not_say_how_new_the_records_are(tmp_path: Path) -> None:
    rows = [row | {"stored": None} for at in range(6) for row in learner(at, "a")]
    rows.append(rows[0] | {"statement_id": "ahead", "ts": datetime(2041, 1, 1)})
    imports = [{"import_id": "1", "imported_at": datetime(2026, 4, 1), "source": "test"}]
    page = make(write_lake(tmp_path / "lake", rows, imports=imports), Wanted()).decode()
    assert "Records up to March 1, 2026" in page


def test_what_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, 20, 2)
    with pytest.raises(NoSuchCourse) as course:
        make(lake, Wanted(course="https://example.org/courses/mad-up"))
    assert course.value.known == [COURSE]
    with pytest.raises(NoSuchAgency) as agency:
        make(lake, Wanted(Scope(("agency-00009",))))
    assert set(agency.value.known) == {"agency-00000", "agency-00001"}


def test_what_was_there_stays_when_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(b"old", tmp_path)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(b"new", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_bytes() == b"old"
