"""The gallery is complete, and the YAML that it shows is the YAML that it is made of."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from pydantic import Tag

from builder.course.model.blocks import Block
from builder.course.read import read_course
from builder.course.resolved import Question, QuestionType, ResolvedCourse
from tests.courses.sources import GALLERY, Item, items, with_sources

LESSONS = sorted(GALLERY.glob("lessons/*.yaml"))


@pytest.fixture(scope="module")
def gallery() -> ResolvedCourse:
    course, problems = read_course(GALLERY, None)
    assert course is not None
    assert not problems, [problem.text for problem in problems]
    return course


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_each_example_shows_its_own_source(path: Path, request: pytest.FixtureRequest) -> None:
    lesson = path.read_text("utf-8")
    if request.config.getoption("--update-golden"):
        path.write_text(with_sources(lesson), "utf-8")
    parts = [part for part in items(path.read_text("utf-8")) if isinstance(part, Item)]
    assert parts
    for part, below in zip(parts, [*parts[1:], None], strict=True):
        if part.is_example:
            assert below is not None and below.page == part.page
            assert below.shown == part.source, f"the YAML below the block of page '{part.page}'"


def test_other_yaml_on_its_pages_stands_in_a_file_of_the_course() -> None:
    files = [path.read_text("utf-8") for path in GALLERY.rglob("*.yaml") if path not in LESSONS]
    shown = [
        part.shown
        for path in LESSONS
        for above, part in _pairs(path.read_text("utf-8"))
        if part.shown is not None and not above.is_example
    ]
    assert shown
    for yaml in shown:
        assert any(yaml in file for file in files), yaml


def _pairs(lesson: str) -> list[tuple[Item, Item]]:
    parts = [part for part in items(lesson) if isinstance(part, Item)]
    return list(pairwise(parts))


def test_every_block_and_every_question_is_there() -> None:
    tags = {
        tag.tag.strip("<>") for kind in get_args(get_args(Block)[0]) for tag in get_args(kind) if isinstance(tag, Tag)
    }
    source = "".join(path.read_text("utf-8") for path in LESSONS)
    assert "tabs" in tags
    assert {tag for tag in tags if tag and f"      - type: {tag}\n" not in source} == set()


def test_the_bank_has_every_type_that_a_test_can_have(gallery: ResolvedCourse) -> None:
    assert gallery.test is not None
    assert {item.type for item in gallery.test.bank} == set(get_args(QuestionType)) - {"likert"}
    asked = {block.type for block in gallery.blocks if isinstance(block, Question)}
    assert asked == set(get_args(QuestionType))
