"""A question that is answered by marking lines of a transcript."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Slug, Strict
from builder.course.model.blocks.question import Question
from builder.course.model.course import Language


class MarkLine(Strict):
    """A line of the transcript."""

    id: Slug = Field(description="The id of the line, unique in its question. It stays when the text changes.")
    who: Line | None = Field(default=None, description="Who speaks.")
    text: Markdown = Field(description="What is said, without quotation marks.")
    correct: bool = Field(default=False, description="Whether the line is to be marked.")
    feedback: Markdown | None = Field(default=None, description="Said when this line was marked.")
    language: Language | None = Field(
        default=None, description="The language of the line where it is not that of the course, such as es."
    )


class Mark(Question):
    """A transcript in which learners mark lines; it is right when exactly the right ones are marked."""

    type: Literal["mark"]
    lines: Many[MarkLine] = Field(min_length=2, max_length=26, description="The lines, in order.")
    partial: bool = Field(
        default=False, description="Whether right lines earn part of the credit; each wrong one takes as much away."
    )
