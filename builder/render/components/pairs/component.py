"""Items to match or to sort: each with a list to choose its target from, and the targets beside them."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Question, Target
from builder.render.env import View, view_model
from builder.render.markdown import phrase, plain, prose
from builder.render.place import Place


@view_model
class TargetView:
    """A target, as it is read, and in plain `words` for the list to choose from."""

    id: str
    words: str
    text: Markup


@view_model
class ItemView:
    """What is matched or sorted, and what is said about it after checking."""

    id: str
    text: Markup
    feedback: Markup


@view_model
class PairsView(View):
    """`heading` stands over the targets."""

    template: ClassVar[str] = "components/pairs/template.html.j2"
    id: str
    heading: str
    items: tuple[ItemView, ...]
    targets: tuple[TargetView, ...]


def pairs(question: Question, place: Place) -> Markup:
    items = tuple(
        ItemView(option.id, phrase(option.text, place), prose(option.feedback, place) if option.feedback else Markup())
        for option in question.options
    )
    targets = tuple(
        TargetView(target.id, plain(target.text), phrase(target.text, place)) for target in _mixed(question)
    )
    heading = place.words("question.groups") if question.type == "sorting" else place.words("question.to-match")
    return PairsView(question.id, heading, items, targets).html(place.words)


def _mixed(question: Question) -> tuple[Target, ...]:
    """Not beside their items, where paper and those who read without a script would find the answer."""
    if question.type == "matching" and question.shuffle:
        return tuple(sorted(question.targets, key=lambda target: target.key))
    return question.targets
