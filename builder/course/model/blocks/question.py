"""What all kinds of question share, in lessons and in the test's bank."""

from typing import Annotated

from pydantic import Field

from builder.course.model.base import Markdown, ObjectiveId, Slug, Strict


class Feedback(Strict):
    """What is said after an answer, whatever option was chosen."""

    right: Markdown | None = Field(default=None, description="Said after a right answer.")
    wrong: Markdown | None = Field(default=None, description="Said after a wrong answer.")


class Option(Strict):
    """One answer to choose."""

    id: Slug = Field(description="The id of the option, unique in its question. It stays when the text changes.")
    text: Markdown = Field(description="What the learner reads.")
    correct: bool = Field(default=False, description="Whether choosing it is right.")
    feedback: Markdown | None = Field(default=None, description="Said when this option was chosen.")


class Question(Strict):
    """What every question has."""

    id: Slug = Field(description="The id of the question, unique in the course. It stays when the text changes.")
    prompt: Markdown = Field(description="What is asked.")
    objective: ObjectiveId | None = Field(
        default=None, description="The objective that the question checks. Required in the test's bank."
    )
    lesson: Slug | None = Field(
        default=None, description="The lesson to go back to after a wrong answer. Only in the test's bank."
    )
    hint: Markdown | None = Field(default=None, description="Help that the learner may open before answering.")
    tries: Annotated[int, Field(ge=1, le=9)] | None = Field(
        default=None,
        description="How often it may be tried in a lesson before the right answer is shown; without it, "
        "until it is right.",
    )
    feedback: Feedback = Field(default=Feedback(), description="Said after any right or any wrong answer.")
