"""The lines of a transcript, each with a checkbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.mark import Mark
from builder.course.resolved import Question
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class LineView:
    """A line; `attributes` tell its language where it is not that of the course."""

    id: str
    who: str | None
    text: Markup
    attributes: Mapping[str, str]
    feedback: Markup


@view_model
class MarkView(View):
    """The lines in the order in which they were said."""

    template: ClassVar[str] = "components/mark/template.html.j2"
    id: str
    lines: tuple[LineView, ...]


def mark(question: Question, place: Place) -> Markup:
    block = question.block
    if not isinstance(block, Mark):
        raise TypeError(block)
    lines = tuple(
        LineView(
            id=line.id,
            who=line.who,
            text=phrase(line.text, place),
            attributes=place.foreign(line.language),
            feedback=prose(line.feedback, place) if line.feedback else Markup(),
        )
        for line in block.lines
    )
    return MarkView(question.id, lines).html(place.words)
