"""A question to think about, and room for a note that stays with the learner."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.reflection import Reflection
from builder.render.env import View, view_model
from builder.render.markdown import stem_and_question
from builder.render.place import Place


@view_model
class ReflectionView(View):
    """`label` is the last paragraph of the prompt, `stem` what leads up to it."""

    template: ClassVar[str] = "components/reflection/template.html.j2"
    id: str
    stem: Markup
    label: Markup


def reflection(block: Reflection, place: Place) -> Markup:
    stem, label = stem_and_question(block.prompt, place)
    return ReflectionView(block.id, stem, label).html(place.words)
