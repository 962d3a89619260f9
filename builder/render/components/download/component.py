"""A file to keep, with its type and size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.download import Download
from builder.render.env import View
from builder.render.place import Place


@dataclass(frozen=True)
class DownloadView(View):
    """`size` in words."""

    template: ClassVar[str] = "components/download/template.html.j2"
    href: str
    title: str
    kind: str
    size: str


def download(block: Download, place: Place) -> Markup:
    asset = place.library.asset(block.src)
    kind = PurePosixPath(asset.name).suffix.removeprefix(".").upper()
    return DownloadView(asset.name, block.title, kind, in_words(asset.size)).html(place.words)


def in_words(size: int) -> str:
    """Bytes in the unit that a reader expects: 900 bytes, 12 kB, 3.4 MB."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
