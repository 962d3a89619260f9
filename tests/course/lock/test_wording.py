"""Texts as plain words, and whether one may be a correction of the other."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.course.lock.wording import LONGEST, alike, plain


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("People judge **whether they\nwere heard**. [^weisburd2022]", "People judge whether they were heard."),
        ("See the [policy](policy:traffic-stops) `402`.", "See the policy 402."),
        ("# Voice\n\n> Ask first.\n- then wait", "Voice Ask first. then wait"),
        ("a snake_case word and _emphasis_", "a snake_case word and emphasis"),
        ("2 * 3", "2 3"),
        ("¿Qué vio usted?", "¿Qué vio usted?"),
    ],
)
def test_marks_are_left_out(markdown: str, words: str) -> None:
    assert plain(markdown) == words


@given(st.text(max_size=400))
def test_the_words_are_one_short_line(text: str) -> None:
    words = plain(text)
    assert len(words) <= LONGEST
    assert words.isprintable()
    assert alike(words, words)


@pytest.mark.parametrize("text", ["[" * 1_000_000, "](" * 500_000, "_a" * 500_000, "*" * 1_000_000, " " * 1_000_000])
def test_hostile_texts_take_no_time(text: str) -> None:
    begin = time.process_time()
    plain(text)
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Which reply gives voice?", "Which of these replies gives voice?"),
        ("Tell me what you saw.", "Tell me what you have seen."),
        ("Giveing the reson", "Giving the reason"),
        ("Voice", "Voices"),
        ("Voice", "Voice: to be heard"),
        ("你看到了什么", "您看到了什么"),
        ("anything", ""),
    ],
)
def test_a_correction_says_the_same(old: str, new: str) -> None:
    assert alike(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Which reply gives voice?", "The driver does not stop. Who decides?"),
        ("Tell me what you saw.", "Everybody is in a hurry."),
        ("Voice", "Respect"),
        ("Ask what she saw.", "Order her to hand over the papers."),
    ],
)
def test_something_else_does_not(old: str, new: str) -> None:
    assert not alike(old, new)
