"""Every example of every block, released: nothing that has an id can vanish or move without being told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.course.lock.collect import collect
from builder.course.lock.file import NAME, Ref, read, write
from builder.course.read import Reading, open_course
from tests.render.gallery import course_files, write_course


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("released") / "gallery"
    write_course(folder, course_files())
    now = collect(open_course(folder).checked.draft)
    (folder / NAME).write_bytes(write(now.lock(None)))
    yield folder


def _told(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.diagnostics if problem.code.startswith("K")]


def test_all_that_is_released_is_read_back(gallery: Path) -> None:
    reading = open_course(gallery)
    assert _told(reading) == []
    now = collect(reading.checked.draft)
    assert now.whole
    lock, problems = read(gallery)
    assert problems == ()
    assert lock is not None
    assert set(lock.entries) == set(now.found)


def test_every_question_has_the_answers_that_records_name(gallery: Path) -> None:
    lock, _ = read(gallery)
    assert lock is not None
    parts = {entry.owner for entry in lock.entries.values() if entry.kind == "option"}
    for entry in lock.entries.values():
        if entry.kind == "question" and entry.type not in ("fill-in", "numeric"):
            assert entry.ref in parts, entry
            assert entry.right or entry.accepts or entry.type == "likert", entry


def test_every_tracked_thing_of_the_resolved_course_is_in_the_lock(gallery: Path) -> None:
    reading = open_course(gallery)
    course, _ = reading.resolve()
    assert course is not None
    lock, _ = read(gallery)
    assert lock is not None
    refs = set(lock.entries)
    assert {Ref("page", f"{lesson.id}/{page.id}") for lesson in course.lessons for page in lesson.pages} <= refs
    assert {Ref("question", question.id) for question in course.questions} <= refs
    assert {Ref("question", item.id) for test in course.tests for item in test.bank} <= refs
    assert {Ref("acknowledgement", one.id) for one in course.acknowledgements} <= refs
    assert {Ref("scenario", one.id) for one in course.scenarios} <= refs
