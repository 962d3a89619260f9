"""What is said, line by line."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict
from builder.course.model.course import Language


class Speech(Strict):
    """One line of what is said."""

    who: Line = Field(description="Who speaks.")
    text: Markdown = Field(description="What is said, without quotation marks.")
    language: Language | None = Field(
        default=None, description="The language of the line where it is not that of the course, such as es."
    )
    translation: Markdown | None = Field(
        default=None, description="What the line means, in the language of the course; needs `language:`."
    )


class Dialogue(Strict):
    """A conversation to read: who says what, in order."""

    type: Literal["dialogue"]
    place: Line | None = Field(default=None, description="Where and when, in one line.")
    intro: Markdown | None = Field(default=None, description="What the learner should know before the first line.")
    lines: Many[Speech] = Field(min_length=2, description="The lines, in order.")
