"""A picture with its alternative text."""

from typing import Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Line, Markdown, Picture, Strict


class Image(Strict):
    """A picture; `alt` says what it shows, or is the word `decorative` when it says nothing."""

    # Rules name what is missing by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["type", "src", "alt"]})

    type: Literal["image"]
    src: Picture = Field(description="The picture: svg, png or jpg, relative to the course folder.")
    alt: Line | None = Field(
        default=None,
        description="What the picture shows, in one line. Write `decorative` if it carries no information.",
    )
    caption: Markdown | None = Field(default=None, description="A line shown under the picture.")
    zoom: bool = Field(default=False, description="Whether a button opens the picture large.")
