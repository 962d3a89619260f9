"""What would not fit into a standard's limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.course.validate.draft import Draft
from builder.course.validate.state_size import shares
from builder.diagnostics import Diagnostic
from builder.standards import scorm12

STATE_ROOM: Final = scorm12.SUSPEND_DATA_LENGTH - 96
"""The margin is the one that builder/player/src/tracking/scorm12.ts leaves free."""


def long_title(draft: Draft) -> Iterator[Diagnostic]:
    """L801."""
    if draft.course and len(draft.course.model.title) > scorm12.TITLE_LENGTH:
        text = f"the title has {len(draft.course.model.title)} characters; SCORM 1.2 allows {scorm12.TITLE_LENGTH}"
        yield draft.course.problem("L801", ("title",), text, "make it shorter; `description:` has room for more")


def large_state(draft: Draft) -> Iterator[Diagnostic]:
    """L803."""
    if not draft.course:
        return
    budget = shares(draft)
    needed = sum(share.size for share in budget)
    if needed > STATE_ROOM:
        parts = ", ".join(f"{share.what} {share.size:,}" for share in sorted(budget, key=lambda share: -share.size))
        text = (
            f"the progress of a learner may need {needed:,} characters; SCORM 1.2 has room for {STATE_ROOM:,}, "
            f"which is {needed - STATE_ROOM:,} too few ({parts})"
        )
        advice = "join short pages, draw fewer items, give answers in writing a smaller `length:`, or make two courses"
        yield draft.course.problem("L803", ("modules",), text, advice)
