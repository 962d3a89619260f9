"""A branching scenario: all its situations and ends, one after the other; the run-time shows one at a time."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Decision, Node, Scenario
from builder.render.components.dialogue.component import SpeechView, speech
from builder.render.components.image.component import image
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class DecisionView:
    """A way to act, and what is said after it was chosen; text without links, since it stands in a button."""

    id: str
    text: Markup
    detail: Markup
    feedback: Markup
    preserved: tuple[str, ...]
    cost: tuple[str, ...]


@view_model
class NodeView:
    """A situation or an end; `heading` is what is asked, or the name of the end."""

    id: str
    place: str | None
    text: Markup
    says: tuple[SpeechView, ...]
    image: Markup
    heading: str
    choices: tuple[DecisionView, ...]
    is_end: bool
    preserved: tuple[str, ...]
    cost: tuple[str, ...]


@view_model
class ScenarioView(View):
    """`title` is None where the page has the same one; `level` is that of the headings in it."""

    template: ClassVar[str] = "components/scenario/template.html.j2"
    id: str
    name: str
    title: str | None
    level: int
    intro: Markup
    nodes: tuple[NodeView, ...]
    start: str


def scenario(block: Scenario, place: Place) -> Markup:
    shows_title = block.title != place.title
    intro = prose(block.intro, place) if block.intro else Markup()
    return ScenarioView(
        id=block.id,
        name=block.title,
        title=block.title if shows_title else None,
        level=3 if shows_title else 2,
        intro=intro,
        nodes=tuple(_node(node, place) for node in block.nodes),
        start=block.start,
    ).html(place.words)


def _node(node: Node, place: Place) -> NodeView:
    return NodeView(
        id=node.id,
        place=node.place,
        text=prose(node.text, place),
        says=tuple(speech(line, place) for line in node.says),
        image=image(node.image, place) if node.image else Markup(),
        heading=node.end or node.question or "",
        choices=tuple(_decision(choice, place) for choice in node.choices),
        is_end=node.end is not None,
        preserved=node.preserved,
        cost=node.cost,
    )


def _decision(choice: Decision, place: Place) -> DecisionView:
    return DecisionView(
        id=choice.id,
        text=phrase(choice.text, place, links=False),
        detail=phrase(choice.detail, place, links=False) if choice.detail else Markup(),
        feedback=prose(choice.feedback, place) if choice.feedback else Markup(),
        preserved=choice.preserved,
        cost=choice.cost,
    )
