"""A text with gaps to fill."""

from typing import Final, Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Slug, Strict
from builder.course.model.blocks.question import Question

LEAST: Final = 20


class Gap(Strict):
    """A gap and what belongs into it."""

    id: Slug = Field(description="The id of the gap, unique in its question; in the text it stands in braces.")
    answers: Many[Line] = Field(min_length=1, max_length=10, description="The texts that are right.")
    choices: Many[Line] = Field(
        default=(), max_length=20, description="The texts to choose from, right ones too; without it learners write."
    )
    feedback: Markdown | None = Field(default=None, description="Said when the gap was filled, right or wrong.")


class GapText(Question):
    """A text with gaps that learners fill by writing or choosing; it is right when all gaps are."""

    type: Literal["gap"]
    text: Markdown = Field(
        description="The text; `{id}` stands where the gap of this id is. Write a brace that is none as `\\{`."
    )
    gaps: Many[Gap] = Field(min_length=1, max_length=20, description="The gaps, in the order of the text.")
    case_matters: bool = Field(default=False, description="Whether small and capital letters must be as written here.")
    partial: bool = Field(default=False, description="Whether each gap that is right earns part of the credit.")

    @property
    def length(self) -> int:
        """Most UTF-16 units of a gap: room for mistakes and no more, since an open test keeps every character."""
        texts = (text for gap in self.gaps for text in (*gap.answers, *gap.choices))
        return max(LEAST, 2 * max((len(text.encode("utf-16-le")) // 2 for text in texts), default=0))
