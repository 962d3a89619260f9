"""Words of somebody else, with who said them and where."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Markdown, Slug, Strict
from builder.course.model.course import Language


class Quote(Strict):
    """Words of somebody else."""

    type: Literal["quote"]
    text: Markdown = Field(description="The words, without quotation marks.")
    by: Line = Field(description="Who said or wrote them.")
    language: Language | None = Field(
        default=None, description="The language of the words where it is not that of the course, such as es."
    )
    source: Slug | None = Field(default=None, description="The id of the source in sources.yaml.")
