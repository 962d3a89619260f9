"""A course without a fault, to be changed by a test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.diagnostics import Diagnostic

STOCK = Path(__file__).parent.parent / "golden" / "_stock"


@dataclass
class Folder:
    """A course folder; names are relative to the current folder."""

    path: Path

    def write(self, name: str, content: str | bytes) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def problems(self, agency: str | Path | None = None) -> tuple[Diagnostic, ...]:
        return read_course(self.path, agency)[1]

    def found(self) -> list[tuple[str, int]]:
        """Code and line of every problem."""
        return [(problem.code, problem.where.line) for problem in self.problems()]

    def resolved(self, agency: str | Path | None = None) -> ResolvedCourse:
        course, problems = read_course(self.path, agency)
        assert course is not None, problems
        return course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    shutil.copytree(STOCK, tmp_path / "course")
    monkeypatch.chdir(tmp_path)
    yield Folder(Path("course"))
