"""Policies and contacts of the agency."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Many, Markdown, Slug, Strict


class Resources(Strict):
    """Whom to call and which policy to read, as the agency supplies them."""

    type: Literal["resources"]
    ids: Many[Slug] = Field(
        default=(), description="The ids of the policies and contacts to show; without them all are shown."
    )
    otherwise: Markdown | None = Field(
        default=None, description="What is shown when the agency supplies none of them; without it nothing is."
    )
