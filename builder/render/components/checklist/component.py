"""A list that learners tick for themselves."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.checklist import Checklist
from builder.render.env import View, view_model
from builder.render.markdown import phrase
from builder.render.place import Place


@view_model
class ChecklistView(View):
    """`items`: id and text of each."""

    template: ClassVar[str] = "components/checklist/template.html.j2"
    id: str
    title: str
    items: tuple[tuple[str, Markup], ...]


def checklist(block: Checklist, place: Place) -> Markup:
    t = place.words
    items = tuple((item.id, phrase(item.text, place)) for item in block.items)
    return ChecklistView(block.id, block.title or t("checklist"), items).html(t)
