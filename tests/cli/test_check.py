"""peacebuilder check."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, edit


def test_a_course_without_a_fault(run: Run, course: Path) -> None:
    result = run("check", course)
    assert (result.exit_code, result.output) == (0, f"{course.as_posix()}: no problems.\n")


def test_every_fault_is_told_at_its_line_in_one_run(run: Run, course: Path) -> None:
    edit(course / "course.yaml", "language: en-US", "langauge: en-US")
    edit(course / "lessons" / "01-pages.yaml", "minutes: 4", "minutes: four")
    result = run("check", course)
    assert result.exit_code == 1
    for file, text in (("course.yaml", "langauge: en-US"), ("lessons/01-pages.yaml", "minutes: four")):
        lines = (course / file).read_text(encoding="utf-8").splitlines()
        (line,) = (number for number, found in enumerate(lines, 1) if text in found)
        assert f"{(course / file).as_posix()}:{line}:" in result.stdout
    assert "did you mean 'language'?" in result.stdout
    assert result.stdout.splitlines()[-2:] == ["2 errors", "More about a code: peacebuilder explain S210"]


def test_json_is_what_other_programs_rely_on(run: Run, course: Path) -> None:
    edit(course / "course.yaml", "language: en-US", "langauge: en-US")
    result = run("check", course, "--output", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert list(found) == ["code", "severity", "file", "line", "column", "message", "hint"]
    assert found["file"] == (course / "course.yaml").as_posix()
    assert (found["severity"], found["column"]) == ("error", 1)
    assert (course / "course.yaml").read_text().splitlines()[found["line"] - 1] == "langauge: en-US"


def test_json_of_a_course_without_a_fault_is_an_empty_list(run: Run, course: Path) -> None:
    result = run("check", course, "--output", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_a_warning_counts_only_when_strict(run: Run, course: Path) -> None:
    (course / "lessons" / "03-more.yml").write_text("id: more\n")
    assert run("check", course).exit_code == 0
    result = run("check", course, "--strict")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-3] == "1 warning"
    assert result.stdout.splitlines()[-1] == "Failed because of warnings only, as asked for with --strict."


def test_color_only_where_it_is_wanted(run: Run, course: Path) -> None:
    (course / "lessons" / "03-more.yml").write_text("id: more\n")
    assert "\x1b[" not in run("check", course).stdout
    assert "\x1b[" in run("check", course, color=True).stdout


def test_a_folder_that_is_not_there(run: Run) -> None:
    result = run("check", "nowhere")
    assert result.exit_code == 1
    assert "nowhere: error S201" in result.stdout


def test_an_unknown_output_is_wrong_usage(run: Run, course: Path) -> None:
    assert run("check", course, "--output", "xml").exit_code == 2


def test_a_course_may_be_given_by_its_course_yaml(run: Run, course: Path) -> None:
    result = run("check", course / "course.yaml")
    assert (result.exit_code, result.stdout) == (0, f"{(course / 'course.yaml').as_posix()}: no problems.\n")
