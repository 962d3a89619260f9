"""A message from who leads the agency."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Markdown, Strict


class ChiefMessage(Strict):
    """The message of the agency's chief, in the chief's own words; nothing stands here where there is none."""

    type: Literal["chief-message"]
    otherwise: Markdown | None = Field(
        default=None, description="What is shown when the agency supplies no message; without it nothing is."
    )
