"""One course with more than twenty kinds of fault: each is named at its line, all in one run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.course.read import read_course
from builder.diagnostics import Diagnostic

HERE = Path(__file__).parent
MARKER = re.compile(r"(?:#|<!--) ([A-Z]\d{3})(?: -->)?$")

UNMARKED = {
    ("S202", "course/lessons/late.yml", 0),
    ("S203", "course/glosary.yaml", 0),
    ("R313", "course/glossary.yaml", 5),
}
"""What stands where no comment can stand."""


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
    monkeypatch.chdir(HERE)
    course, problems = read_course(Path("course"))
    assert course is None
    return problems


def _marked() -> set[tuple[str, str, int]]:
    files = [*HERE.glob("course/**/*.yaml"), *HERE.glob("course/**/*.svg")]
    return {
        (found.group(1), path.relative_to(HERE).as_posix(), number)
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := MARKER.search(line))
    }


def test_every_fault_is_named_at_its_line_and_nothing_else(problems: tuple[Diagnostic, ...]) -> None:
    named = {(problem.code, problem.where.file, problem.where.line) for problem in problems}
    assert named == _marked() | UNMARKED
    assert len({code for code, _, _ in named}) > 60


def test_files_are_told_in_the_order_of_the_course(problems: tuple[Diagnostic, ...]) -> None:
    files = list(dict.fromkeys(problem.where.file for problem in problems if problem.where.line))
    assert files[:2] == ["course/course.yaml", "course/lessons/broken.yaml"]
    lines = [problem.where.line for problem in problems if problem.where.file == "course/course.yaml"]
    assert lines == sorted(lines)


def test_every_problem_has_a_place_a_sentence_and_a_fix(problems: tuple[Diagnostic, ...]) -> None:
    for problem in problems:
        assert problem.text == " ".join(problem.text.split())
        assert not problem.text.endswith(".")
        assert problem.hint
        if problem.where.line:
            text = (HERE / problem.where.file).read_text(encoding="utf-8")
            assert problem.source == text.split("\n")[problem.where.line - 1]
            assert 1 <= problem.where.column <= len(problem.source) + 1
