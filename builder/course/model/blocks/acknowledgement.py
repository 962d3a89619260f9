"""A statement that the learner confirms, for the record."""

from typing import Literal

from pydantic import Field

from builder.course.model.base import Markdown, Slug, Strict


class Acknowledgement(Strict):
    """A statement that the learner confirms, such as having read a policy; who confirmed it, and when, is recorded."""

    type: Literal["acknowledgement"]
    id: Slug = Field(description="The id of the acknowledgement, unique in the course. It stays when the text changes.")
    text: Markdown = Field(description="What is confirmed, as the learner would say it: I have read …")
    policy: Slug | None = Field(default=None, description="The id of the agency's policy that it is about; linked.")
