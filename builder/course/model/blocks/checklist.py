"""A list that learners tick for themselves."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Slug, Strict


class ChecklistItem(Strict):
    """One line to tick."""

    id: Slug = Field(description="The id of the item, unique in its checklist. It stays when the text changes.")
    text: Markdown = Field(description="What there is to do or to have.")


class Checklist(Strict):
    """A list that learners tick for themselves; it counts for nothing and is not reported."""

    type: Literal["checklist"]
    id: Slug = Field(description="The id of the checklist, unique in the course. It stays when the title changes.")
    title: Line | None = Field(default=None, description="A heading; without it the block is called Checklist.")
    items: Many[ChecklistItem] = Field(min_length=1, description="The items, in order.")
