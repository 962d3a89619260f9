"""Terms of the glossary, explained on the page."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Slug, Strict


class KeyTerms(Strict):
    """Terms of the glossary with their definitions, where a page needs them."""

    type: Literal["key-terms"]
    title: Line | None = Field(default=None, description="A heading; without it the block is called Key terms.")
    terms: Many[Slug] = Field(min_length=1, description="The ids of terms in glossary.yaml, in the order to show.")
