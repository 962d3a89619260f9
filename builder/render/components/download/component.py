"""A file to keep, with its type and size."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.download import Download
from builder.render.catalogue import Words
from builder.render.env import View, view_model
from builder.render.place import Library, Place


@view_model
class DownloadView(View):
    """`size` in words."""

    template: ClassVar[str] = "components/download/template.html.j2"
    href: str
    title: str
    kind: str
    size: str


def download(block: Download, place: Place) -> Markup:
    return download_view(block, place.library).html(place.words)


def download_view(block: Download, library: Library) -> DownloadView:
    asset = library.asset(block.src)
    kind = PurePosixPath(asset.name).suffix.removeprefix(".").upper()
    return DownloadView(asset.name, block.title, kind, in_words(asset.size, library.words))


def in_words(size: int, words: Words) -> str:
    """Bytes in the unit that a reader expects: 900 bytes, 12 kB, 3.4 MB."""
    if size < 1000:
        return words("size.bytes", n=size)
    return words("size.kb", n=f"{size / 1000:.0f}") if size < 999_500 else words("size.mb", n=f"{size / 1_000_000:.1f}")
