"""peacebuilder explain."""

from __future__ import annotations

import pytest

from builder.course.codes import CODES as OF_COURSES
from builder.records.sources.scorm_report.codes import CODES as OF_REPORTS
from builder.verify.codes import CODES as OF_PACKAGES
from tests.cli.conftest import Run

CODES = {**OF_COURSES, **OF_PACKAGES, **OF_REPORTS}


@pytest.mark.parametrize("code", CODES)
def test_every_diagnostic_is_explained(run: Run, code: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"{CODES[code].severity} {code}: {CODES[code].title}"
    assert "How to mend it" in lines
    assert " ".join(CODES[code].fix.split()) in " ".join(result.stdout.split())
    assert max(map(len, lines)) <= 100


def test_no_code_means_two_things() -> None:
    assert not OF_COURSES.keys() & OF_PACKAGES.keys()
    assert len(CODES) == len(OF_COURSES) + len(OF_PACKAGES) + len(OF_REPORTS)


def test_without_a_code_all_are_listed(run: Run) -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(CODES)


def test_small_letters_do(run: Run) -> None:
    assert run("explain", "s201").output == run("explain", "S201").output


@pytest.mark.parametrize("wrong", ["S20l", "s20", "S2O1"])
def test_a_near_code_is_suggested(run: Run, wrong: str) -> None:
    result = run("explain", wrong)
    assert result.exit_code == 2
    assert "Did you mean 'S2" in result.stderr
    assert "`peacebuilder explain` lists all." in result.stderr


def test_of_nonsense_nothing_is_suggested(run: Run) -> None:
    result = run("explain", "helpmeplease")
    assert result.exit_code == 2
    assert "Did you mean" not in result.stderr
    assert len(result.stderr) < 300
