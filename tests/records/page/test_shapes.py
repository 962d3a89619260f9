"""Labels stand on at most two lines of so many letters, whatever they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.records.page.shapes import LINE, columns, lines


def test_a_short_label_stays_as_it_is() -> None:
    assert lines("Northfield Police Department") == ("Northfield Police Department",)


def test_a_longer_one_is_broken_between_words_and_a_long_one_is_cut() -> None:
    two = lines("When a driver says that you only stopped them because of their car")
    assert two == ("When a driver says that you only stopped", "them because of their car")
    assert lines("word " * 40)[1] == "word " * 8 + "wor\u2026"


def test_what_has_no_blank_is_broken_anywhere() -> None:
    first, second = lines("W" * 500)
    assert first == "W" * LINE
    assert second == "W" * (LINE - 1) + "\u2026"


@given(st.text())
def test_no_label_is_too_long(label: str) -> None:
    found = lines(label)
    assert 1 <= len(found) <= 2
    assert all(columns(line) <= LINE for line in found)
    assert (
        "".join(found)
        .replace("\u2026", "")
        .replace(" ", "")
        .startswith(found[0].replace("\u2026", "").replace(" ", ""))
    )
