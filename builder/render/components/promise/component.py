"""The place of the Promise; our own words say no more than that it was not supplied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.promise import PromiseBlock
from builder.render.components.agency.component import slot
from builder.render.env import View
from builder.render.place import Place


@dataclass(frozen=True)
class AbsentPromiseView(View):
    """What stands where the Promise was not supplied."""

    template: ClassVar[str] = "components/promise/template.html.j2"


def promise(_: PromiseBlock, place: Place) -> Markup:
    return slot("promise", AbsentPromiseView().html(place.words), place)
