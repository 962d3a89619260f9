"""Things to sort into groups."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many, Markdown, Slug, Strict
from builder.course.model.blocks.question import Question


class SortItem(Strict):
    """Something that has its group."""

    id: Slug = Field(description="The id of the item, unique in its question. It stays when the text changes.")
    text: Markdown = Field(description="What the learner reads.")
    group: Slug = Field(description="The id of the group that it belongs to.")
    feedback: Markdown | None = Field(
        default=None, description="Said beside the item after checking, whether it was sorted right or wrong."
    )


class Group(Strict):
    """A group that items are sorted into."""

    id: Slug = Field(description="The id of the group, unique in its question. It stays when the title changes.")
    title: Markdown = Field(description="What the group is called, in a few words.")


class Sorting(Question):
    """Items that are sorted into groups."""

    type: Literal["sorting"]
    groups: Many[Group] = Field(min_length=2, max_length=20, description="The groups; they keep their order.")
    items: Many[SortItem] = Field(min_length=2, max_length=20, description="What is to be sorted, in order.")
    partial: bool = Field(default=False, description="Whether each item in its group earns its part of the credit.")
    shuffle: bool = Field(default=True, description="Whether the items are shown in random order.")
