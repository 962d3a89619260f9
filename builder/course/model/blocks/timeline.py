"""What happened when."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict


class TimelineEntry(Strict):
    """One date and what happened then."""

    when: Line = Field(description="The date or time in words, as in 1829, June 2020 or 5:40 pm.")
    title: Line = Field(description="What happened, in a few words.")
    text: Markdown | None = Field(default=None, description="More about it.")


class Timeline(Strict):
    """Dates in the order in which things happened."""

    type: Literal["timeline"]
    entries: Many[TimelineEntry] = Field(min_length=2, description="The dates, in order.")
