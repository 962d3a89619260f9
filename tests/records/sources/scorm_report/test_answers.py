"""Answers in the words of SCORM to answers in the words of xAPI."""

from __future__ import annotations

from typing import Any

import pytest

from builder.records.codebook import Row
from builder.records.sources.scorm_report.answers import (
    Standard,
    Unreadable,
    exact,
    response_of,
    result_of,
    standard_of,
)
from builder.records.sources.scorm_report.book import Book


def book(kind: str, interaction: str, *parts: Row, **more: Any) -> tuple[Book, Row]:
    row = Row("question", "q", type=kind, interaction=interaction, **more)
    return Book("c", "1", "https://example.org/c", (row, *parts)), row


def option(id_: str, letter: str, kind: str = "option", *, correct: bool | None = None) -> Row:
    return Row(kind, id_, parent="q", letter=letter, correct=correct)


CHOICE = book(
    "multiple", "choice", option("b", "a", correct=True), option("a", "b"), option("c", "c", correct=True),
    scorm12_right=("a,c",), scorm2004_right=("b[,]c",),
)  # fmt: skip
PAIRS = book(
    "matching", "matching", option("saw", "1"), option("asked", "2"), option("voice", "a", "target"),
    option("respect", "b", "target"), scorm12_right=("1.a,2.b",),
)  # fmt: skip
GAPS = book("gap", "fill-in", option("one", "1", "gap"), option("two", "2", "gap"), scorm12_right=("x,y",))
TEXT = book("fill-in", "fill-in")
NUMBER = book("numeric", "numeric", scorm12_right=("19",))


@pytest.mark.parametrize(
    ("asked", "standard", "told", "wanted"),
    [
        (CHOICE, "scorm12", "a,c", "b[,]c"),
        (CHOICE, "scorm12", "A, B", "b[,]a"),
        (CHOICE, "scorm2004", "b[,]c", "b[,]c"),
        (CHOICE, "scorm12", "", None),
        (PAIRS, "scorm12", "1.b,2.a", "saw[.]respect[,]asked[.]voice"),
        (PAIRS, "scorm2004", "saw[.]respect[,]asked[.]voice", "saw[.]respect[,]asked[.]voice"),
        (GAPS, "scorm12", "voice,hidden", "voice[,]hidden"),
        (GAPS, "scorm12", "one, two, three", "one, two, three"),
        (TEXT, "scorm12", "I said [,] and left", "I said [ , ] and left"),
        (TEXT, "scorm2004", " {curly} words", "{curly} words"),
        (NUMBER, "scorm12", "-3.5", "-3.5"),
    ],
)
def test_responses(asked: tuple[Book, Row], standard: Standard, told: str, wanted: str | None) -> None:
    assert response_of(*asked, told, standard) == wanted


@pytest.mark.parametrize(
    ("asked", "standard", "told"),
    [(CHOICE, "scorm12", "a,z"), (CHOICE, "scorm2004", "a,c"), (PAIRS, "scorm12", "1,2"), (PAIRS, "scorm12", "9.a")],
)
def test_what_names_nothing_of_the_question(asked: tuple[Book, Row], standard: Standard, told: str) -> None:
    with pytest.raises(Unreadable):
        response_of(*asked, told, standard)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("correct", (True, 1)),
        ("Incorrect", (False, 0)),
        ("wrong", (False, 0)),
        ("neutral", (None, None)),
        ("", (None, None)),
        ("0.5", (False, 0.5)),
        ("0,33", (False, 0.3333)),
        ("richtig", (True, 1)),
    ],
)
def test_results(told: str, wanted: tuple[bool | None, float | None]) -> None:
    assert result_of(*CHOICE, told, {"richtig": "correct"}) == wanted


@pytest.mark.parametrize("told", ["maybe", "7", "-1"])
def test_results_that_mean_nothing(told: str) -> None:
    with pytest.raises(Unreadable):
        result_of(*CHOICE, told, {})


def test_where_nothing_is_right_nothing_is_wrong() -> None:
    assert result_of(*TEXT, "correct", {}) == (None, None)


@pytest.mark.parametrize(("share", "counts", "wanted"), [(0.67, (3,), 0.6667), (0.14, (7,), 0.1429), (0.4, (3,), 0.4)])
def test_two_decimals_stand_for_a_share_of_the_parts(share: float, counts: tuple[int, ...], wanted: float) -> None:
    assert exact(share, *counts) == wanted


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ([(CHOICE, "a", "correct")], None),
        ([(CHOICE, "a", "correct"), (CHOICE, "a", "incorrect")], "scorm2004"),
        ([(CHOICE, "a", "wrong")], "scorm12"),
        ([(CHOICE, "a,c", "correct")], "scorm12"),
        ([(CHOICE, "b[,]c", "correct")], "scorm2004"),
        ([(PAIRS, "1.a,2.b", "correct")], "scorm12"),
        ([(NUMBER, "1", "correct")], None),
    ],
)
def test_which_standard_wrote_it(answers: list[tuple[tuple[Book, Row], str, str]], wanted: Standard | None) -> None:
    assert standard_of(CHOICE[0], [(asked[1], told, result) for asked, told, result in answers if asked is CHOICE]) == (
        wanted if all(asked is CHOICE for asked, _, _ in answers) else None
    )
    for asked, told, result in answers:
        if len(answers) == 1:
            assert standard_of(asked[0], [(asked[1], told, result)]) == wanted
