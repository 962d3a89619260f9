"""Two pictures to compare, each with its own alternative text, label and caption."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.image_pair import ImagePair
from builder.render.components.image.component import picture
from builder.render.env import View, view_model
from builder.render.markdown import phrase
from builder.render.place import Place


@view_model
class ImagePairView(View):
    """`images`: the two figures."""

    template: ClassVar[str] = "components/image_pair/template.html.j2"
    images: tuple[Markup, ...]
    caption: Markup


def image_pair(block: ImagePair, place: Place) -> Markup:
    images = tuple(picture(side, place, label=side.label, zoom=block.zoom) for side in block.images)
    return ImagePairView(images, phrase(block.caption, place) if block.caption else Markup()).html(place.words)
