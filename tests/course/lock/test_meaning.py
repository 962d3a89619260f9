"""What answers mean, in the terms that all types of question share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builder.course.lock import meaning as module
from builder.course.lock.meaning import Piece, meaning
from builder.course.model.blocks import QUESTIONS
from builder.course.model.blocks.true_false import TrueFalse
from builder.course.resolve.questions import PARTS, question
from builder.course.resolved import Option, Range, Target

IRI = "https://example.org/courses/stock"
ASKED = TrueFalse(type="true-false", id="q", prompt="So it is.", answer=True)


def _option(id_: str, **more: Any) -> Option:
    return Option(id=id_, key=id_, letter=id_, text=id_.upper(), **more)


def _meaning(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> module.Meaning:
    """As of a type of question whose resolved form has these parts."""
    plain = replace(question(IRI, ASKED, None), options=())
    monkeypatch.setattr(module, "question", lambda *_: replace(plain, **parts))
    return meaning(ASKED, IRI)


def test_every_type_of_question_can_be_read() -> None:
    assert set(PARTS) == set(QUESTIONS)


def test_what_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    options = (_option("c", correct=True), _option("b"), _option("a", correct=True))
    found = _meaning(monkeypatch, type="multiple", options=options)
    assert found.right == ("a", "c")
    assert found.pieces[0] == Piece("option", "c", "c", "C")


def test_what_is_put_into_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _meaning(monkeypatch, type="ordering", options=(_option("b"), _option("a")))
    assert found.right == ("b", "a")


def test_what_is_matched(monkeypatch: pytest.MonkeyPatch) -> None:
    targets = (Target("x", "x", "x", "X"), Target("y", "y", "y", "Y"))
    found = _meaning(monkeypatch, type="matching", options=(_option("a", target="y"),), targets=targets)
    assert found.right == ("a with y",)
    assert [(piece.kind, piece.id) for piece in found.pieces] == [("option", "a"), ("target", "x"), ("target", "y")]


def test_what_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _meaning(monkeypatch, type="fill-in", accepts=("voice", "being heard")).accepts == ("voice", "being heard")
    gaps = (_option("one", accepts=("voice",)), _option("two", accepts=("respect", "dignity")))
    found = _meaning(monkeypatch, type="gap", options=gaps)
    assert found.accepts == ("one: voice", "two: respect", "two: dignity")


def test_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _meaning(monkeypatch, type="numeric", range=Range(5, 4.5, 6)).right == ("4.5 to 6",)
    assert _meaning(monkeypatch, type="numeric", range=Range(5, 5, 999_999_998)).right == ("5 to 999999998",)


def test_what_has_no_right_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _meaning(monkeypatch, type="likert", options=(_option("a"), _option("b")))
    assert (found.right, found.accepts, len(found.pieces)) == ((), (), 2)
