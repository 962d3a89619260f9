"""The place of the Promise; our own words say no more than that it was not supplied."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.promise import PromiseBlock
from builder.render.components.agency.component import slot
from builder.render.env import View, view_model
from builder.render.place import Place


@view_model
class AbsentPromiseView(View):
    """What stands where the Promise was not supplied."""

    template: ClassVar[str] = "components/promise/template.html.j2"


def promise(_: PromiseBlock, place: Place) -> Markup:
    return slot("promise", AbsentPromiseView().html(place.words), place)
