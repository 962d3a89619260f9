"""peacebuilder records import --report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.records.sources.scorm_report.bench import Bench, bench, small
from tests.records.sources.scorm_report.lms import Stored, moodle

__all__ = ["bench", "small"]


def report(bench: Bench, *learners: str) -> Path:
    told = [bench.told("primes", "a", "wrong"), bench.told("primes")]
    stored = [Stored(learner, told) for learner in learners or ("sam@example.org",)]
    return bench.write(moodle(stored, bench.course.title), "report.txt")


def command(bench: Bench, *more: str, mapping: str = "moodle-interactions") -> list[str]:
    lake = ["--lake", str(bench.folder / "new")]
    return ["records", "import", *more, "--report", mapping, "--codebook", str(bench.book), *lake]


def test_a_report_and_then_the_same_again(run: Run, bench: Bench) -> None:
    asked = command(bench, str(report(bench, "sam@example.org", "pat@example.org")), "--agency", "harbor")
    first = run(*asked)
    assert first.exit_code == 0, first.output
    assert "2 learners of small 1.2.3, 2 attempts; 6 new statements, 0 were there already." in first.stdout
    again = run(*asked)
    assert "0 new statements, 6 were there already." in again.stdout
    assert "taken for UTC" in again.stderr
    assert "UTC" not in run(*asked, "--time-zone", "America/Chicago").stderr
    sql = "SELECT agency, count(*) AS n, count(DISTINCT learner) AS who FROM answers GROUP BY agency"
    found = run("records", "query", "--lake", str(bench.folder / "new"), "--output", "csv", sql)
    assert found.stdout.splitlines() == ["agency,n,who", "harbor,4,2"]


def test_a_wrong_mapping_imports_nothing_and_makes_nothing(run: Run, bench: Bench) -> None:
    path = report(bench)
    path.write_bytes(path.read_bytes().replace(b"Email address", b"Mail address").replace(b"Started on", b"Begun"))
    result = run(*command(bench, str(path)))
    assert result.exit_code == 1
    assert "moodle-interactions.yaml:7:11: error M301: the report has no column 'Email address'" in result.stderr
    assert "hint: did you mean 'Mail address'?" in result.stderr
    assert "'Started on'" in result.stderr
    assert "2 errors" in result.stderr
    assert "Nothing was imported." in result.stderr
    assert not (bench.folder / "new").exists()


def test_what_was_set_aside_is_told(run: Run, bench: Bench) -> None:
    told = [bench.told("primes", "a", "wrong")] * 20
    told[1] = {**told[1], "student_response": "z"}
    path = bench.write(moodle([Stored(interactions=told)], bench.course.title))
    result = run(*command(bench, str(path)))
    assert result.exit_code == 0
    assert "1 set aside" in result.stdout


def test_the_reports_that_are_known(run: Run) -> None:
    result = run("records", "import", "--reports")
    assert result.exit_code == 0
    assert "moodle-interactions  Moodle, interactions report of a SCORM package" in result.stdout
    assert "long  Any LMS, one row an interaction" in result.stdout


@pytest.mark.parametrize("books", [0, 2])
def test_one_codebook_is_needed(run: Run, bench: Bench, books: int) -> None:
    asked = ["records", "import", str(report(bench)), "--report", "long", "--lake", str(bench.folder / "new")]
    result = run(*asked, *(["--codebook", str(bench.book)] * books))
    assert result.exit_code == 2
    assert "--report needs one --codebook" in result.stderr
