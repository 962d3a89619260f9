"""A field for a word or a few, or a larger one for sentences."""

from __future__ import annotations

from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.model.blocks.fill_in import FillIn
from builder.course.resolved import Question
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place

WIDEST: Final = 40


@view_model
class FillInView(View):
    """`sayings`: texts that were expected, and what is said about them; `size` is about as wide as the answer."""

    template: ClassVar[str] = "components/fill_in/template.html.j2"
    id: str
    long: bool
    length: int
    size: int
    sayings: tuple[tuple[str, Markup], ...]


def fill_in(question: Question, place: Place) -> Markup:
    block = question.block
    if not isinstance(block, FillIn):
        raise TypeError(block)
    sayings = tuple((one.text, prose(one.feedback, place)) for one in block.answers if one.feedback)
    return FillInView(
        id=question.id, long=block.long, length=block.length, size=min(block.length, WIDEST), sayings=sayings
    ).html(place.words)
