"""Several statements on one scale, sent together."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from builder.course.model.base import Line, Many, Markdown, Slug, Strict
from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.likert import Likert, Scale

COMMENT = "comment"
COMMENT_LENGTH = 250


class Statement(Strict):
    """A statement that the learner takes a stand on."""

    id: Slug = Field(description="The id of the statement, unique in its survey. It stays when the text changes.")
    text: Markdown = Field(description="The statement, as the learner would say it.")


class Survey(Strict):
    """Several statements on one scale, sent together; each answer is recorded, and nothing is right or wrong."""

    type: Literal["survey"]
    id: Slug = Field(description="The id of the survey, unique in the course. It stays when the title changes.")
    title: Line = Field(description="A heading.")
    intro: Markdown | None = Field(default=None, description="What the learner should know before answering.")
    scale: Scale = Field(
        description="The points, from one end to the other; or the name of a scale that all courses share, "
        "so that answers can be compared."
    )
    statements: Many[Statement] = Field(min_length=1, max_length=20, description="The statements, in order.")
    comment: Markdown | None = Field(
        default=None, description="Asks for a comment, which may be left out; at most 250 characters."
    )


def asked(survey: Survey) -> Iterator[tuple[tuple[str | int, ...], Likert | FillIn]]:
    """The questions that a survey is made of, each with the way to it; the comment is the last, if there is one."""
    for place, statement in enumerate(survey.statements):
        id_ = f"{survey.id}-{statement.id}"
        way = ("statements", place)
        # Not validated: two ids that fit may be too long for one.
        yield way, Likert.model_construct(type="likert", id=id_, prompt=statement.text, scale=survey.scale)
    if survey.comment:
        id_ = f"{survey.id}-{COMMENT}"
        yield (
            ("comment",),
            FillIn.model_construct(type="fill-in", id=id_, prompt=survey.comment, long=True, length=COMMENT_LENGTH),
        )
