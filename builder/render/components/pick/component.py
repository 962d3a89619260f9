"""Radio buttons or checkboxes with what is said about each answer."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Question
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place
from builder.render.scales import worded


@view_model
class OptionView:
    """An answer and what is said when it was chosen."""

    id: str
    text: Markup
    feedback: Markup


@view_model
class PickView(View):
    """`many` asks for checkboxes."""

    template: ClassVar[str] = "components/pick/template.html.j2"
    id: str
    many: bool
    options: tuple[OptionView, ...]


def pick(question: Question, place: Place) -> Markup:
    options = tuple(
        OptionView(
            option.id,
            phrase(option.text, place),
            prose(option.feedback, place) if option.feedback else Markup(),
        )
        for option in worded(question, place.words).options
    )
    return PickView(question.id, question.many, options).html(place.words)
