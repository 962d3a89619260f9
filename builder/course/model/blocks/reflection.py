"""A question that learners answer to themselves."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Markdown, Slug, Strict


class Reflection(Strict):
    """A private note on a question: it stays in the learner's browser and is never sent to anybody."""

    type: Literal["reflection"]
    id: Slug = Field(description="The id of the reflection, unique in the course. It stays when the prompt changes.")
    prompt: Markdown = Field(description="What to think about.")
