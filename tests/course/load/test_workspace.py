"""Which files of a course folder are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.course.load.workspace import open_workspace
from builder.course.read import open_course
from tests.course.conftest import Folder


def test_files_are_found_by_kind_in_a_fixed_order(course: Folder) -> None:
    course.write("lessons/a-first.yaml", "id: a\n")
    workspace = open_workspace(course.path)
    names = {kind: [document.name for document in found] for kind, found in workspace.documents.items()}
    assert list(names) == ["course", "lesson", "scenario", "test", "glossary", "sources", "agency"]
    assert names["lesson"] == [
        "course/lessons/a-first.yaml",
        "course/lessons/at-the-window.yaml",
        "course/lessons/fair-process.yaml",
    ]
    assert list(workspace.media) == [
        "media/card.txt",
        "media/seal.png",
        "media/stop.mp4",
        "media/stop.vtt",
        "media/voice.svg",
    ]


def test_paths_are_shown_as_they_were_typed(course: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    course.write("test.yaml", "")
    full = course.path.resolve()
    assert open_workspace(full).problems[0].where.file == f"{full.as_posix()}/test.yaml"
    monkeypatch.chdir(full)
    assert open_workspace(Path()).problems[0].where.file == "test.yaml"


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("course.yml", "S202", "rename it to course.yaml"),
        ("lessons/one.yml", "S202", "rename it to one.yaml"),
        ("lessons/one.yaml.txt", "S202", "rename it to one.yaml"),
        ("scenarios/one.yml.txt", "S202", "rename it to one.yaml"),
        ("agencies/one.yaml ", "S202", "rename it to one.yaml"),
        ("lessons/one.YAML", "S202", "rename it to one.yaml"),
        ("tests.yaml", "S203", "did you mean test.yaml?"),
        ("lessons/more/one.yaml", "S203", "move them up, or remove them"),
        ("lesson/one.yaml", "S203", "move them up, or remove them"),
        ("notes.yaml", "S203", "lessons belong into lessons/, scenarios into scenarios/, agencies into agencies/"),
    ],
)
def test_files_that_are_not_read_are_pointed_out(course: Folder, name: str, code: str, hint: str) -> None:
    if "tests" in name:
        (course.path / "test.yaml").unlink()
    course.write(name, "id: one\n")
    problems = open_workspace(course.path).problems
    assert [(problem.code, problem.hint, problem.is_error) for problem in problems] == [(code, hint, False)]


@pytest.mark.parametrize("name", ["README.md", ".hidden.yaml", "drafts/notes.txt", ".schemas/course.schema.json"])
def test_other_files_are_none_of_our_business(course: Folder, name: str) -> None:
    course.write(name, "x")
    assert open_workspace(course.path).problems == ()


def test_a_lesson_folder_that_was_misspelled_is_pointed_out(course: Folder) -> None:
    (course.path / "scenarios").rename(course.path / "scenario")
    workspace = open_workspace(course.path)
    assert [(problem.code, problem.hint) for problem in workspace.problems] == [("S206", "rename it to scenarios")]
    assert workspace.unread == {"scenario"}


def test_a_place_without_a_course_is_said_to_be_one(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        assert [problem.code for problem in open_workspace(path).problems] == ["S201"]
    file = tmp_path / "file"
    file.write_text("x")
    assert [problem.code for problem in open_workspace(file).problems] == ["S201"]


def test_links_out_of_the_folder_are_not_followed(course: Folder, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text("id: secret\n")
    try:
        (course.path / "lessons" / "link.yaml").symlink_to(tmp_path / "outside" / "secret.yaml")
        (course.path / "media" / "all").symlink_to(tmp_path / "outside")
        (course.path / "media" / "one.svg").symlink_to(tmp_path / "outside" / "secret.yaml")
        (course.path / "lessons" / "loop.yaml").symlink_to("loop.yaml")
    except OSError:
        pytest.skip("no symbolic links here")
    workspace = open_workspace(course.path)
    assert [problem.code for problem in workspace.problems] == ["S204", "S203"]
    assert "media/all/secret.yaml" not in workspace.media
    assert workspace.media["media/one.svg"].outside


def test_a_folder_of_courses_is_told_apart_from_a_course(course: Folder, tmp_path: Path) -> None:
    assert (course.path / "course.yaml").exists()
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "one.yaml").write_text("id: one\n")
    [problem] = open_workspace(Path()).problems
    assert (problem.code, problem.hint) == ("S201", "did you mean course?")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "course.yaml").write_text("format: 1\n")
    [problem] = open_workspace(Path()).problems
    assert problem.hint == "give one of them: course, second"


def test_the_inside_of_a_course_leads_to_the_course(course: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    [problem] = open_workspace(course.path / "lessons").problems
    assert (problem.code, problem.hint) == ("S201", "give the folder of the course: course")
    monkeypatch.chdir(course.path / "lessons")
    [problem] = open_workspace(Path()).problems
    assert (problem.code, problem.hint) == ("S201", "give the folder of the course: ..")


def test_a_course_may_be_given_by_its_course_yaml(course: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_course(course.path / "course.yaml").folder == course.path
    monkeypatch.chdir(course.path)
    assert open_course(Path("course.yaml")).diagnostics == ()
    Path("course.yaml").unlink()
    assert [problem.code for problem in open_course(Path("course.yaml")).diagnostics] == ["S201"]
