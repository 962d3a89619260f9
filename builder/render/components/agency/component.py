"""The place of a passage that the agency supplies: the run-time fills it, so that the page itself names no agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.agency import Agency
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class SlotView(View):
    """`otherwise` stands there until, and unless, the agency supplies one of `slots`; `ids` picks items of them."""

    template: ClassVar[str] = "components/agency/template.html.j2"
    slots: str
    ids: str
    otherwise: Markup


def agency(block: Agency, place: Place) -> Markup:
    return slot(block.show, otherwise(block.otherwise, place), place)


def slot(slots: str, absent: Markup, place: Place, ids: Iterable[str] = ()) -> Markup:
    """The place of one passage, or of several, by their names with blanks between them."""
    return SlotView(slots, " ".join(ids), absent).html(place.words)


def otherwise(text: str | None, place: Place) -> Markup:
    """The author's words for a passage that is not supplied."""
    return prose(text, place) if text else Markup()
