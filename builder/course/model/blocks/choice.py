"""A question with one right answer among several."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many
from builder.course.model.blocks.question import Option, Question


class Choice(Question):
    """A question with one right answer among several."""

    type: Literal["choice"]
    options: Many[Option] = Field(min_length=2, max_length=26, description="The answers, in order.")
    shuffle: bool = Field(default=True, description="Whether the answers are shown in random order.")
