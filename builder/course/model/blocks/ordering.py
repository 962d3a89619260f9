"""Things to put in order."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many, Markdown, Slug, Strict
from builder.course.model.blocks.question import Question


class OrderItem(Strict):
    """Something that has its place."""

    id: Slug = Field(description="The id of the item, unique in its question. It stays when the text changes.")
    text: Markdown = Field(description="What the learner reads.")
    feedback: Markdown | None = Field(
        default=None, description="Said beside the item after checking, whether it was put right or wrong."
    )


class Ordering(Question):
    """Items that are put in order; learners find them in another one."""

    type: Literal["ordering"]
    items: Many[OrderItem] = Field(
        min_length=2, max_length=20, description="What is to be put in order, in the right one."
    )
    partial: bool = Field(default=False, description="Whether each item in its place earns its part of the credit.")
