"""Questions that are answered by writing, pointing, marking or on a scale, and surveys."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.course.resolved import Survey
from tests.course.conftest import Folder

LESSON = "lessons/fair-process.yaml"
BLOCKS: dict[str, dict[str, Any]] = {
    "fill-in": {"prompt": "What?", "answers": [{"text": "voice"}, {"text": "speed", "correct": False}]},
    "gap": {"prompt": "Fill.", "text": "A {a} and {b}.", "gaps": [{"id": i, "answers": [i]} for i in ("a", "b")]},
    "numeric": {"prompt": "How many?", "answer": 3},
    "point": {
        "prompt": "Where?",
        "src": "media/voice.svg",
        "alt": "A car from above",
        "spots": [
            {"id": "a", "label": "A", "x": 0, "y": 0, "width": 20, "height": 20, "correct": True},
            {"id": "b", "label": "B", "x": 50, "y": 0, "width": 20, "height": 20},
        ],
    },
    "mark": {
        "prompt": "Which?",
        "lines": [{"id": "a", "text": "Yes.", "correct": True}, {"id": "b", "who": "Driver", "text": "Yes."}],
    },
    "likert": {"prompt": "How sure?", "scale": "confidence-5"},
    "survey": {
        "title": "Opinions",
        "scale": [{"id": "no", "text": "No"}, {"id": "yes", "text": "Yes"}],
        "statements": [{"id": "one", "text": "I do."}, {"id": "two", "text": "I will."}],
        "comment": "What else?",
    },
}


def add(course: Folder, type_: str, **changes: Any) -> None:
    """Adds a block of a type to the first page, as JSON, which is YAML; None takes a key away."""
    block = {"type": type_, "id": "new", **BLOCKS[type_], **changes}
    text = json.dumps({key: value for key, value in block.items() if value is not None}, ensure_ascii=False)
    course.edit(LESSON, "  - id: respect\n    title", f"      - {text}\n  - id: respect\n    title")


def codes(course: Folder) -> list[str]:
    return [problem.code for problem in course.problems()]


@pytest.mark.parametrize("type_", sorted(BLOCKS))
def test_each_type_is_fine_as_it_is(course: Folder, type_: str) -> None:
    add(course, type_)
    assert codes(course) == []


def spots(**changes: Any) -> list[dict[str, Any]]:
    first, second = BLOCKS["point"]["spots"]
    return [first, {**second, **changes}]


@pytest.mark.parametrize(
    ("type_", "changes", "wanted"),
    [
        ("point", {"spots": [{**spot, "correct": False} for spot in BLOCKS["point"]["spots"]]}, "Q503"),
        ("point", {"spots": spots(correct=True)}, "Q504"),
        ("point", {"spots": spots(label="a")}, "Q505"),
        ("point", {"spots": spots(y=90, height=11)}, "Q531"),
        ("point", {"spots": spots(x=0)}, "Q532"),
        ("point", {"spots": spots(id="a")}, "R304"),
        ("point", {"alt": None}, "A408"),
        ("point", {"alt": "voice.svg"}, "A416"),
        ("point", {"alt": "decorative"}, "A417"),
        ("point", {"src": "media/nowhere.svg"}, "A401"),
        ("mark", {"lines": [{"id": "a", "text": "Yes."}, {"id": "b", "text": "No."}]}, "Q503"),
        ("mark", {"lines": [{"id": i, "text": i, "correct": True} for i in ("a", "b")]}, "Q504"),
        ("mark", {"lines": [{"id": "a", "text": "Sí.", "language": "Spanish"}, {"id": "b", "text": "No."}]}, "S215"),
        ("fill-in", {"answers": None}, "Q521"),
        ("fill-in", {"answers": [{"text": "Voice"}, {"text": " voice ", "correct": False}]}, "Q505"),
        ("fill-in", {"answers": [{"text": 4}]}, "S214"),
        ("fill-in", {"length": 251}, "S217"),
        ("fill-in", {"answers": [{"text": "🙂🙂🙂"}], "length": 5}, "Q523"),
        ("gap", {"text": "A {a} and {B}."}, "Q524"),
        ("gap", {"gaps": [{"id": "a", "answers": ["x", "X"]}, {"id": "b", "answers": ["y"]}]}, "Q505"),
        ("gap", {"gaps": [{"id": "a", "answers": ["x"]}, {"id": "a", "answers": ["y"]}], "text": "A {a}."}, "R304"),
        ("numeric", {"answer": "3"}, "S214"),
        ("numeric", {"tolerance": -1}, "S217"),
        ("numeric", {"near": [{"from_": 1, "to": 2, "feedback": "No."}]}, "S210"),
        ("numeric", {"near": [{"from": 1, "feedback": "No."}]}, "S211"),
        ("likert", {"scale": "agreement-7"}, "S216"),
        ("likert", {"scale": [{"id": "one", "text": "One"}]}, "S218"),
        ("likert", {"scale": [{"id": "a", "text": "One"}, {"id": "b", "text": "one"}]}, "Q505"),
        ("survey", {"scale": [{"id": "a", "text": "One"}, {"id": "a", "text": "Two"}]}, "R304"),
        ("survey", {"scale": 5}, "S214"),
        ("survey", {"statements": [{"id": "one", "text": "I do."}, {"id": "one", "text": "I will."}]}, "R304"),
        ("survey", {"statements": [{"id": "one", "text": "I do."}, {"id": "two", "text": "I do."}]}, "Q505"),
        ("survey", {"statements": [{"id": "one", "text": "I [do](term:nothing)."}]}, "R310"),
    ],
)
def test_what_is_wrong_is_named(course: Folder, type_: str, changes: dict[str, Any], wanted: str) -> None:
    add(course, type_, **changes)
    assert wanted in codes(course)
    assert not {code for code in codes(course) if code[0] == "Q"} - {wanted}


def test_braces_in_code_or_behind_a_backslash_are_no_gaps(course: Folder) -> None:
    add(course, "gap", text="A {a}, `{code}`, \\{brace\\}, a lone { and {b}.")
    assert codes(course) == []


def test_statements_are_questions_of_their_own(course: Folder) -> None:
    add(course, "survey")
    (survey,) = (block for block in course.resolved().blocks if isinstance(block, Survey))
    assert [question.id for question in survey.questions] == ["new-one", "new-two", "new-comment"]
    assert {question.id for question in survey.questions} <= {question.id for question in course.resolved().questions}
    assert [question.type for question in survey.questions] == ["likert", "likert", "fill-in"]
    assert [option.letter for option in survey.questions[0].options] == ["a", "b"]
    assert survey.questions[2].length == 250
    assert {question.lesson for question in survey.questions} == {"fair-process"}


def test_a_statement_must_not_take_the_id_of_a_question(course: Folder) -> None:
    add(course, "survey", id="voice", statements=[{"id": "1", "text": "I do."}])
    (problem,) = course.problems()
    assert problem.code == "R304"
    assert "'voice-1'" in problem.text


def test_a_statement_must_not_take_the_id_of_the_comment(course: Folder) -> None:
    add(course, "survey", statements=[{"id": "comment", "text": "I do."}])
    assert codes(course) == ["R304"]


def test_binary_numbers_do_not_move_the_range(course: Folder) -> None:
    add(course, "numeric", answer=0.7, tolerance=0.1)
    question = next(question for question in course.resolved().questions if question.id == "new")
    assert question.range
    assert (question.range.min, question.range.max) == (0.6, 0.8)


def test_several_right_spots_ask_for_all_of_them(course: Folder) -> None:
    third = {"id": "c", "label": "C", "x": 80, "y": 80, "width": 20, "height": 20}
    add(course, "point", spots=[*spots(correct=True), third])
    question = next(question for question in course.resolved().questions if question.id == "new")
    assert question.many
    assert codes(course) == []
