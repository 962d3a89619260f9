"""What charts are drawn with: across in hundredths of a percent of the width, down in tenths of the height of letters.

So a chart fits a telephone and a wide screen, and grows with the letters, without any script.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

WHOLE: Final = 10_000
"""The width of a chart."""
LINE: Final = 44
"""So many letters fit beside each other on the smallest screen."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`tag` and the attributes of an element of SVG, as texts; `text` is what a text says."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""


def rect(name: str, x: int, y: int, width: int, height: int) -> Shape:
    return Shape("rect", {"class": name, "x": wide(x), "y": high(y), "width": wide(width), "height": high(height)})


def line(name: str, x1: int, y1: int, x2: int, y2: int) -> Shape:
    return Shape("line", {"class": name, "x1": wide(x1), "y1": high(y1), "x2": wide(x2), "y2": high(y2)})


def dot(name: str, x: int, y: int) -> Shape:
    return Shape("circle", {"class": name, "cx": wide(x), "cy": high(y), "r": high(3)})


def text(name: str, x: int, y: int, said: str) -> Shape:
    """`y` is the line that the letters stand on."""
    return Shape("text", {"class": name, "x": wide(x), "y": high(y)}, said)


def wide(x: int) -> str:
    return f"{x / 100:g}%"


def high(y: int) -> str:
    return f"{y / 10:g}em"


def lines(label: str, limit: int = LINE) -> tuple[str, ...]:
    """A label on one or two lines, cut where it is longer: its table has the whole of it."""
    found = list(_broken(" ".join(label.split()), limit))
    if len(found) <= 2:
        return tuple(found) or ("",)
    return found[0], cut(" ".join(found[1:]), limit)


def cut(label: str, limit: int) -> str:
    """The beginning of it."""
    if columns(label) <= limit:
        return label
    kept, room = "", limit - 1
    for letter in label:
        room -= columns(letter)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + "\u2026"


def columns(label: str) -> int:
    """How wide it is, in letters; those of East Asia take two."""
    return sum(2 if ord(letter) >= 0x1100 and unicodedata.east_asian_width(letter) in "WF" else 1 for letter in label)


def _broken(label: str, limit: int) -> Iterator[str]:
    now = ""
    for word in label.split(" "):
        if now and columns(now) + 1 + columns(word) > limit:
            yield now
            now = word
        else:
            now = f"{now} {word}" if now else word
        while columns(now) > limit:
            piece = cut(now, limit + 1).removesuffix("\u2026")
            yield piece
            now = now[len(piece) :]
    if now:
        yield now
