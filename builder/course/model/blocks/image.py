"""A picture with its alternative text."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Markdown, Picture, Strict


class Image(Strict):
    """A picture; `alt` says what it shows, or is the word `decorative` when it says nothing."""

    type: Literal["image"]
    src: Picture = Field(description="The picture: svg, png or jpg, relative to the course folder.")
    alt: Line | None = Field(
        default=None,
        description="What the picture shows, in one line. Write `decorative` if it carries no information.",
    )
    caption: Markdown | None = Field(default=None, description="A line shown under the picture.")
