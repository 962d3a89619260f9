"""The size of a picture in pixels, read from its first bytes."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from builder.course.load.media import MediaFile

Size = tuple[int, int] | None

NUMBER: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


def picture_size(file: MediaFile) -> Size:
    """None where the file does not tell."""
    if file.ending == "svg":
        return _svg(file.head)
    return _raster(file) if file.ending in ("png", "jpg", "jpeg") else None


def _raster(file: MediaFile) -> Size:
    import imagesize  # costs as much as a small course, and most courses draw in SVG

    with file.source.open("rb") as stream:
        width, height = imagesize.get(stream)
    return (int(width), int(height)) if width > 0 and height > 0 else None


def _svg(content: bytes) -> Size:
    """By the attributes of the root, else by its view box."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    sides = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if not all(sides):
        box = root.get("viewBox", "").replace(",", " ").split()
        sides = [NUMBER.fullmatch(side) for side in box[2:]]
    numbers = [round(float(side.group(1))) for side in sides if side]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None
