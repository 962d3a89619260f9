"""A short passage set apart from the text around it."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.callout import Callout
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class CalloutView(View):
    """`kind` gives the title where the author gave none."""

    template: ClassVar[str] = "components/callout/template.html.j2"
    kind: str
    title: str
    text: Markup


def callout(block: Callout, place: Place) -> Markup:
    t = place.words
    return CalloutView(block.kind, block.title or t(f"callout.{block.kind}"), prose(block.text, place)).html(t)
