"""peacebuilder release."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.diagnostics import BuildFailed
from builder.pipeline import compile_site
from tests.cli.conftest import Run, edit

LESSON = Path("lessons") / "02-questions.yaml"


@pytest.fixture
def released(run: Run, course: Path) -> Path:
    assert run("release", "course").exit_code == 0
    return course


def _ids(course: Path) -> dict[str, dict[str, str]]:
    lines = (course / "course.lock").read_text(encoding="utf-8").splitlines()
    return {f"{entry['kind']}:{entry['id']}": entry for entry in map(json.loads, lines[1:])}


def _question(course: Path) -> str:
    """The id of the first question of a lesson."""
    found = (ref for ref, entry in _ids(course).items() if ref.startswith("question:") and "page:" in entry["place"])
    return next(found).removeprefix("question:")


def _raise(course: Path, version: str) -> None:
    text = (course / "course.yaml").read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith("version: "))
    edit(course / "course.yaml", old, f'version: "{version}"')


def test_it_writes_the_lock_and_tells_what_is_in_it(run: Run, course: Path) -> None:
    result = run("release", "course")
    assert result.exit_code == 0
    assert result.stdout == f"course/course.lock  0.1.0 released: {len(_ids(course))} new.\n"
    assert "question:" in "".join(_ids(course))
    assert run("check", "course", "--strict").exit_code == 0
    assert run("build", "course", "--strict").exit_code == 0


def test_released_again_without_a_change_it_writes_nothing(run: Run, released: Path) -> None:
    before = (released / "course.lock").stat().st_mtime_ns
    result = run("release", "course")
    assert result.exit_code == 0
    assert result.stdout == "course/course.lock  0.1.0 is released already; nothing has changed.\n"
    assert (released / "course.lock").stat().st_mtime_ns == before


def test_the_file_of_the_course_may_be_given(run: Run, course: Path) -> None:
    assert run("release", "course/course.yaml").exit_code == 0
    assert (course / "course.lock").is_file()


def test_two_releases_of_the_same_course_are_the_same_bytes(run: Run, released: Path) -> None:
    before = (released / "course.lock").read_bytes()
    (released / "course.lock").unlink()
    run("release", "course")
    assert (released / "course.lock").read_bytes() == before


def test_a_change_needs_a_greater_version(run: Run, released: Path) -> None:
    edit(released / LESSON, "title: ", "title: Now ")
    refused = run("release", "course")
    assert refused.exit_code == 1
    assert "course/course.yaml:" in refused.stderr
    assert "error K914" in refused.stderr
    _raise(released, "0.1.1")
    assert run("release", "course").exit_code == 0
    assert {entry["since"] for entry in _ids(released).values()} == {"0.1.0"}


def test_an_older_version_is_refused(run: Run, released: Path) -> None:
    _raise(released, "0.0.9")
    assert "error K914" in run("release", "course").stderr


def test_a_greater_version_alone_is_released(run: Run, released: Path) -> None:
    _raise(released, "0.2.0")
    assert run("release", "course").stdout == "course/course.lock  0.2.0 released: the same ids.\n"


def test_what_is_new_is_of_the_version_that_has_it(run: Run, released: Path) -> None:
    question = _question(released)
    edit(released / LESSON, f"id: {question}\n", f"id: {question}-b\n")
    _raise(released, "0.2.0")
    run("release", "course", "--retire", f"question:{question}")
    assert _ids(released)[f"question:{question}"]["retired"] == "0.2.0"
    assert _ids(released)[f"question:{question}-b"]["since"] == "0.2.0"


@pytest.mark.parametrize("command", [("check",), ("build",), ("release",)])
def test_a_released_id_that_is_gone_is_refused(run: Run, released: Path, command: tuple[str, ...]) -> None:
    question = _question(released)
    edit(released / LESSON, f"id: {question}\n", f"id: {question}s\n")
    result = run(*command, "course")
    assert result.exit_code == 1
    assert "error K906" in result.output
    assert not Path("dist").exists()


def test_a_preview_shows_the_fault_instead_of_the_course(released: Path) -> None:
    question = _question(released)
    edit(released / LESSON, f"id: {question}\n", f"id: {question}s\n")
    with pytest.raises(BuildFailed) as failed:
        compile_site(released)
    assert [problem.code for problem in failed.value.diagnostics] == ["K906"]


def test_the_command_that_a_hint_tells_works(run: Run, released: Path) -> None:
    question = _question(released)
    edit(released / LESSON, f"id: {question}\n", f"id: {question}s\n")
    _raise(released, "0.2.0")
    told = next(line for line in run("check", "course").output.splitlines() if "peacebuilder release" in line)
    result = run(*told.partition("peacebuilder ")[2].split())
    assert result.exit_code == 0
    assert "retired" in result.stdout
    assert run("check", "course", "--strict").exit_code == 0
    again = run(*told.partition("peacebuilder ")[2].split())
    assert "nothing has changed" in again.stdout
    edit(released / LESSON, f"id: {question}s\n", f"id: {question}\n")
    assert "error K913" in run("check", "course").output


def test_only_what_is_gone_can_be_retired(run: Run, released: Path) -> None:
    question = _question(released)
    result = run("release", "course", "--retire", f"question:{question}")
    assert result.exit_code == 2
    assert "is still in the course" in result.stderr
    result = run("release", "course", "--retire", question)
    assert result.exit_code == 2
    assert f"Did you mean 'question:{question}'?" in result.stderr
    assert run("release", "course", "--retire", "question:no-such-question-at-all").exit_code == 2


def test_other_faults_are_told_and_nothing_is_written(run: Run, course: Path) -> None:
    edit(course / "course.yaml", "lessons: [pages, questions]", "lessons: [pages, question]")
    result = run("release", "course")
    assert result.exit_code == 1
    assert "R301" in result.stderr
    assert not (course / "course.lock").exists()


def test_warnings_stop_only_a_strict_release(run: Run, course: Path) -> None:
    (course / "lessons" / "spare.yml").write_text("id: spare\n", encoding="utf-8")
    assert run("release", "course", "--strict").exit_code == 1
    assert not (course / "course.lock").exists()
    result = run("release", "course")
    assert result.exit_code == 0
    assert "Released with 1 warning." in result.stderr


def test_new_words_are_asked_about_until_they_are_released(run: Run, released: Path) -> None:
    lesson = released / LESSON
    title = next(line for line in lesson.read_text(encoding="utf-8").splitlines() if line.startswith("title: "))
    edit(lesson, title, "title: Zebras")
    _raise(released, "0.2.0")
    assert "warning K915" in run("check", "course").output
    assert run("release", "course").exit_code == 0
    assert run("check", "course", "--strict").exit_code == 0


def test_a_damaged_lock_is_never_written_over(run: Run, released: Path) -> None:
    (released / "course.lock").write_text("{}\n", encoding="utf-8")
    _raise(released, "0.2.0")
    result = run("release", "course")
    assert result.exit_code == 1
    assert "error K901" in result.stderr
    assert (released / "course.lock").read_text(encoding="utf-8") == "{}\n"


def test_a_lock_that_cannot_be_written_is_told(run: Run, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full(path: Path, mode: str = "r", *more: Any, **others: Any) -> Any:
        if "w" in mode:
            raise OSError(28, "No space left on device")
        return opened(path, mode, *more, **others)

    monkeypatch.setattr(Path, "open", full)
    result = run("release", "course")
    assert result.exit_code == 1
    assert "No space left on device; nothing there was changed" in result.stderr
    assert sorted(path.name for path in course.iterdir() if path.name.startswith((".peace", "course."))) == [
        "course.yaml"
    ]


def test_a_course_that_was_never_released_waits_for_nothing_of_it(course: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from builder.pipeline import compile_site; compile_site(Path('course'));"
        "print([name for name in sys.modules if name.startswith('builder.course.lock')])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=course.parent, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().strip() == "[]"
