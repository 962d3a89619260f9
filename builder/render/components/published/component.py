"""The blocks of a public copy: to show one more of them, write its view, then name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from markupsafe import Markup

from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.reflection import Reflection
from builder.course.resolved import Acknowledgement, Asked, AskedSurvey, Published, Scenario
from builder.render.components.published.asked import asked, survey
from builder.render.components.published.scenario import scenario
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class StatementView(View):
    """What learners confirm or think about, or a list that they tick for themselves."""

    template: ClassVar[str] = "components/published/statement.html.j2"
    kicker: str
    text: Markup
    policy: str | None
    items: tuple[Markup, ...]


def acknowledgement(block: Acknowledgement, place: Place) -> Markup:
    kicker = place.words("published.acknowledgement")
    return StatementView(kicker, prose(block.text, place), block.policy, ()).html(place.words)


def reflection(block: Reflection, place: Place) -> Markup:
    return StatementView(place.words("reflection"), prose(block.prompt, place), None, ()).html(place.words)


def checklist(block: Checklist, place: Place) -> Markup:
    items = tuple(phrase(item.text, place) for item in block.items)
    return StatementView(block.title or place.words("checklist"), Markup(), None, items).html(place.words)


SHOWN: Final[Mapping[type, Callable[[Any, Place], Markup]]] = {
    Acknowledgement: acknowledgement,
    Asked: asked,
    AskedSurvey: survey,
    Checklist: checklist,
    Reflection: reflection,
    Scenario: scenario,
}


def published(block: Published, place: Place) -> Markup:
    return SHOWN[type(block.block)](block.block, place)
