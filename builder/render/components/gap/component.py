"""A text with fields and lists in it."""

from __future__ import annotations

from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.model.blocks.gap import GapText
from builder.course.resolved import Question
from builder.render.env import View, view_model
from builder.render.markdown import prose, prose_with
from builder.render.place import Place

NARROWEST: Final = 8
WIDEST: Final = 24


@view_model
class GapFieldView(View):
    """`number` is 0 where there is one gap only; `size` tells nothing about a single answer."""

    template: ClassVar[str] = "components/gap/field.html.j2"
    gap: str
    label: str
    number: int
    choices: tuple[str, ...]
    size: int
    length: int


@view_model
class GapView:
    """What is said about a gap."""

    id: str
    label: str
    feedback: Markup


@view_model
class GapTextView(View):
    """`text` holds the fields."""

    template: ClassVar[str] = "components/gap/template.html.j2"
    id: str
    text: Markup
    gaps: tuple[GapView, ...]


def gap(question: Question, place: Place) -> Markup:
    block = question.block
    if not isinstance(block, GapText):
        raise TypeError(block)
    t, total = place.words, len(block.gaps)
    longest = max(len(answer) for one in block.gaps for answer in one.answers)
    size = min(max(longest + 2, NARROWEST), WIDEST)
    labels = [t("gap", n=n, total=total) for n in range(1, total + 1)] if total > 1 else [t("gap.only")]
    fields = {
        one.id: GapFieldView(one.id, label, n if total > 1 else 0, one.choices, size, block.length).html(t)
        for n, (one, label) in enumerate(zip(block.gaps, labels, strict=True), 1)
    }
    said = tuple(
        GapView(one.id, label, prose(one.feedback, place) if one.feedback else Markup())
        for one, label in zip(block.gaps, labels, strict=True)
    )
    return GapTextView(question.id, prose_with(block.text, place, fields), said).html(t)
