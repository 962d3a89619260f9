"""Values are said alike whatever they come from, and never more exactly than they are kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from builder.records.page.cells import UNSHOWN, cell, said


@pytest.mark.parametrize(
    ("value", "format_", "words"),
    [
        (0, "count", "0"),
        (1234567, "count", "1,234,567"),
        (0.8639, "percent", "86.4%"),
        (1.0, "percent", "100.0%"),
        (12.3456, "percent", "1,234.6%"),
        (-0.199, "number", "\u22120.20"),
        (-0.004, "number", "0.00"),
        (Decimal("1234.5"), "number", "1,234.50"),
        (59.4, "seconds", "59 s"),
        (59.6, "seconds", "1 min"),
        (725, "seconds", "12 min 5 s"),
        (4_320, "seconds", "1 h 12 min"),
        (3_600_000, "seconds", "1,000 h"),
        (None, "count", "\u2013"),
        (float("nan"), "percent", "\u2013"),
        (float("inf"), "number", "\u2013"),
        ("<b>", "text", "<b>"),
        (True, "text", "yes"),
    ],
)
def test_a_value_in_words(value: Any, format_: str, words: str) -> None:
    assert said(cell(value, format_), format_) == words


def test_what_is_not_shown_is_no_number() -> None:
    assert said(UNSHOWN, "percent") == "not shown"


def test_engines_that_differ_behind_the_point_round_alike() -> None:
    assert cell(22.5 + 1e-13, "seconds") == cell(22.5 - 1e-13, "seconds")
    assert cell(0.8765 + 1e-15, "percent") == cell(0.8765 - 1e-15, "percent")
