"""The final test: a bank of items and how a learner's test is drawn from it."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Attempts, Line, Many, Markdown, ObjectiveId, Percent, Slug, Strict
from builder.course.model.blocks import AnyQuestion


class Draw(Strict):
    """How many items are drawn for one objective."""

    objective: ObjectiveId = Field(description="The id of the objective.")
    items: int = Field(ge=1, description="How many items of the bank are drawn for it.")


class FinalTest(Strict):
    """The file test.yaml."""

    id: Slug = Field(description="The id of the test, unique in the course.")
    title: Line = Field(default="Final test", description="The title of the test.")
    intro: Markdown | None = Field(default=None, description="What the learner should know before the test.")
    pass_mark: Percent = Field(default=80, description="The least score that passes, in percent.")
    attempts: Attempts = Field(default=3, description="How often the test may be taken, or `unlimited`.")
    opens: Literal["after-lessons", "always"] = Field(
        default="after-lessons", description="Whether all that the course requires must be done first."
    )
    shuffle: bool = Field(default=True, description="Whether items and answers come in random order.")
    review: Literal["answers", "score"] = Field(
        default="answers", description="Shown after an attempt: each item with its feedback, or the score alone."
    )
    blueprint: Many[Draw] = Field(min_length=1, description="How many items are drawn for each objective.")
    bank: Many[AnyQuestion] = Field(min_length=1, description="All items; each names its objective.")
