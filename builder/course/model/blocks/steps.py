"""A procedure, step by step."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict
from builder.course.model.blocks.image import Image


class Step(Strict):
    """One step of a procedure."""

    title: Line = Field(description="What is done, in a few words.")
    text: Markdown | None = Field(default=None, description="How it is done.")
    image: Image | None = Field(default=None, description="A picture of the step, as a block with `type: image`.")


class Steps(Strict):
    """A procedure whose order matters; the steps are numbered."""

    type: Literal["steps"]
    steps: Many[Step] = Field(min_length=2, description="The steps, in order.")
