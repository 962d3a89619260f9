"""What the analysts' guide says of LMSs that speak only SCORM: its command, run on a report of its course."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import peacebuilder
from builder.course.read import read_course
from builder.records.codebook import codebook
from builder.records.sources.scorm_report.mapping import load
from tests.docs.test_docs import FENCE, ROOT
from tests.records.sources.scorm_report.lms import Stored, moodle

PAGE = (ROOT / "docs" / "analyst.md").read_text("utf-8")


def shown(language: str) -> str:
    (text,) = (text for found, kind, text in FENCE.findall(PAGE) if (found, kind) == (language, "report"))
    return str(text)


def invoke(line: str) -> str:
    program, *arguments = shlex.split(line)
    assert program == "peacebuilder"
    result = CliRunner().invoke(peacebuilder, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_imports_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    invoke("peacebuilder init my-course")
    course, _ = read_course(tmp_path / "my-course")
    assert course is not None
    invoke("peacebuilder build my-course -f scorm12")
    asked = [row for row in codebook(course) if row.kind == "question" and row.scorm12_right]
    told = [{"id": r.scorm12_id, "student_response": r.scorm12_right[0], "result": "correct"} for r in asked[:1]]
    (tmp_path / "report.txt").write_bytes(moodle([Stored(interactions=told)], course.title))
    assert "1 learner of my-course 0.1.0" in invoke(shown("sh").replace("\\\n", " "))


def test_the_mapping_is_one(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(shown("yaml"), "utf-8")
    mapping, _, problems = load(str(path))
    assert mapping is not None, problems
    assert problems == ()
