"""A question with several right answers."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many
from builder.course.model.blocks.question import Option, Question


class Multiple(Question):
    """A question with one or more right answers; it is right when exactly these are chosen."""

    type: Literal["multiple"]
    options: Many[Option] = Field(min_length=2, max_length=26, description="The answers, in order.")
    partial: bool = Field(
        default=False, description="Whether right choices earn part of the credit; each wrong one takes as much away."
    )
    shuffle: bool = Field(default=True, description="Whether the answers are shown in random order.")
