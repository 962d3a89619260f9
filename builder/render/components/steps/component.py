"""A procedure: numbered steps, each under its own heading."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.steps import Step, Steps
from builder.render.components.image.component import image
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class StepView:
    """`text` and `image` may be empty."""

    title: str
    text: Markup
    image: Markup


@view_model
class StepsView(View):
    """`level` is that of the headings."""

    template: ClassVar[str] = "components/steps/template.html.j2"
    level: int
    steps: tuple[StepView, ...]


def steps(block: Steps, place: Place) -> Markup:
    with place.titled() as level:
        return StepsView(level, tuple(_step(step, place) for step in block.steps)).html(place.words)


def _step(step: Step, place: Place) -> StepView:
    text = prose(step.text, place) if step.text else Markup()
    return StepView(step.title, text, image(step.image, place) if step.image else Markup())
