"""Words of somebody else, with who said them and the source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.quote import Quote
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class QuoteView(View):
    """`citation` is the number of the source, as in text; `attributes` tell a language that is not the course's."""

    template: ClassVar[str] = "components/quote/template.html.j2"
    text: Markup
    attributes: Mapping[str, str]
    by: str
    citation: Markup


def quote(block: Quote, place: Place) -> Markup:
    citation = phrase(f"[^{block.source}]", place) if block.source else Markup()
    return QuoteView(prose(block.text, place), place.foreign(block.language), block.by, citation).html(place.words)
