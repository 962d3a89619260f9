"""Statements on one scale, as one form: a table on wide screens, one after the other on narrow ones."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Survey
from builder.render.components.fill_in.component import fill_in
from builder.render.components.likert.component import likert
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place
from builder.render.scales import worded


@view_model
class RowView:
    """A statement with the points of its scale."""

    id: str
    text: Markup
    options: Markup


@view_model
class SurveyView(View):
    """`points` head the columns; `comment` asks for one, and is empty where none is asked for."""

    template: ClassVar[str] = "components/survey/template.html.j2"
    id: str
    level: int
    title: str
    intro: Markup
    points: tuple[str, ...]
    rows: tuple[RowView, ...]
    comment: Markup
    comment_id: str
    field: Markup


def survey(block: Survey, place: Place) -> Markup:
    statements = [question for question in block.questions if question.type == "likert"]
    comment = next((question for question in block.questions if question.type == "fill-in"), None)
    with place.titled() as level:
        return SurveyView(
            id=block.id,
            level=level,
            title=block.title,
            intro=prose(block.intro, place) if block.intro else Markup(),
            points=tuple(option.text for option in worded(statements[0], place.words).options),
            rows=tuple(RowView(one.id, phrase(one.prompt, place), likert(one, place)) for one in statements),
            comment=phrase(comment.prompt, place) if comment else Markup(),
            comment_id=comment.id if comment else "",
            field=fill_in(comment, place) if comment else Markup(),
        ).html(place.words)
