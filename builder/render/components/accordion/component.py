"""Passages that open one by one: details and summary, which need no script."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.accordion import Accordion
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class AccordionView(View):
    """`panels`: title and text of each."""

    template: ClassVar[str] = "components/accordion/template.html.j2"
    panels: tuple[tuple[str, Markup], ...]


def accordion(block: Accordion, place: Place) -> Markup:
    return AccordionView(tuple((panel.title, prose(panel.text, place)) for panel in block.panels)).html(place.words)
