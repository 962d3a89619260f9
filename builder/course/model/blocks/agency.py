"""A passage that only the agency can supply."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Markdown, Strict


class Agency(Strict):
    """A passage from the agency's overlay; never written by the course's author."""

    type: Literal["agency"]
    show: Literal["state-law", "policies", "contacts"] = Field(
        description="Which passage of the overlay is shown here."
    )
    otherwise: Markdown | None = Field(
        default=None, description="What is shown when the agency supplies nothing; without it the passage is left out."
    )
