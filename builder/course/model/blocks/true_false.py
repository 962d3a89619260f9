"""A statement that is true or false."""

from typing import Literal

from pydantic import Field

from builder.course.model.blocks.question import Question


class TrueFalse(Question):
    """A statement that is true or false."""

    type: Literal["true-false"]
    answer: bool = Field(description="true or false.")
