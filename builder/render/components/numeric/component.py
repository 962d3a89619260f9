"""A field for a number, with its unit."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.numeric import Numeric
from builder.course.resolved import Question
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class NearView:
    """Wrong numbers that were expected, from the least to the greatest."""

    least: float
    most: float
    feedback: Markup


@view_model
class NumericView(View):
    """`unit` may be empty."""

    template: ClassVar[str] = "components/numeric/template.html.j2"
    id: str
    unit: str | None
    near: tuple[NearView, ...]


def numeric(question: Question, place: Place) -> Markup:
    block = question.block
    if not isinstance(block, Numeric):
        raise TypeError(block)
    near = tuple(NearView(one.from_, one.to, prose(one.feedback, place)) for one in block.near)
    return NumericView(question.id, block.unit, near).html(place.words)
