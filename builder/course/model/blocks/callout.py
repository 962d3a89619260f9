"""A short passage set apart from the text around it."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Markdown, Strict


class Callout(Strict):
    """A short passage set apart: a practice to try on the beat, a caution, a note."""

    type: Literal["callout"]
    kind: Literal["practice", "caution", "note"] = Field(default="note", description="What the passage is for.")
    title: Line | None = Field(default=None, description="A heading; without it the kind gives one.")
    text: Markdown = Field(description="The passage.")
