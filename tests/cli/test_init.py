"""peacebuilder init: the first thing an author sees has to work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.cli.init import STARTER, slug
from tests.cli.conftest import Run
from tests.oracle import check_package


def test_the_course_has_no_problem_and_builds(run: Run, tmp_path: Path) -> None:
    assert run("init", "first").exit_code == 0
    assert run("check", "first", "--strict").output == "first: no problems.\n"
    assert run("build", "first", "--strict", "--agency", "example-pd").exit_code == 0
    for format_ in ("scorm12", "xapi"):
        path = tmp_path / "dist" / f"first-0.1.0-example-pd-{format_}.zip"
        assert check_package(path)[1:] == ([], [])


def test_the_commands_it_tells_work(run: Run) -> None:
    output = run("init", "first").output
    told = re.findall(r"^  peacebuilder (.+)$", output, re.MULTILINE)
    assert told == ["check first", "build first", "release first"]
    assert all(run(*command.split()).exit_code == 0 for command in told)


def test_every_file_is_written_and_explains_itself(run: Run, tmp_path: Path) -> None:
    run("init", "first")
    written = {path.relative_to(tmp_path / "first") for path in (tmp_path / "first").rglob("*") if path.is_file()}
    starter = {path.relative_to(STARTER) for path in STARTER.rglob("*") if path.is_file()}
    assert starter <= written
    for path in starter:
        if path.suffix == ".yaml":
            assert len(re.findall(r"# .+", (STARTER / path).read_text(encoding="utf-8"))) >= 2


def test_the_schemas_that_the_files_name_are_there(run: Run, tmp_path: Path) -> None:
    run("init", "first")
    for path in (tmp_path / "first").rglob("*.yaml"):
        named = re.search(r"\$schema=(\S+)", path.read_text(encoding="utf-8"))
        assert named is not None
        assert (path.parent / named[1]).is_file()


def test_it_shows_every_kind_of_question(run: Run, tmp_path: Path) -> None:
    run("init", "first")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "first").rglob("*.yaml"))
    assert set(re.findall(r"type: (\S+)", text)) >= {"choice", "multiple", "true-false", "scenario", "image", "callout"}


def test_line_ends_are_those_of_unix(run: Run, tmp_path: Path) -> None:
    run("init", "first")
    assert not [path for path in (tmp_path / "first").rglob("*.yaml") if b"\r" in path.read_bytes()]


def test_an_empty_folder_is_filled_under_its_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Night Shift").mkdir()
    monkeypatch.chdir(tmp_path / "Night Shift")
    assert run("init", ".").exit_code == 0
    text = (tmp_path / "Night Shift" / "course.yaml").read_text(encoding="utf-8")
    assert "\nid: night-shift\n" in text
    assert "\niri: https://example.org/courses/night-shift\n" in text


def test_what_is_there_is_never_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    result = run("init", "mine")
    assert result.exit_code == 2
    assert "there already" in result.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
    assert run("init", "mine/notes.txt").exit_code == 2


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("init", "file/course")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("fire", "fire"),
        ("Fire Exits 2", "fire-exits-2"),
        ("--x--", "x"),
        ("世界", "my-course"),
        ("a" * 80, "a" * 64),
        ("a" * 63 + " b", "a" * 63),
    ],
)
def test_the_name_of_the_folder_becomes_the_id(name: str, id_: str) -> None:
    assert slug(name) == id_


@pytest.mark.parametrize(("folder", "id_"), [("2026", "course-2026"), ("1e5", "course-1e5"), ("true", "course-true")])
def test_a_folder_with_the_name_of_a_number_becomes_a_course(run: Run, folder: str, id_: str) -> None:
    assert run("init", folder).exit_code == 0
    assert run("build", folder, "-f", "xapi").exit_code == 0
    assert [path.name for path in Path("dist").glob("*.zip")] == [f"{id_}-0.1.0-xapi.zip"]


def test_a_letter_with_a_mark_keeps_its_letter() -> None:
    assert slug("Übung 1") == "ubung-1"


def test_the_commands_it_names_can_be_copied_when_the_folder_has_a_blank(run: Run) -> None:
    output = run("init", "Night Shift").output
    assert '  peacebuilder check "Night Shift"\n' in output
