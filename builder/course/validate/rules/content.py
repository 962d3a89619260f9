"""Pictures, tables and figures that say what they must, in the room that they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.statistic import Statistic
from builder.course.model.blocks.table import Table
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


def uneven_rows(draft: Draft) -> Iterator[Diagnostic]:
    """B012."""
    for part, path, block in draft.blocks():
        if not isinstance(block, Table) or not part.all_items(*path):
            continue
        wanted = len(block.columns)
        for place, row in enumerate(block.rows):
            if len(row) != wanted:
                cells = f"{len(row)} cell" + ("s" if len(row) != 1 else "")
                text = f"this row has {cells}, but the table has {wanted} column" + ("s" if wanted != 1 else "")
                advice = 'write "" for an empty cell' if len(row) < wanted else "remove a cell, or add a column"
                yield part.problem("B012", (*path, "rows", place), text, advice)


def no_source(draft: Draft) -> Iterator[Diagnostic]:
    """B013."""
    for part, path, block in draft.blocks():
        if isinstance(block, Statistic) and block.source is None and part.complete(*path, "source"):
            yield part.problem("B013", path, "the statistic has no source", "add `source:` and the id of the source")


def long_bar(draft: Draft) -> Iterator[Diagnostic]:
    """B014."""
    for part, path, block in draft.blocks():
        chart = block.chart if isinstance(block, Statistic) else None
        for place, bar in enumerate(chart.bars if chart else ()):
            if chart and chart.full and bar.value > chart.full:
                text = f"the value is larger than that of a full bar, {chart.full:.15g}"
                where = (*path, "chart", "bars", place, "value")
                yield part.problem("B014", where, text, "correct it, or raise or remove `full:`")
