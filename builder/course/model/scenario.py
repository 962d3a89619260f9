"""A branching scenario: situations, decisions and ends."""

from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from builder.course.model.base import Line, Many, Markdown, ObjectiveId, Slug, Strict
from builder.course.model.blocks.dialogue import Speech
from builder.course.model.blocks.image import Image


class Decision(Strict):
    """One way to act in a situation, and where it leads."""

    id: Slug = Field(description="The id of the choice, unique in its node.")
    text: Markdown = Field(description="What the officer does, in one sentence.")
    detail: Markdown | None = Field(default=None, description="How it is done, in a second sentence.")
    preserved: Many[Line] = Field(default=(), description="What this choice preserved; shown after it was made.")
    cost: Many[Line] = Field(default=(), description="What this choice cost; shown after it was made.")
    feedback: Markdown | None = Field(default=None, description="What happens next because of it.")
    next: Slug = Field(description="The id of the node that follows.")


class Node(Strict):
    """What a situation and an end share."""

    id: Slug = Field(description="The id of the node, unique in its scenario.")
    place: Line | None = Field(default=None, description="Where and when, in one line.")
    text: Markdown = Field(description="What happens.")
    says: Many[Speech] = Field(default=(), description="What is said, line by line.")
    image: Image | None = Field(default=None, description="A picture of the scene, as a block with `type: image`.")


class Situation(Node):
    """A node in which the learner decides."""

    question: Line | None = Field(
        default=None, description="What is asked of the learner, unless it is: What do you do?"
    )
    choices: Many[Decision] = Field(min_length=2, max_length=26, description="The ways to act.")


class End(Node):
    """A node where the scenario ends."""

    end: Line = Field(description="The name of this end, as in: A warning, and a calmer driver.")
    safe: bool = Field(description="Whether all went home safe; a scenario should have several such ends.")
    preserved: Many[Line] = Field(min_length=1, description="What this end preserved.")
    cost: Many[Line] = Field(default=(), description="What this end cost.")


def _kind(value: Any) -> str:
    """An end by any of its own keys, so that what it lacks is told as an end's."""
    if not isinstance(value, dict):
        return "<end>" if isinstance(value, End) else "<situation>"
    return (
        "<end>"
        if "end" in value or ("choices" not in value and value.keys() & {"safe", "preserved"})
        else "<situation>"
    )


AnyNode: TypeAlias = Annotated[
    Annotated[Situation, Tag("<situation>")] | Annotated[End, Tag("<end>")], Discriminator(_kind)
]


class Scenario(Strict):
    """A file of the `scenarios/` folder; practice, never graded."""

    id: Slug = Field(description="The id of the scenario, unique in the course.")
    title: Line = Field(description="The title of the scenario.")
    objectives: Many[ObjectiveId] = Field(default=(), description="The objectives that the scenario serves.")
    intro: Markdown | None = Field(default=None, description="What the learner should know before the first node.")
    start: Slug = Field(description="The id of the first node.")
    nodes: Many[AnyNode] = Field(min_length=2, description="Situations (with choices) and ends (with `end:`).")
