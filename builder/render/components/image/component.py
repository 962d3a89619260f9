"""A picture: its size is known before it loads, so that nothing jumps, and it loads after the text."""

from __future__ import annotations

from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.model.blocks.image import Image
from builder.course.model.blocks.image_pair import Side
from builder.render.env import View, view_model
from builder.render.markdown import phrase
from builder.render.place import Place

DECORATIVE: Final = "decorative"


@view_model
class ImageView(View):
    """A caption is phrasing content; `label` tells one of two pictures from the other."""

    template: ClassVar[str] = "components/image/template.html.j2"
    src: str
    alt: str
    width: int | None
    height: int | None
    label: str
    caption: Markup
    zoom: bool


def image(block: Image, place: Place) -> Markup:
    return picture(block, place, zoom=block.zoom)


def picture(block: Image | Side, place: Place, *, label: str = "", zoom: bool) -> Markup:
    """A picture, alone or as one of two."""
    asset = place.library.asset(block.src)
    alt = "" if block.alt is None or block.alt == DECORATIVE else block.alt
    caption = phrase(block.caption, place) if block.caption else Markup()
    return ImageView(asset.name, alt, asset.width, asset.height, label, caption, zoom).html(place.words)
