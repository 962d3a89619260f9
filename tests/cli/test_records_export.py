"""records export: views, reports and the roster in files."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from builder.cli import records_export
from builder.records.analysis.report import SMALLEST
from builder.records.export.roster import COLUMNS
from builder.records.lake.key import read_key
from builder.records.lake.lake import Lake
from tests.cli.conftest import Run
from tests.records.analysis.written import write_lake

COURSE = "https://example.org/course"
VERBS = "http://adlnet.gov/expapi/verbs/"
START = datetime.fromisoformat("2026-03-08T08:30:00")
LMS = "https://lms.example.org"


def passed(actor: str, registration: str, *, agency: str = "a", success: bool = True) -> list[dict[str, Any]]:
    """One who began, did one attempt at the test, and has a verdict two hours later."""
    root = {"object_id": COURSE, "activity_type": "http://adlnet.gov/expapi/activities/course"}
    test: dict[str, Any] = {"object_id": f"{COURSE}/test", "parent_id": COURSE, "attempt": 1}
    test["activity_type"] = "http://adlnet.gov/expapi/activities/assessment"
    verb = f"{VERBS}{'passed' if success else 'failed'}"
    verdict: dict[str, Any] = {"verb": verb, "success": success, "score_raw": 87.5}
    told = [
        {"verb": f"{VERBS}initialized", **root},
        {"verb": f"{VERBS}attempted", **test},
        {**verdict, **test, "completion": True},
        *([{"verb": f"{VERBS}completed", **root, "completion": True}] if success else []),
        {**verdict, **root},
    ]
    return [
        {
            "statement_id": f"{actor}-{number}",
            "actor": actor,
            "object_type": "Activity",
            "course_id": COURSE,
            "version": "1.0.0",
            "agency": agency,
            "registration": registration,
            "ts": START + timedelta(minutes=30 * number),
            "stored": START + timedelta(minutes=30 * number),
            **row,
        }
        for number, row in enumerate(told)
    ]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake of pseudonyms: one passed, one failed, one is of another agency, one has only begun."""
    name_of = Lake.make(tmp_path / "lake").name_of
    rows = [
        *passed(name_of(f"{LMS}|ana"), "r-ana"),
        *passed(name_of("mailto:bo@example.org"), "r-bo", success=False),
        *passed(name_of(f"{LMS}|cy"), "r-cy", agency="b"),
        *passed(name_of(f"{LMS}|di"), "r-di")[:1],
    ]
    codebook = [
        {"kind": "course", "id": "c", "iri": COURSE, "text": "=A course", "course_id": COURSE, "version": "1.0.0"}
    ]
    write_lake(
        tmp_path / "written", rows, codebook=codebook, agencies=[{"id": "a", "name": "Ashford PD", "state": "MN"}]
    )
    for folder in ("statements", "codebook", "agencies"):
        (tmp_path / "lake" / folder).rmdir() if (tmp_path / "lake" / folder).exists() else None
        (tmp_path / "written" / folder).rename(tmp_path / "lake" / folder)
    return tmp_path / "lake"


PEOPLE = """\
home_page,account,mbox,State ID,Last,First,Rank,Hours
https://lms.example.org,ana,,P-1,Ámbar,Ana,Officer,
,,bo@example.org,P-2,+Bold,Bo,,3
https://lms.example.org,eve,,P-4,Evers,Eve,,
https://lms.example.org,di,,P-5,Dee,Di,,
"""


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_roster_has_what_records_agency_and_options_tell_and_nothing_else(run: Run, lake: Path) -> None:
    Path("people.csv").write_text(PEOPLE, "utf-8")
    result = run(
        *("records", "export", "--lake", lake, "roster", "--people", "people.csv", "--time-zone", "America/Denver"),
        *("--hours", "4", "--course-number", "12-3", "--out", "roster.csv"),
    )
    assert result.exit_code == 0, result.output
    bold, ambar = table(Path("roster.csv"))
    assert list(ambar) == list(COLUMNS)
    assert ambar == {
        "state_id": "P-1",
        "last": "Ámbar",
        "first": "Ana",
        "rank": "Officer",
        "agency": "Ashford PD",
        "ori": "",
        "course_title": "'=A course",
        "course_number": "12-3",
        "provider": "",
        "version": "1.0.0",
        "start_utc": "2026-03-08T08:30:00Z",
        "completion_utc": "2026-03-08T10:00:00Z",
        "start_local": "2026-03-08T01:30:00-07:00",
        "completion_local": "2026-03-08T04:00:00-06:00",
        "time_zone": "America/Denver",
        "hours": "4",
        "score": "87.5",
        "result": "passed",
        "attempts": "1",
        "instructor": "",
        "lms_record_id": "r-ana",
    }
    assert (bold["last"], bold["result"], bold["hours"], bold["completion_utc"]) == ("'+Bold", "failed", "3", "")
    assert result.stdout == "2 rows in the roster.\n"
    assert "1 without a record: Evers, Eve\n" in result.stderr
    assert "1 with a record and not in the table of people: " in result.stderr


def test_the_roster_chooses_an_agency_and_takes_in_who_has_not_finished(run: Run, lake: Path) -> None:
    Path("people.csv").write_text(PEOPLE, "utf-8")
    command = ("records", "export", "--lake", lake, "roster", "--people", "people.csv", "--out")
    assert run(*command, "b.csv", "--agency", "b").exit_code == 0
    assert table(Path("b.csv")) == []
    assert run(*command, "all.parquet", "--unfinished").exit_code == 0
    told = duckdb.execute("SELECT last, result, attempts, score FROM 'all.parquet' ORDER BY last DESC").fetchall()
    assert ("Dee", "incomplete", 0, None) in told
    assert ("Ámbar", "passed", 1, 87.5) in told


