"""Two pictures to compare."""

from typing import Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Line, Many, Markdown, Picture, Strict


class Side(Strict):
    """One of the two pictures."""

    # Rules name what is missing by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["src", "alt", "label"]})

    src: Picture = Field(description="The picture: svg, png or jpg, relative to the course folder.")
    alt: Line | None = Field(default=None, description="What the picture shows, in one line. Required.")
    label: Line = Field(description="What tells it from the other one, such as `Before`.")
    caption: Markdown | None = Field(default=None, description="A line shown under the picture.")


class ImagePair(Strict):
    """Two pictures to compare: side by side, one above the other where the screen is narrow."""

    type: Literal["image-pair"]
    images: Many[Side] = Field(min_length=2, max_length=2, description="The two pictures.")
    caption: Markdown | None = Field(default=None, description="A line shown under both.")
    zoom: bool = Field(default=False, description="Whether buttons open the pictures large.")
