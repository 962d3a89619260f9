"""A scenario as text: each situation with all its choices, what each brings, and a link to where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Decision, Node, Scenario
from builder.render.components.dialogue.component import SpeechView, speech
from builder.render.components.image.component import image
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class WayView:
    """A choice, what is said about it, and the anchor and the heading of what follows."""

    text: Markup
    detail: Markup
    feedback: Markup
    preserved: tuple[str, ...]
    cost: tuple[str, ...]
    anchor: str
    following: str


@view_model
class SceneView:
    """A situation or an end; `heading` is what is asked, or the name of the end."""

    anchor: str
    place: str | None
    text: Markup
    says: tuple[SpeechView, ...]
    image: Markup
    heading: str
    ways: tuple[WayView, ...]
    is_end: bool
    preserved: tuple[str, ...]
    cost: tuple[str, ...]


@view_model
class StoryView(View):
    """`title` is None where the page has the same one; `level` is that of the headings in it."""

    template: ClassVar[str] = "components/published/scenario.html.j2"
    name: str
    title: str | None
    level: int
    intro: Markup
    scenes: tuple[SceneView, ...]


def scenario(block: Scenario, place: Place) -> Markup:
    shows_title = block.title != place.title
    numbers = {node.id: number for number, node in enumerate(block.nodes, 1)}
    headings = {node.id: f"{numbers[node.id]}. {node.end or node.question or ''}" for node in block.nodes}
    intro = prose(block.intro, place) if block.intro else Markup()
    return StoryView(
        name=block.title,
        title=block.title if shows_title else None,
        level=3 if shows_title else 2,
        intro=intro,
        scenes=tuple(_scene(block.id, node, headings, place) for node in block.nodes),
    ).html(place.words)


def _scene(scenario: str, node: Node, headings: Mapping[str, str], place: Place) -> SceneView:
    return SceneView(
        anchor=_anchor(scenario, node.id),
        place=node.place,
        text=prose(node.text, place),
        says=tuple(speech(line, place) for line in node.says),
        image=image(node.image, place) if node.image else Markup(),
        heading=headings[node.id],
        ways=tuple(_way(scenario, choice, headings, place) for choice in node.choices),
        is_end=node.end is not None,
        preserved=node.preserved,
        cost=node.cost,
    )


def _way(scenario: str, choice: Decision, headings: Mapping[str, str], place: Place) -> WayView:
    return WayView(
        text=phrase(choice.text, place),
        detail=phrase(choice.detail, place) if choice.detail else Markup(),
        feedback=prose(choice.feedback, place) if choice.feedback else Markup(),
        preserved=choice.preserved,
        cost=choice.cost,
        anchor=_anchor(scenario, choice.next),
        following=headings[choice.next],
    )


def _anchor(scenario: str, node: str) -> str:
    """Ids have no underscore, so it is unique."""
    return f"scene_{scenario}_{node}"
