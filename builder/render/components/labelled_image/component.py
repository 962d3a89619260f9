"""A picture with numbered spots: numbers drawn over it, buttons for the run-time, and all texts as a list."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.labelled_image import LabelledImage
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class SpotView:
    """`x` and `y` in percent of the picture."""

    x: int
    y: int
    label: str
    text: Markup


@view_model
class LabelledImageView(View):
    """The numbers of the spots are their places in the list."""

    template: ClassVar[str] = "components/labelled_image/template.html.j2"
    src: str
    alt: str
    width: int | None
    height: int | None
    spots: tuple[SpotView, ...]
    caption: Markup


def labelled_image(block: LabelledImage, place: Place) -> Markup:
    asset = place.library.asset(block.src)
    return LabelledImageView(
        src=asset.name,
        alt=block.alt or "",
        width=asset.width,
        height=asset.height,
        caption=phrase(block.caption, place) if block.caption else Markup(),
        spots=tuple(SpotView(spot.x, spot.y, spot.label, prose(spot.text, place)) for spot in block.spots),
    ).html(place.words)