def test_mail_addresses_are_the_same_in_any_letters(run: Run, tmp_path: Path) -> None:
    """In a lake of pseudonyms, where nothing but the same text is the same, at least small ones are found."""
    people = "mbox,last\nBo@Example.org,Bold\n"
    Path("people.csv").write_text(people, "utf-8")
    command = ("records", "export", "roster", "--people", "people.csv", "--out", "r.csv", "--lake")
    hidden = Lake.make(tmp_path / "hidden").folder
    rows = passed(Lake.open(hidden).name_of("mailto:bo@example.org"), "r")
    write_lake(tmp_path / "written", rows)
    (hidden / "statements").rmdir() if (hidden / "statements").exists() else None
    (tmp_path / "written" / "statements").rename(hidden / "statements")
    known = write_lake(tmp_path / "known", passed("mailto:BO@example.org", "r"))
    for folder in (hidden, known):
        result = run(*command, folder)
        assert (result.stdout, result.stderr) == ("1 row in the roster.\n", ""), folder
        assert [row["last"] for row in table(Path("r.csv"))] == ["Bold"]


def test_a_roster_does_not_say_unfinished_of_whom_nobody_knows(run: Run, tmp_path: Path) -> None:
    begun, tried, *_ = passed("mailto:bo@example.org", "r")
    known = write_lake(tmp_path / "known", [begun, {**begun, "statement_id": "x", "verb": tried["verb"]}])
    Path("people.csv").write_text("mbox,last\nbo@example.org,Bold\n", "utf-8")
    command = ("records", "export", "--lake", known, "roster", "--people", "people.csv", "--out", "r.csv")
    assert run(*command).stdout == "0 rows in the roster.\n"
    assert run(*command, "--unfinished").stdout == "1 row in the roster.\n"
    assert [row["result"] for row in table(Path("r.csv"))] == [""]


def test_a_key_from_outside_finds_the_same_people(run: Run, lake: Path) -> None:
    Path("people.csv").write_text(PEOPLE, "utf-8")
    (lake / "key").rename("my.key")
    assert read_key(Path("my.key"))
    command = ("records", "export", "--lake", lake, "roster", "--people", "people.csv", "--out", "r.csv")
    without = run(*command)
    assert (without.exit_code, "--key-file" in without.stderr, Path("r.csv").exists()) == (1, True, False)
    assert run(*command, "--key-file", "my.key").stdout == "2 rows in the roster.\n"
    Path("people.csv").write_text(PEOPLE.replace(",", ";"), "utf-8")  # as spreadsheets save it in other countries
    assert run(*command, "--key-file", "my.key").stdout == "2 rows in the roster.\n"


def test_all_that_is_wrong_with_the_people_is_told_at_once(run: Run, lake: Path) -> None:
    command = ("records", "export", "--lake", lake, "roster", "--people", "people.csv", "--out", "r.csv")
    Path("people.csv").write_text("mbox,lst\na@b.org,x\n", "utf-8")
    assert "people.csv:1: there is no column 'lst'; did you mean 'last'?" in run(*command).stderr
    assert "1 problem in people.csv; nothing was written" in run(*command).stderr
    Path("people.csv").write_text("mbox,last\n,x\na@b.org,y\nmailto:a@b.org,z\n", "utf-8")
    result = run(*command)
    assert result.exit_code == 1
    assert "people.csv:2: nobody can be found by this" in result.stderr
    assert "people.csv:4: the same identifier as in line 3" in result.stderr
    Path("people.csv").write_bytes(b"mbox,last\na@b.org,M\xfcller\n")
    assert "is not UTF-8" in run(*command).stderr
    assert not Path("r.csv").exists()


def test_views_are_safe_for_spreadsheets_and_exact_in_parquet(run: Run, lake: Path) -> None:
    for out in ("codebook.csv", "codebook.parquet"):
        assert run("records", "export", "--lake", lake, "codebook", "--out", out).exit_code == 0
    assert table(Path("codebook.csv"))[0]["text"] == "'=A course"
    assert duckdb.execute("SELECT text FROM 'codebook.parquet'").fetchall() == [("=A course",)]


def test_reports_leave_out_small_numbers(run: Run, lake: Path) -> None:
    command = ("records", "export", "--lake", lake, "completion", "--out")
    few = run(*command, "few.csv")
    assert (few.exit_code, few.stdout) == (0, "Wrote few.csv.\n")
    assert "rows have no numbers" in few.stderr
    assert {row["completed"] for row in table(Path("few.csv"))} == {""}
    assert run(*command, "all.parquet", "--smallest", "1").exit_code == 0
    told = duckdb.execute("SELECT learners, completed FROM 'all.parquet' WHERE \"by\" = 'all'").fetchall()
    assert told == [(4, 2)]


@pytest.mark.parametrize(
    ("what", "out", "code", "said"),
    [
        ("items", "x.csv", 1, "'items' is a view and a report; say views/items or reports/items"),
        ("lerners", "x.csv", 1, "did you mean 'learners'?"),
        ("learners", "x.xlsx", 2, "ends in .csv or .parquet"),
        ("roster", "x.csv", 2, "--people"),
    ],
)
def test_says_what_cannot_be_exported(what: str, out: str, code: int, said: str, run: Run, lake: Path) -> None:
    result = run("records", "export", "--lake", lake, what, "--out", out)
    assert result.exit_code == code
    assert said in result.stderr
    assert not Path(out).exists()


def test_its_limit_is_that_of_the_reports() -> None:
    assert records_export.SMALLEST == SMALLEST
