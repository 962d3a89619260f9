"""Ids that are shortened for the saved state: two that happen to get the same key are told, whatever they name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Final

import pytest

from builder.course import ids
from tests.course.conftest import Folder

FAIR: Final = "lessons/fair-process.yaml"


def collision(key: Callable[[str], str]) -> tuple[str, str]:
    """Two ids with one key."""
    seen: dict[str, str] = {}
    for number in count():
        other = seen.setdefault(key(f"x-{number}"), f"x-{number}")
        if other != f"x-{number}":
            return other, f"x-{number}"
    raise AssertionError("there is no end of numbers")


def block(text: str) -> str:
    return "".join(f"      {line}\n" for line in text.splitlines()) + "  - id: respect\n"


def statements(course: Folder, one: str, other: str) -> None:
    course.edit(FAIR, "  - id: respect\n", block(f"- {{type: acknowledgement, id: {one}, text: I have.}}"))
    course.edit("test.yaml", "pass_mark: 50\n", f"pass_mark: 50\nattestation: {{id: {other}, text: I do.}}\n")


def checklists(course: Folder, one: str, other: str) -> None:
    lists = [f"- {{type: checklist, id: {id}, items: [{{id: a, text: A}}]}}" for id in (one, other)]
    course.edit(FAIR, "  - id: respect\n", block("\n".join(lists)))


def items(course: Folder, one: str, other: str) -> None:
    both = f"[{{id: {one}, text: A}}, {{id: {other}, text: B}}]"
    course.edit(FAIR, "  - id: respect\n", block(f"- {{type: checklist, id: list, items: {both}}}"))


def targets(course: Folder, one: str, other: str) -> None:
    both = f"targets: [{{id: {one}, text: A}}, {{id: {other}, text: B}}]"
    found = f"items: [{{id: i, text: I, match: {one}}}, {{id: j, text: J, match: {other}}}]"
    course.edit(FAIR, "  - id: respect\n", block(f"- {{type: matching, id: q, prompt: Match., {found}, {both}}}"))


def lessons(course: Folder, one: str, other: str) -> None:
    for old, new in (("fair-process", one), ("at-the-window", other)):
        course.edit(f"lessons/{old}.yaml", f"id: {old}", f"id: {new}")
        course.edit("course.yaml", old, new)
        course.edit("test.yaml", f"lesson: {old}", f"lesson: {new}")


def of_tests(course: Folder, one: str, other: str) -> None:
    course.edit("test.yaml", "id: final", f"id: {one}")
    text = (course.path / "test.yaml").read_text("utf-8").replace("item-", "out-").replace(f"id: {one}", f"id: {other}")
    course.write("test-outs/out.yaml", "module: basics\n" + text)


@pytest.mark.parametrize(
    ("put", "key"),
    [
        (statements, ids.acknowledgement_key),
        (checklists, ids.checklist_key),
        (items, lambda id: ids.item_key("list", id)),
        (targets, lambda id: ids.target_key("q", id)),
        (lessons, ids.lesson_key),
        (of_tests, ids.test_key),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_two_ids_with_one_key_are_told(
    course: Folder, put: Callable[[Folder, str, str], None], key: Callable[[str], str]
) -> None:
    one, other = collision(key)
    put(course, one, other)
    found = [problem for problem in course.problems() if problem.code == "L802"]
    assert len(found) == 1, [problem.text for problem in course.problems()]
    assert {f"'{one}'", f"'{other}'"} <= set(found[0].text.split())


@pytest.mark.parametrize("put", [statements, checklists, items, of_tests])
def test_an_id_that_is_used_twice_is_told(course: Folder, put: Callable[[Folder, str, str], None]) -> None:
    put(course, "same", "same")
    assert "R304" in {problem.code for problem in course.problems()}
