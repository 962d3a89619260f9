"""A question that is answered with a number."""

from typing import Annotated, Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Strict
from builder.course.model.blocks.question import Question

Number = Annotated[float, Field(allow_inf_nan=False, ge=-999_999_999, le=999_999_999)]


class Near(Strict):
    """Wrong numbers that are expected, from one to another, both included."""

    from_: Number = Field(alias="from", description="The least of them.")
    to: Number = Field(description="The greatest of them.")
    feedback: Markdown = Field(description="Said when such a number was written.")


class Numeric(Question):
    """A question that is answered with a number."""

    type: Literal["numeric"]
    answer: Number = Field(description="The right number.")
    tolerance: Annotated[float, Field(allow_inf_nan=False, ge=0, le=999_999_999)] = Field(
        default=0, description="How far from it a number may be and still be right."
    )
    unit: Line | None = Field(default=None, description="What is counted, shown behind the number, as in feet.")
    near: Many[Near] = Field(
        default=(), max_length=20, description="Wrong numbers about which there is something to say."
    )
