"""A file that the learner can keep."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Handout, Line, Strict


class Download(Strict):
    """A file that the learner can keep."""

    type: Literal["download"]
    src: Handout = Field(description="The file: pdf, png, jpg, svg or txt, relative to the course folder.")
    title: Line = Field(description="What the file is; its type and size are added.")
