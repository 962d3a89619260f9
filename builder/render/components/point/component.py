"""A picture with numbered spots, and the same spots as answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.point import Point, Spot
from builder.course.resolved import Question
from builder.render.components.pick.component import OptionView, PickView
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class PointView(View):
    """The numbers of the spots are their places in the list; `options` are the inputs."""

    template: ClassVar[str] = "components/point/template.html.j2"
    src: str
    alt: str
    width: int | None
    height: int | None
    spots: Sequence[Spot]
    options: Markup


def point(question: Question, place: Place) -> Markup:
    block = question.block
    if not isinstance(block, Point):
        raise TypeError(block)
    asset = place.library.asset(block.src)
    options = tuple(
        OptionView(
            spot.id,
            Markup("<b>{}.</b> {}").format(number, spot.label),
            prose(spot.feedback, place) if spot.feedback else Markup(),
        )
        for number, spot in enumerate(block.spots, 1)
    )
    return PointView(
        src=asset.name,
        alt=block.alt or "",
        width=asset.width,
        height=asset.height,
        spots=block.spots,
        options=PickView(question.id, question.many, options).html(place.words),
    ).html(place.words)
