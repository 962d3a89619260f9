"""What would not fit into a standard's limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.course.model.blocks import AnyQuestion
from builder.course.model.blocks.multiple import Multiple
from builder.course.model.blocks.question import Question
from builder.course.model.blocks.scenario import ScenarioBlock
from builder.course.model.test import FinalTest
from builder.course.validate.draft import Draft
from builder.diagnostics import Diagnostic
from builder.standards import scorm12

# What builder/player/src/state/codec.ts never drops, and the margin that its SCORM 1.2 adapter leaves free.
STATE_ROOM: Final = scorm12.SUSPEND_DATA_LENGTH - 96
STATE_FRAME: Final = 95 + 60 + 12
STATE_PAGE: Final = 4
STATE_BLOCK: Final = 6
STATE_ITEM: Final = 5
STATE_OPTION: Final = 3


def long_title(draft: Draft) -> Iterator[Diagnostic]:
    """L801."""
    if draft.course and len(draft.course.model.title) > scorm12.TITLE_LENGTH:
        text = f"the title has {len(draft.course.model.title)} characters; SCORM 1.2 allows {scorm12.TITLE_LENGTH}"
        yield draft.course.problem("L801", ("title",), text, "make it shorter; `description:` has room for more")


def large_state(draft: Draft) -> Iterator[Diagnostic]:
    """L803."""
    if not draft.course:
        return
    pages = sum(len(part.model.pages) for part in draft.lessons)
    tracked = sum(isinstance(block, Question | ScenarioBlock) for _, _, block in draft.blocks())
    needed = STATE_FRAME + STATE_PAGE * pages + STATE_BLOCK * tracked
    needed += _attempt(draft.test.model) if draft.test else 0
    if needed > STATE_ROOM:
        text = f"the progress of a learner may need {needed:,} characters; SCORM 1.2 has room for {STATE_ROOM:,}"
        yield draft.course.problem("L803", ("modules",), text, "join short pages, or make two courses of it")


def _attempt(test: FinalTest) -> int:
    """Most characters of a test that was begun: of each objective the items with most answers, all of them chosen."""
    total = 0
    for draw in test.blueprint:
        sizes = sorted((_item(item) for item in test.bank if item.objective == draw.objective), reverse=True)
        total += sum(sizes[: draw.items])
    return total


def _item(item: AnyQuestion) -> int:
    return STATE_ITEM + STATE_OPTION * (len(item.options) if isinstance(item, Multiple) else 1)
