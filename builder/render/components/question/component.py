"""A question, in a lesson or as an item of the test: a form that can be read, answered and marked."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.fill_in import FillIn
from builder.course.resolved import Question
from builder.render.catalogue import Words
from builder.render.components.question.bodies import BODIES
from builder.render.env import View, view_model
from builder.render.markdown import prose, stem_and_question
from builder.render.place import Place


@view_model
class QuestionView(View):
    """`is_item`: of a test, without a button of its own; `body` takes the answer, `ask` says in what way.

    Of what `is_open` nothing is right or wrong, so that it is not checked, but sent.
    """

    template: ClassVar[str] = "components/question/template.html.j2"
    id: str
    ask: str
    stem: Markup
    legend: Markup
    body: Markup
    hint: Markup
    right: Markup
    wrong: Markup
    is_item: bool
    is_open: bool


def question(block: Question, place: Place) -> Markup:
    return _view(block, place, is_item=False).html(place.words)


def item(block: Question, place: Place) -> Markup:
    """The question as an item of the test."""
    return _view(block, place, is_item=True).html(place.words)


def _view(block: Question, place: Place, *, is_item: bool) -> QuestionView:
    stem, legend = stem_and_question(block.prompt, place)
    return QuestionView(
        id=block.id,
        ask=_ask(block, place.words),
        stem=stem,
        legend=legend,
        body=BODIES[block.type](block, place),
        hint=_prose(block.hint, place),
        right=_prose(block.right, place),
        wrong=_prose(block.wrong, place),
        is_item=is_item,
        is_open=_is_open(block),
    )


def _is_open(question: Question) -> bool:
    return question.type == "likert" or (isinstance(question.block, FillIn) and question.block.long)


def _ask(block: Question, t: Words) -> str:
    """How to answer."""
    if block.type == "fill-in" and _is_open(block):
        return t("question.open")
    if block.type == "point" and block.many:
        return t("question.point-many")
    return t(f"question.{block.type}")


def _prose(text: str | None, place: Place) -> Markup:
    return prose(text, place) if text else Markup()
