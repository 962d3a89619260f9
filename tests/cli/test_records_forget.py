"""peacebuilder records forget."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builder.records.lake.lake import Lake
from tests.cli.conftest import Run
from tests.records.lake.made import merge, numbers, row, table, voiding

ANNA = "mailto:anna@example.org"
HASHED = f"sha1:{hashlib.sha1(ANNA.encode()).hexdigest()}"


@pytest.fixture(params=["pseudonyms", "identified"])
def lake(request: pytest.FixtureRequest, tmp_path: Path) -> Lake:
    lake = Lake.make(tmp_path / "lake", identified=request.param == "identified")
    anna, hashed, bert = map(lake.name_of, (ANNA, HASHED, "mailto:bert@example.org"))
    told = [
        row(1, actor=anna),
        row(2, "2026-01-01T00:00:00", actor=hashed),
        row(3, actor=bert),
        row(4, actor=bert, object_type="Agent", object_id=anna),
        row(5, actor=bert, object_id=anna),
        voiding(6, 9, actor=anna),
    ]
    merge(lake, told)
    return lake


def test_a_person_is_taken_out_wherever_known(run: Run, lake: Lake) -> None:
    result = run("records", "forget", "--lake", lake.folder, "--actor", "anna@example.org", "--yes")
    assert result.exit_code == 0, result.output
    assert "4 statements about the person" in result.output
    assert "It is done." in result.output
    assert numbers(lake) == {3, 5, 6}
    assert table(lake, "statements", "SELECT actor IS NULL FROM rows WHERE object_type = 'StatementRef'") == [(True,)]
    again = run("records", "forget", "--lake", lake.folder, "--actor", ANNA, "--yes")
    assert again.exit_code == 1
    assert "nobody in the lake is known by that" in again.output


def test_nothing_is_done_before_it_is_confirmed(run: Run, lake: Lake) -> None:
    result = run("records", "forget", "--lake", lake.folder, "--actor", "anna@example.org")
    assert result.exit_code == 1
    assert len(numbers(lake)) == 6


def test_what_tells_nobody_is_wrong_usage(run: Run, lake: Lake) -> None:
    result = run("records", "forget", "--lake", lake.folder, "--actor", "anna", "--yes")
    assert result.exit_code == 2
    assert "it tells nobody" in result.output


def test_a_lake_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    result = run("records", "forget", "--lake", tmp_path / "none", "--actor", ANNA, "--yes")
    assert result.exit_code == 1
    assert "there is no lake at" in result.output
    assert "Traceback" not in result.output
