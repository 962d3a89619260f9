"""The place of policies and contacts, all or those that the page asks for."""

from __future__ import annotations

from markupsafe import Markup

from builder.course.model.blocks.resources import Resources
from builder.render.components.agency.component import otherwise, slot
from builder.render.place import Place


def resources(block: Resources, place: Place) -> Markup:
    return slot("contacts policies", otherwise(block.otherwise, place), place, block.ids)
