"""Matching, sorting and ordering: what an author may write, what it becomes, and what is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.course import ids
from builder.course.resolved import Question
from tests.course.conftest import Folder

Data = dict[str, Any]

MATCHING: Data = {
    "type": "matching",
    "id": "asked",
    "prompt": "Which?",
    "targets": [{"id": "voice", "text": "Voice"}, {"id": "speed", "text": "Speed"}],
    "items": [
        {"id": "one", "text": "One", "match": "voice", "feedback": "It asks."},
        {"id": "two", "text": "Two", "match": "voice"},
    ],
}
SORTING: Data = {
    "type": "sorting",
    "id": "asked",
    "prompt": "Where?",
    "partial": True,
    "groups": [{"id": "here", "title": "Here"}, {"id": "there", "title": "There"}],
    "items": [{"id": "one", "text": "One", "group": "there"}, {"id": "two", "text": "Two", "group": "here"}],
}
ORDERING: Data = {
    "type": "ordering",
    "id": "asked",
    "prompt": "In which order?",
    "items": [{"id": "one", "text": "One"}, {"id": "two", "text": "Two", "feedback": "Last."}],
}


def ask(course: Folder, question: Data) -> None:
    page = {"id": "asked", "title": "Asked", "blocks": [question]}
    lesson = {"id": "at-the-window", "title": "At the window", "minutes": 5, "objectives": ["E1.1"], "pages": [page]}
    scenario = {"id": "played", "title": "Played", "blocks": [{"type": "scenario", "scenario": "traffic-stop"}]}
    course.write("lessons/at-the-window.yaml", json.dumps({**lesson, "pages": [page, scenario]}))


def resolved(course: Folder, question: Data) -> Question:
    ask(course, question)
    return next(found for found in course.resolved().questions if found.id == "asked")


def told(course: Folder, question: Data) -> list[tuple[str, str]]:
    ask(course, question)
    return [(problem.code, problem.text) for problem in course.problems()]


def test_items_and_targets_get_their_letters_and_keys(course: Folder) -> None:
    found = resolved(course, MATCHING)
    assert found.type == "matching"
    assert [(one.id, one.letter, one.target, one.feedback) for one in found.options] == [
        ("one", "1", "voice", "It asks."),
        ("two", "2", "voice", None),
    ]
    assert [(one.id, one.letter, one.text) for one in found.targets] == [
        ("voice", "a", "Voice"),
        ("speed", "b", "Speed"),
    ]
    assert [one.key for one in found.options] == [ids.option_key("asked", "one"), ids.option_key("asked", "two")]
    assert [one.key for one in found.targets] == [ids.target_key("asked", "voice"), ids.target_key("asked", "speed")]
    assert found.shuffle
    assert not found.partial


def test_groups_are_targets(course: Folder) -> None:
    found = resolved(course, SORTING)
    assert [(one.id, one.text) for one in found.targets] == [("here", "Here"), ("there", "There")]
    assert [one.target for one in found.options] == ["there", "here"]
    assert found.partial


def test_what_is_put_in_order_keeps_the_order_of_the_file(course: Folder) -> None:
    found = resolved(course, ORDERING)
    assert [(one.id, one.letter, one.feedback) for one in found.options] == [("one", "a", None), ("two", "b", "Last.")]
    assert not found.targets


def test_twenty_items_have_a_letter_each(course: Folder) -> None:
    items = [{"id": f"n{n}", "text": f"Number {n}", "match": "voice"} for n in range(20)]
    found = resolved(course, {**MATCHING, "items": items})
    assert "".join(one.letter for one in found.options) == "123456789abcdefghijk"


@pytest.mark.parametrize("question", [MATCHING, SORTING, ORDERING], ids=lambda one: str(one["type"]))
@pytest.mark.parametrize("count", [1, 21])
def test_too_few_and_too_many_items_are_told(course: Folder, question: Data, count: int) -> None:
    items = [{**question["items"][0], "id": f"n{n}", "text": f"Number {n}"} for n in range(count)]
    assert [code for code, _ in told(course, {**question, "items": items})] == ["S218"]


@pytest.mark.parametrize(
    ("question", "key", "what"),
    [(MATCHING, "match", "target"), (SORTING, "group", "group")],
    ids=["matching", "sorting"],
)
def test_an_unknown_target_is_told_once(course: Folder, question: Data, key: str, what: str) -> None:
    first, *others = question["items"]
    found = told(course, {**question, "items": [{**first, key: "nowhere"}, *others]})
    assert found == [("Q511", f"the question 'asked' has no {what} 'nowhere'")]


def test_a_target_without_items_is_there_to_mislead_but_a_group_is_not(course: Folder) -> None:
    assert told(course, MATCHING) == []
    items = [{**item, "group": "here"} for item in SORTING["items"]]
    assert told(course, {**SORTING, "items": items}) == [("Q512", "no item belongs to the group 'there'")]


@pytest.mark.parametrize(
    ("question", "name", "key"),
    [
        (MATCHING, "items", "text"),
        (MATCHING, "targets", "text"),
        (SORTING, "items", "text"),
        (SORTING, "groups", "title"),
        (ORDERING, "items", "text"),
    ],
    ids=lambda one: one["type"] if isinstance(one, dict) else one,
)
def test_texts_and_ids_that_are_there_twice_are_told(course: Folder, question: Data, name: str, key: str) -> None:
    one, two = question[name]
    first, second = one["id"], two["id"]
    found = told(course, {**question, name: [one, {**two, key: f"  {one[key].upper()} "}]})
    assert found == [("Q505", f"'{first}' and '{second}' have the same text")]
    found = told(course, {**question, name: [one, two, {**two, "id": first, key: "Another"}]})
    assert [code for code, _ in found if code not in ("Q511", "Q512")] == ["R304"]


def test_the_same_id_may_name_an_item_and_a_target(course: Folder) -> None:
    items = [{**item, "id": target["id"]} for item, target in zip(MATCHING["items"], MATCHING["targets"], strict=True)]
    assert told(course, {**MATCHING, "items": items}) == []
