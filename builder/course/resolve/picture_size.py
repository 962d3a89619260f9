"""The size of a picture in pixels, read from its first bytes."""

from __future__ import annotations

import re
import struct
from typing import Final

from lxml import etree

from builder.course.load.media import MediaFile

Size = tuple[int, int] | None

NUMBER: Final = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")
# ITU-T T.81, table B.1: SOF0 to SOF15 without DHT, JPG and DAC.
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(file: MediaFile) -> Size:
    """None where the file does not tell."""
    if file.ending == "svg":
        return _svg(file.head)
    if file.ending == "png":
        return _png(file.head)
    return _jpeg(file) if file.ending in ("jpg", "jpeg") else None


def _png(head: bytes) -> Size:
    """PNG 11.2.2: width and height begin the first chunk."""
    if len(head) < 24:
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _jpeg(file: MediaFile) -> Size:
    """Walks the segments up to the frame header (T.81, B.2.2)."""
    with file.source.open("rb") as stream:
        stream.seek(2)
        while len(marker := stream.read(4)) == 4 and marker[0] == 0xFF:
            length = int.from_bytes(marker[2:])
            if marker[1] in FRAMES:
                frame = stream.read(5)
                return (int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])) if len(frame) == 5 else None
            if length < 2:
                return None
            stream.seek(length - 2, 1)
    return None


def _svg(content: bytes) -> Size:
    """By the attributes of the root, else by its view box."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    sides = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if not all(sides):
        box = root.get("viewBox", "").replace(",", " ").split()
        sides = [NUMBER.fullmatch(side) for side in box[2:]]
    numbers = [round(float(side.group(1))) for side in sides if side]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None
