"""Pictures, tables and figures that say what they must, in the room that they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.validate.draft import Draft
from builder.diagnostics import Diagnostic

BESIDE: Final = 9
ABOVE: Final = 13
"""Percent of a picture of 288 pixels, as on a small phone, that a button of 24 pixels takes (WCAG 2.5.8), at 16:9."""


def crowded_spots(draft: Draft) -> Iterator[Diagnostic]:
    """B011."""
    for part, path, block in draft.blocks():
        spots = block.spots if isinstance(block, LabelledImage) else ()
        for place, spot in enumerate(spots):
            for number, other in enumerate(spots[:place], 1):
                if abs(spot.x - other.x) < BESIDE and abs(spot.y - other.y) < ABOVE:
                    text = f"this spot is so near to spot {number} that their buttons meet on a phone"
                    advice = f"move it {BESIDE} percent sideways or {ABOVE} up or down, or make one spot of the two"
                    yield part.problem("B011", (*path, "spots", place), text, advice)
                    break
