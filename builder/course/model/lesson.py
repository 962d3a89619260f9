"""A lesson: pages of blocks."""

from typing import Annotated

from pydantic import Field

from builder.course.model.base import Line, Many, ObjectiveId, Slug, Strict
from builder.course.model.blocks import Block


class Page(Strict):
    """One screen of a lesson."""

    id: Slug = Field(description="The id of the page, unique in its lesson. It stays when the title changes.")
    title: Line = Field(description="The heading of the page.")
    blocks: Many[Block] = Field(
        min_length=1, description="What stands on the page: Markdown text, or a mapping with `type:`."
    )


class Lesson(Strict):
    """A file of the `lessons/` folder."""

    id: Slug = Field(description="The id of the lesson, unique in the course. It stays when the title changes.")
    title: Line = Field(description="The title of the lesson.")
    minutes: int = Field(ge=1, le=480, description="How long the lesson takes, in minutes, by the author's estimate.")
    least_minutes: Annotated[int, Field(ge=1, le=480)] | None = Field(
        default=None,
        description="Minutes that must be worked on the lesson before it is done, where credit hours ask for it.",
    )
    objectives: Many[ObjectiveId] = Field(default=(), description="The objectives that the lesson serves.")
    pages: Many[Page] = Field(min_length=1, description="The pages, in order.")
