"""records report: one page in a folder, and a sentence for what cannot be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builder.cli.records_report import SMALLEST as TOLD
from builder.records.analysis.report import SMALLEST
from tests.cli.conftest import Run
from tests.records.page.test_page import lake_of


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return lake_of(tmp_path, 40, 3)


def test_the_page_is_in_the_folder(run: Run, lake: Path, tmp_path: Path) -> None:
    result = run("records", "report", "--lake", str(lake), "--out", str(tmp_path / "new" / "report"))
    assert result.exit_code == 0, result.output
    assert "index.html" in result.output
    assert (tmp_path / "new" / "report" / "index.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in (tmp_path / "new" / "report").iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--agency", "agency-0001"), 2, "Did you mean 'agency-00001'?"),
        (("--course", "https://example.org/courses/mad-up"), 2, "Did you mean 'https://example.org/courses/made-up'?"),
        (("--from", "2026-13"), 2, "Give a month as in 2026-11."),
        (("--from", "2026-05", "--to", "2026-04"), 2, "The last month is before the first."),
        (("--smallest", "0"), 2, "--smallest"),
    ],
)
def test_a_wrong_wish_is_told_and_nothing_is_written(
    run: Run, lake: Path, tmp_path: Path, more: tuple[str, ...], code: int, words: str
) -> None:
    result = run("records", "report", "--lake", str(lake), "--out", str(tmp_path / "out"), *more)
    assert (result.exit_code, words in result.output) == (code, True), result.output
    assert not (tmp_path / "out").exists()


def test_no_lake_is_told(run: Run, tmp_path: Path) -> None:
    result = run("records", "report", "--lake", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_told(run: Run, lake: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    result = run("records", "report", "--lake", str(lake), "--out", str(tmp_path / "out" / "report"))
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert "name a folder that is yours" in result.output
    assert (tmp_path / "out").read_text() == "mine"


def test_without_duckdb_it_says_what_to_install(
    run: Run, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("builder.records.page", "builder.records.analysis"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = run("records", "report", "--lake", str(lake), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "pip install 'peacebuilder[records]'" in result.output


def test_it_hides_as_much_as_the_reports() -> None:
    assert TOLD == SMALLEST
