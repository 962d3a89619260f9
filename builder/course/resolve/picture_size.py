"""The size of a picture in pixels, read from its first bytes."""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from lxml import etree

from builder.course.load.media import MediaFile

Size = tuple[int, int] | None

FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
NUMBER: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


def picture_size(file: MediaFile) -> Size:
    """None where the file does not tell."""
    if file.ending == "svg":
        return _svg(file.head)
    if file.ending == "png":
        return _size(file.head[16:20], file.head[20:24])
    return _jpeg(file) if file.ending in ("jpg", "jpeg") else None


def _jpeg(file: MediaFile) -> Size:
    """From the first frame header (ITU-T T.81, B.2.2), behind segments that say how long they are."""
    with file.source.open("rb") as stream:
        stream.seek(2)
        while head := _segment(stream):
            kind, length = head
            if kind in FRAMES:
                _, height, width = stream.read(1), stream.read(2), stream.read(2)
                return _size(width, height)
            stream.seek(length - 2, 1)
    return None


def _segment(stream: BinaryIO) -> tuple[int, int] | None:
    """The marker of the next segment and its length with these two bytes; None where the picture begins or ends."""
    if stream.read(1) != b"\xff":
        return None
    marker = stream.read(1)
    while marker == b"\xff":  # any number of them may fill the room before a marker
        marker = stream.read(1)
    length = int.from_bytes(stream.read(2), "big")
    return (marker[0], length) if marker and length > 1 else None


def _size(width: bytes, height: bytes) -> Size:
    size = int.from_bytes(width, "big"), int.from_bytes(height, "big")
    return size if all(size) else None


def _svg(content: bytes) -> Size:
    """By the attributes of the root, else by its view box."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    sides = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if not all(sides):
        box = root.get("viewBox", "").replace(",", " ").split()
        sides = [NUMBER.fullmatch(side) for side in box[2:]]
    numbers = [round(float(side.group(1))) for side in sides if side]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None
