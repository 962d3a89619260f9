"""A question about an opinion: nothing is right or wrong."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from builder.course.model.base import Line, Many, Slug, Strict
from builder.course.model.blocks.question import Question


class Step(Strict):
    """A point of a scale."""

    id: Slug = Field(description="The id of the point, unique in its scale. It stays when the text changes.")
    text: Line = Field(description="What the learner reads.")


NamedScale: TypeAlias = Literal["agreement-5", "frequency-5", "confidence-5"]


def _kind(value: Any) -> str:
    """In angle brackets, so that no place in an error can be mistaken for a key."""
    return "<name>" if isinstance(value, str) else "<steps>"


Scale: TypeAlias = Annotated[
    Annotated[NamedScale, Tag("<name>")]
    | Annotated[Annotated[Many[Step], Field(min_length=2, max_length=11)], Tag("<steps>")],
    Discriminator(_kind),
]


class Likert(Question):
    """A question about an opinion on a scale; nothing is right or wrong. Only in lessons."""

    type: Literal["likert"]
    scale: Scale = Field(
        description="The points, from one end to the other; or the name of a scale that all courses share, "
        "so that answers can be compared."
    )
