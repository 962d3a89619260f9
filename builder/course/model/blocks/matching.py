"""Things to match, each with one of several targets."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many, Markdown, Slug, Strict
from builder.course.model.blocks.question import Question


class MatchItem(Strict):
    """Something that has its target."""

    id: Slug = Field(description="The id of the item, unique in its question. It stays when the text changes.")
    text: Markdown = Field(description="What the learner reads.")
    match: Slug = Field(description="The id of the target that it belongs to. Several items may have the same.")
    feedback: Markdown | None = Field(
        default=None, description="Said beside the item after checking, whether it was matched right or wrong."
    )


class MatchTarget(Strict):
    """What items are matched with."""

    id: Slug = Field(description="The id of the target, unique in its question. It stays when the text changes.")
    text: Markdown = Field(description="What the learner reads; short, since it stands in a list to choose from.")


class Matching(Question):
    """Items that are matched, each with one of several targets; targets without an item are there to mislead."""

    type: Literal["matching"]
    items: Many[MatchItem] = Field(min_length=2, max_length=20, description="What is to be matched, in order.")
    targets: Many[MatchTarget] = Field(min_length=2, max_length=20, description="What it is matched with, in order.")
    partial: bool = Field(default=False, description="Whether each right match earns its part of the credit.")
    shuffle: bool = Field(default=True, description="Whether items and targets are shown in random order.")
