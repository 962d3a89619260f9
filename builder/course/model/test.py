"""The final test: a bank of items and how a learner's test is drawn from it."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Attempts, Line, Many, Markdown, ObjectiveId, Percent, Slug, Strict
from builder.course.model.blocks import AnyQuestion


class Draw(Strict):
    """How many items are drawn for one objective."""

    objective: ObjectiveId = Field(description="The id of the objective.")
    items: int = Field(ge=1, description="How many items of the bank are drawn for it.")


class Attestation(Strict):
    """A statement that the learner confirms before an attempt."""

    id: Slug = Field(description="The id of the attestation, unique in the course. It stays when the text changes.")
    text: Markdown = Field(description="What is confirmed, as in: I take this test myself and without help.")


class FinalTest(Strict):
    """The file test.yaml."""

    id: Slug = Field(description="The id of the test, unique in the course.")
    title: Line | None = Field(default=None, description="The title of the test, unless it is: Final test.")
    intro: Markdown | None = Field(default=None, description="What the learner should know before the test.")
    pass_mark: Percent = Field(default=80, description="The least score that passes, in percent.")
    attempts: Attempts = Field(default=3, description="How often the test may be taken, or `unlimited`.")
    opens: Literal["after-lessons", "always"] = Field(
        default="after-lessons", description="Whether all that the course requires must be done first."
    )
    shuffle: bool = Field(default=True, description="Whether items and answers come in random order.")
    review: Literal["answers", "marks", "score"] = Field(
        default="answers",
        description="Shown after an attempt: each item with its answers and feedback, whether each item was right, or "
        "the score alone.",
    )
    review_after: Literal["attempt", "last"] = Field(
        default="attempt",
        description="Whether that is shown after each attempt, or only once the test is passed or no attempt is left.",
    )
    attestation: Attestation | None = Field(
        default=None, description="What the learner confirms before each attempt; it is recorded."
    )
    blueprint: Many[Draw] = Field(min_length=1, description="How many items are drawn for each objective.")
    bank: Many[AnyQuestion] = Field(min_length=1, description="All items; each names its objective.")


class TestOut(FinalTest):
    """A file of the `test-outs/` folder: a test that replaces a module for learners who know it already."""

    module: Slug = Field(description="The id of the module that is done when this test is passed.")
    title: Line | None = Field(
        default=None, description="The title of the test, unless it is: Test out of this module."
    )
    attempts: Attempts = Field(default=1, description="How often it may be taken, or `unlimited`.")
    opens: Literal["always"] = Field(default="always", description="It is open from the beginning.")
