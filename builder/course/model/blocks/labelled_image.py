"""A picture with numbered spots, each with a text."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Line, Many, Markdown, Picture, Strict

Place = Annotated[int, Field(ge=0, le=100)]


class Spot(Strict):
    """A place in the picture and what is to be seen there."""

    x: Place = Field(description="How far from the left edge, in percent of the width.")
    y: Place = Field(description="How far from the upper edge, in percent of the height.")
    label: Line = Field(description="What is there, in a few words.")
    text: Markdown = Field(description="What to know about it.")


class LabelledImage(Strict):
    """A picture with numbered spots; a press on a number shows its text, and print shows all texts as a list."""

    # Rules name what is missing by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["type", "src", "alt", "spots"]})

    type: Literal["labelled-image"]
    src: Picture = Field(description="The picture: svg, png or jpg, relative to the course folder.")
    alt: Line | None = Field(default=None, description="What the picture shows as a whole, in one line. Required.")
    spots: Many[Spot] = Field(min_length=1, max_length=20, description="The spots, in the order of their numbers.")
    caption: Markdown | None = Field(default=None, description="A line shown under the picture.")
