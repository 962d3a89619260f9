"""Passages that open one by one."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict


class Panel(Strict):
    """One passage of an accordion."""

    title: Line = Field(description="The heading that opens the passage.")
    text: Markdown = Field(description="The passage.")


class Accordion(Strict):
    """Passages that open one by one; for detail that not everybody needs."""

    type: Literal["accordion"]
    panels: Many[Panel] = Field(min_length=1, description="The passages, in order.")
