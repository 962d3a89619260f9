"""Every diagnostic code, shown on a course that has this fault.

A folder `<code>/` holds `in/`, laid over the stock course, `expected.txt`, which is what the command prints, and
`fault.txt`, the text that stands where the diagnostic points to (missing when it points to a file as a whole).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
import pytest

from builder.cli.output import described
from builder.course.codes import CODES
from builder.course.read import open_course, read_course
from builder.course.resolved import ResolvedCourse
from builder.course.roster import Roster
from builder.diagnostics import BuildFailed, Diagnostic

HERE: Final = Path(__file__).parent
STOCK: Final = HERE / "_stock"


def _many_values(course: Path) -> None:
    (course / "glossary.yaml").write_text("terms:\n" + "- 1\n" * 200_001)


def _large_file(course: Path) -> None:
    (course / "glossary.yaml").write_text("# " + "x" * 5_000_000)


def _no_course(course: Path) -> None:
    (course / "course.yaml").unlink()


def _no_test(course: Path) -> None:
    (course / "test.yaml").unlink()


def _link_outwards(course: Path) -> None:
    outside = course.parent / "elsewhere.yaml"
    outside.write_text("terms: []\n")
    (course / "glossary.yaml").unlink()
    try:
        (course / "glossary.yaml").symlink_to(outside)
    except OSError:
        pytest.skip("no symbolic links here")


def _large_picture(course: Path) -> None:
    os.truncate(course / "media" / "seal.png", 2_500_000)


def _large_video(course: Path) -> None:
    os.truncate(course / "media" / "stop.mp4", 101_000_000)


def _many_pages(course: Path) -> None:
    pages = "".join(f"  - {{id: more-{number}, title: More, blocks: [More.]}}\n" for number in range(1_000))
    with (course / "lessons" / "fair-process.yaml").open("a", encoding="utf-8") as file:
        file.write(pages)


def _workbook(course: Path) -> None:
    (course / "agencies.csv").write_text("id,name\nrivertown,Rivertown\n", encoding="utf-16")


def _long_row(course: Path) -> None:
    (course / "agencies.csv").write_text("id,name\nrivertown," + "x" * 499_991)


def _large_seal(course: Path) -> None:
    os.truncate(course / "media" / "seal.png", 40_000_000)


MADE: Final[dict[str, Callable[[Path], None]]] = {
    "A413": _large_picture,
    "A418": _large_seal,
    "A414": _large_video,
    "L803": _many_pages,
    "S201": _no_course,
    "S204": _link_outwards,
    "T707": _no_test,
    "D101": _workbook,
    "D108": _long_row,
    "Y109": _many_values,
    "Y110": _large_file,
}
"""Faults that are too large, or too much bound to a system, to be stored."""

ASKED: Final[dict[str, str | Path]] = {"R318": "rivertwon", "S205": Path("nowhere.yaml")}
"""The agency that is asked for."""


def test_stock_course_has_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    course, problems = read_course(Path("_stock"), "rivertown")
    assert course is not None
    assert problems == ()


def test_every_code_has_a_folder() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0].isupper()}
    assert folders == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_fault_is_named(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    course = tmp_path / "course"
    shutil.copytree(STOCK, course)
    if (HERE / code / "in").is_dir():
        shutil.copytree(HERE / code / "in", course, dirs_exist_ok=True)
    if make := MADE.get(code):
        make(course)
    monkeypatch.chdir(tmp_path)

    read = _read_table if code.startswith("D") else read_course
    resolved, problems = read(Path("course"), ASKED.get(code))

    assert code in {problem.code for problem in problems}
    assert (resolved is None) == any(problem.is_error for problem in problems)
    printed = "".join(click.unstyle(described(problem)) + "\n" for problem in problems)
    expected = HERE / code / "expected.txt"
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")
    _points_at_the_fault(next(problem for problem in problems if problem.code == code), HERE / code / "fault.txt")


def _read_table(course: Path, _: object) -> tuple[ResolvedCourse | None, tuple[Diagnostic, ...]]:
    """All problems of the table of agencies in the folder of the course, and the course for the last of them."""
    reading = open_course(course)
    resolved, problems = reading.resolve()
    try:
        for applicant in Roster(course / "agencies.csv"):
            resolved, found = reading.for_guest(applicant.document, applicant.problems)
            problems = (*problems, *found)
    except BuildFailed as failed:
        return None, (*problems, *failed.diagnostics)
    return resolved, problems


def _points_at_the_fault(problem: Diagnostic, fault: Path) -> None:
    if not fault.exists():
        assert problem.where.line == 0
        return
    line = Path(problem.where.file).read_text(encoding="utf-8", errors="replace").split("\n")[problem.where.line - 1]
    assert line == problem.source
    assert line[problem.where.column - 1 :].startswith(fault.read_text(encoding="utf-8").rstrip("\n"))
