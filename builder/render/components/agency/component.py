"""The place of a passage that the agency supplies: the run-time fills it, so that the page itself names no agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.agency import Agency
from builder.render.env import View
from builder.render.markdown import prose
from builder.render.place import Place


@dataclass(frozen=True)
class SlotView(View):
    """`otherwise` is what stands there until, and unless, the agency supplies the passage."""

    template: ClassVar[str] = "components/agency/template.html.j2"
    slot: str
    otherwise: Markup


def agency(block: Agency, place: Place) -> Markup:
    return SlotView(block.show, prose(block.otherwise, place) if block.otherwise else Markup()).html(place.words)
