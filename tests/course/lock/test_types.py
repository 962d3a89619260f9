"""What an update may change in a question of each type, and what not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from builder.course.lock.collect import collect
from builder.course.lock.file import NAME, write
from builder.course.model.blocks import QUESTIONS
from builder.course.read import open_course
from tests.course.conftest import Folder

FAIR = "lessons/fair-process.yaml"
Block = dict[str, Any]

MATCHING: Block = {
    "items": [{"id": "a", "text": "A", "match": "x"}, {"id": "b", "text": "B", "match": "y"}],
    "targets": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
}
SORTING: Block = {
    "groups": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}],
    "items": [{"id": "a", "text": "A", "group": "x"}, {"id": "b", "text": "B", "group": "y"}],
}
SPOT: Block = {"width": 10, "height": 10, "y": 5}
POINT: Block = {
    "src": "media/voice.svg",
    "alt": "An officer at a car window",
    "spots": [{"id": "a", "label": "A", "correct": True, "x": 5, **SPOT}, {"id": "b", "label": "B", "x": 50, **SPOT}],
}
BLOCKS: dict[str, Block] = {
    "matching": MATCHING,
    "sorting": SORTING,
    "ordering": {"items": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
    "fill-in": {"answers": [{"text": "voice"}, {"text": "speed", "correct": False}]},
    "gap": {"text": "Give {a}.", "gaps": [{"id": "a", "answers": ["voice"]}]},
    "numeric": {"answer": 5, "tolerance": 1},
    "point": POINT,
    "mark": {"lines": [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B"}]},
    "likert": {"scale": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
    "survey": {
        "title": "How it went",
        "scale": "agreement-5",
        "statements": [{"id": "a", "text": "It helps me."}, {"id": "b", "text": "It was clear."}],
    },
}
"""A block of each type that the stock course does not have."""


def _block(type_: str, keys: Block) -> Block:
    return {"type": type_, "id": "new", **({} if type_ == "survey" else {"prompt": "What is asked?"}), **keys}


def _write(course: Folder, block: Block) -> None:
    lesson = yaml.safe_load((course.path / FAIR).read_text(encoding="utf-8"))
    lesson["pages"][1]["blocks"] = [*lesson["pages"][1]["blocks"][:3], block]
    course.write(FAIR, yaml.safe_dump(lesson, sort_keys=False))


def _changed(course: Folder, type_: str, keys: Block) -> list[str]:
    """The codes after a release of the block, when some of its keys say something else."""
    _write(course, _block(type_, BLOCKS[type_]))
    reading = open_course(course.path)
    assert reading.diagnostics == ()
    course.write(NAME, write(collect(reading.checked.draft).lock(None)))
    assert course.problems() == ()
    course.edit("course.yaml", '"1.0.0"', '"1.1.0"')
    _write(course, _block(type_, {**BLOCKS[type_], **keys}))
    return [problem.code for problem in course.problems()]


def test_every_type_is_tried() -> None:
    types = {model.model_fields["type"].annotation.__args__[0] for model in QUESTIONS}  # type: ignore[union-attr]
    assert types == BLOCKS.keys() - {"survey"} | {"choice", "multiple", "true-false"}


def _with(items: list[Block], place: int, **keys: object) -> list[Block]:
    return [{**item, **keys} if place == at else item for at, item in enumerate(items)]


@pytest.mark.parametrize(
    ("type_", "keys"),
    [
        ("matching", {"shuffle": False, "partial": True}),
        ("matching", {"targets": [*MATCHING["targets"], {"id": "z", "text": "Z"}]}),
        ("fill-in", {"answers": [{"text": "a voice"}, {"text": "voice"}]}),
        ("gap", {"gaps": [{"id": "a", "answers": ["voice", "them voice"]}]}),
        ("point", {"spots": _with(POINT["spots"], 0, x=6, feedback="Yes.")}),
        ("mark", {"lines": _with(BLOCKS["mark"]["lines"], 0, who="Driver")}),
        ("likert", {"scale": [*BLOCKS["likert"]["scale"], {"id": "c", "text": "C"}]}),
        ("survey", {"title": "How it went today", "intro": "Nobody sees your name."}),
        ("survey", {"comment": "What else?"}),
    ],
)
def test_what_may_change(course: Folder, type_: str, keys: Block) -> None:
    assert _changed(course, type_, keys) == []


@pytest.mark.parametrize(
    ("type_", "keys", "code"),
    [
        ("matching", {"items": _with(MATCHING["items"], 0, match="y")}, "K909"),
        ("matching", {"targets": MATCHING["targets"][::-1]}, "K910"),
        ("sorting", {"items": _with(SORTING["items"], 0, group="y")}, "K909"),
        ("sorting", {"groups": [*SORTING["groups"][:1], {"id": "z", "title": "Y"}],
                     "items": _with(SORTING["items"], 1, group="z")}, "K906"),
        ("ordering", {"items": BLOCKS["ordering"]["items"][::-1]}, "K909"),
        ("fill-in", {"answers": [{"text": "respect"}]}, "K909"),
        ("gap", {"gaps": [{"id": "a", "answers": ["respect"]}]}, "K909"),
        ("numeric", {"tolerance": 2}, "K909"),
        ("point", {"spots": [{**spot, "correct": spot["id"] == "b"} for spot in POINT["spots"]]}, "K909"),
        ("mark", {"lines": BLOCKS["mark"]["lines"][::-1]}, "K910"),
        ("likert", {"scale": BLOCKS["likert"]["scale"][::-1]}, "K910"),
        ("survey", {"statements": BLOCKS["survey"]["statements"][:1]}, "K906"),
        ("survey", {"scale": "frequency-5"}, "K906"),
    ],
)  # fmt: skip
def test_what_may_not_change(course: Folder, type_: str, keys: Block, code: str) -> None:
    assert code in _changed(course, type_, keys)
