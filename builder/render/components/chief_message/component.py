"""The place of the chief's message."""

from __future__ import annotations

from markupsafe import Markup

from builder.course.model.blocks.chief_message import ChiefMessage
from builder.render.components.agency.component import otherwise, slot
from builder.render.place import Place


def chief_message(block: ChiefMessage, place: Place) -> Markup:
    return slot("chief-message", otherwise(block.otherwise, place), place)
