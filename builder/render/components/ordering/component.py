"""Items to put in order: a list with buttons that move each of them."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Option, Question
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class StepView:
    """What is moved, and what is said about it after checking."""

    id: str
    text: Markup
    feedback: Markup


@view_model
class OrderingView(View):
    """The steps in an order that is not the right one."""

    template: ClassVar[str] = "components/ordering/template.html.j2"
    id: str
    steps: tuple[StepView, ...]


def ordering(question: Question, place: Place) -> Markup:
    steps = tuple(
        StepView(option.id, phrase(option.text, place), prose(option.feedback, place) if option.feedback else Markup())
        for option in _mixed(question.options)
    )
    return OrderingView(question.id, steps).html(place.words)


def _mixed(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Never the right order, which paper and those who read without a script would find."""
    mixed = tuple(sorted(options, key=lambda option: option.key))
    return (*mixed[1:], mixed[0]) if mixed == options else mixed
