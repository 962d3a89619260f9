"""A question that is answered by pointing at a picture."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from builder.course.model.base import Line, Many, Markdown, Picture, Slug, Strict
from builder.course.model.blocks.question import Question

Place = Annotated[int, Field(ge=0, le=100)]
Extent = Annotated[int, Field(ge=3, le=100)]


class Spot(Strict):
    """A rectangle in the picture that can be chosen."""

    id: Slug = Field(description="The id of the spot, unique in its question. It stays when the label changes.")
    label: Line = Field(description="What is there, in a few words, for the list beside the picture.")
    x: Place = Field(description="How far its left edge is from that of the picture, in percent of the width.")
    y: Place = Field(description="How far its upper edge is from that of the picture, in percent of the height.")
    width: Extent = Field(description="How wide it is, in percent of the width.")
    height: Extent = Field(description="How high it is, in percent of the height.")
    correct: bool = Field(default=False, description="Whether choosing it is right.")
    feedback: Markdown | None = Field(default=None, description="Said when this spot was chosen.")


class Point(Question):
    """A picture with numbered spots to choose from; with several right ones, all of them must be chosen."""

    # Rules name what is missing by its own code; editors should ask for it all the same.
    model_config = ConfigDict(json_schema_extra={"required": ["type", "id", "prompt", "src", "alt", "spots"]})

    type: Literal["point"]
    src: Picture = Field(description="The picture: svg, png or jpg, relative to the course folder.")
    alt: Line | None = Field(
        default=None, description="What the picture shows, in one line that does not give the answer away. Required."
    )
    spots: Many[Spot] = Field(min_length=2, max_length=20, description="The spots, in the order of their numbers.")
    partial: bool = Field(
        default=False, description="Whether right choices earn part of the credit; each wrong one takes as much away."
    )
