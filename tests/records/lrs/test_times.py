"""Times of the store: as whole microseconds, and as statements tell them."""

from __future__ import annotations

import pytest

from builder.records.lrs.times import text_of
from builder.records.xapi.values import micros_of


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00.000000Z", "0999-12-31T23:59:59.000001Z", "2026-11-22T09:30:00.123456Z"]
)
def test_a_time_is_told_as_it_can_be_read_again(text: str) -> None:
    assert text_of(micros_of(text)) == text
