"""Noticing that a course has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.preview.watch import look, watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "a.yaml").write_text("id: a\n")
    (tmp_path / "course.yaml").write_text("id: c\n")
    return tmp_path


def watched(paths: list[Path], *steps: Callable[[], object]) -> list[int]:
    """After which steps a change was noticed."""
    noticed: list[int] = []
    done = 0

    def pause() -> bool:
        nonlocal done
        if done == len(steps):
            return False
        steps[done]()
        done += 1
        return True

    watch(paths, lambda: noticed.append(done), pause, look(paths))
    return noticed


def nothing() -> None:
    """Nothing happens."""


def test_every_kind_of_change_is_noticed_once(folder: Path) -> None:
    lesson = folder / "lessons" / "a.yaml"
    assert watched(
        [folder],
        nothing,
        lambda: lesson.write_text("id: ab\n"),
        nothing,
        lambda: (folder / "lessons" / "b.yaml").write_text("id: b\n"),
        lambda: lesson.unlink(),
        nothing,
        lambda: os.utime(folder / "course.yaml", (1, 1)),
        lambda: (folder / "course.yaml").rename(folder / "corse.yaml"),
    ) == [2, 4, 5, 7, 8]


def test_hidden_files_do_not_matter(folder: Path) -> None:
    assert watched([folder], lambda: (folder / ".course.yaml.swp").write_text("x"), (folder / ".git").mkdir) == []


def test_a_file_outside_of_the_folder_can_be_watched_too(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    agency = tmp_path_factory.mktemp("elsewhere") / "river.yaml"
    assert watched([folder, agency], lambda: agency.write_text("id: r\n"), agency.unlink) == [1, 2]


def test_a_folder_that_goes_away_is_a_change(folder: Path) -> None:
    def remove() -> None:
        (folder / "lessons" / "a.yaml").unlink()
        (folder / "lessons").rmdir()

    assert watched([folder], remove, nothing) == [1]


def test_a_change_before_the_first_look_of_the_watch_is_noticed(folder: Path) -> None:
    before = look([folder])
    (folder / "course.yaml").write_text("id: changed\n")
    noticed: list[str] = []
    pauses = iter((True, True, False))
    watch([folder], lambda: noticed.append("changed"), lambda: next(pauses), before)
    assert noticed == ["changed"]
