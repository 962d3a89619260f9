"""A question that is answered in writing."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict
from builder.course.model.blocks.question import Question


class Answer(Strict):
    """A text that learners may write."""

    text: Line = Field(description="The text; blanks around it, quotation marks and dashes may be written otherwise.")
    correct: bool = Field(default=True, description="Whether writing it is right; false for an expected mistake.")
    feedback: Markdown | None = Field(default=None, description="Said when this was written.")


class FillIn(Question):
    """A question that is answered with a word or a few; with `long: true` with sentences that are not judged."""

    type: Literal["fill-in"]
    answers: Many[Answer] = Field(
        default=(), max_length=20, description="The right answers, and expected mistakes. None with `long: true`."
    )
    case_matters: bool = Field(default=False, description="Whether small and capital letters must be as written here.")
    length: int = Field(default=60, ge=1, le=250, description="Most characters of the answer.")
    long: bool = Field(
        default=False,
        description="Whether it is an open question with room for several lines; nothing is right or wrong then. "
        "Only in lessons.",
    )
