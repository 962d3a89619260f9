"""Passages side by side, of which one is in sight."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict


class Tab(Strict):
    """One of the passages."""

    title: Line = Field(description="What stands on the tab: one or two words.")
    text: Markdown = Field(description="The passage.")


class Tabs(Strict):
    """Passages of one kind, of which the learner picks one; in print they all stand one below the other."""

    type: Literal["tabs"]
    tabs: Many[Tab] = Field(min_length=2, description="The passages, in order.")
