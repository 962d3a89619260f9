"""Contrast by WCAG, and shades that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.course.validate.contrast import (
    DARK_PAPERS,
    ENOUGH,
    LIGHT_PAPERS,
    contrast,
    least_contrast,
    readable,
)

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(color=COLORS)
def test_suggested_shade_can_be_read(color: str) -> None:
    for papers in (LIGHT_PAPERS, DARK_PAPERS):
        assert least_contrast(readable(color, papers), papers) >= ENOUGH


def test_a_color_that_can_be_read_stays() -> None:
    assert readable("#1d4f63", LIGHT_PAPERS) == "#1d4f63"
    assert readable("#8cc4d8", DARK_PAPERS) == "#8cc4d8"
