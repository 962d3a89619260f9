"""The points of a scale."""

from __future__ import annotations

from markupsafe import Markup

from builder.course.resolved import Question
from builder.render.components.pick.component import pick
from builder.render.place import Place


def likert(question: Question, place: Place) -> Markup:
    return pick(question, place)
