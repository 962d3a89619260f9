"""Collects the files that a course uses and measures them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

import imagesize
from lxml import etree

from builder.course.load.media import MediaFile
from builder.course.resolved import Asset

MEDIA_TYPES: Final = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "mp4": "video/mp4",
    "vtt": "text/vtt",
    "pdf": "application/pdf",
    "txt": "text/plain",
}
NUMBER: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


def collect(paths: Iterable[str], media: Mapping[str, MediaFile]) -> dict[str, Asset]:
    """The files in the order of their paths; all of them exist, as validation has seen."""
    return {path: asset(media[path]) for path in sorted(set(paths))}


def asset(file: MediaFile) -> Asset:
    width, height = _size(file)
    with file.source.open("rb") as stream:
        content = stream.read()
    return Asset(
        path=file.path,
        name=file.name,
        source=file.source,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        media_type=MEDIA_TYPES[file.ending],
        width=width,
        height=height,
    )


def _size(file: MediaFile) -> tuple[int | None, int | None]:
    if file.ending == "svg":
        return _svg_size(file.head)
    if MEDIA_TYPES[file.ending].startswith("image/"):
        width, height = imagesize.get(file.source)
        if width > 0 and height > 0:
            return int(width), int(height)
    return None, None


def _svg_size(content: bytes) -> tuple[int | None, int | None]:
    """The size by the attributes of the root, else by its view box."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    sides = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sides):
        width, height = (round(float(side.group(1))) for side in sides if side)
        return width, height
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and all(NUMBER.fullmatch(side) for side in box[2:]):
        return round(float(box[2])), round(float(box[3]))
    return None, None
