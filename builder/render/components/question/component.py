"""A question, in a lesson or as an item of the test: a form that can be read, answered and marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Question
from builder.render.env import View
from builder.render.markdown import phrase, prose, stem_and_question
from builder.render.place import Place


@dataclass(frozen=True)
class OptionView:
    """An answer and what is said when it was chosen."""

    id: str
    text: Markup
    feedback: Markup


@dataclass(frozen=True)
class QuestionView(View):
    """`is_item`: of the test, without a button of its own; `multiple` asks for checkboxes."""

    template: ClassVar[str] = "components/question/template.html.j2"
    id: str
    multiple: bool
    stem: Markup
    legend: Markup
    options: tuple[OptionView, ...]
    right: Markup
    wrong: Markup
    is_item: bool


def question(block: Question, place: Place) -> Markup:
    return _view(block, place, is_item=False).html(place.words)


def item(block: Question, place: Place) -> Markup:
    """The question as an item of the test."""
    return _view(block, place, is_item=True).html(place.words)


def _view(block: Question, place: Place, *, is_item: bool) -> QuestionView:
    stem, legend = stem_and_question(block.prompt, place)
    return QuestionView(
        id=block.id,
        multiple=block.type == "multiple",
        stem=stem,
        legend=legend,
        options=tuple(
            OptionView(option.id, phrase(option.text, place), _feedback(option.feedback, place))
            for option in block.options
        ),
        right=_feedback(block.right, place),
        wrong=_feedback(block.wrong, place),
        is_item=is_item,
    )


def _feedback(text: str | None, place: Place) -> Markup:
    return prose(text, place) if text else Markup()
