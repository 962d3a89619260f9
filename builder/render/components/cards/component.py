"""Cards: front and back, of which the run-time covers the back until it is asked for."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.cards import Cards
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class CardsView(View):
    """`cards`: front and back; the front is without links, since it becomes a button."""

    template: ClassVar[str] = "components/cards/template.html.j2"
    cards: tuple[tuple[Markup, Markup], ...]


def cards(block: Cards, place: Place) -> Markup:
    sides = tuple((phrase(card.front, place, links=False), prose(card.back, place)) for card in block.cards)
    return CardsView(sides).html(place.words)
