"""A statement that the learner confirms, with the policy that it is about."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Acknowledgement
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class AcknowledgementView(View):
    """`policy` is an id: the run-time knows what the agency calls it, and where it is."""

    template: ClassVar[str] = "components/acknowledgement/template.html.j2"
    id: str
    text: Markup
    policy: str | None


def acknowledgement(block: Acknowledgement, place: Place) -> Markup:
    return AcknowledgementView(block.id, prose(block.text, place), block.policy).html(place.words)
