"""What pictures and videos need so that everybody can use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from builder.course.load.document import NodePath
from builder.course.model.blocks.image import Image
from builder.course.model.blocks.video import Video
from builder.course.model.texts import inside
from builder.course.validate.draft import Draft, Part
from builder.diagnostics import Diagnostic


def no_alternative_text(draft: Draft) -> Iterator[Diagnostic]:
    """A408."""
    for part, path, image in _images(draft):
        if image.alt is None and part.complete(*path, "alt"):
            advice = "add `alt:` with what it shows, or `alt: decorative`"
            yield part.problem("A408", path, "the picture has no alternative text", advice)


def file_name_as_alternative_text(draft: Draft) -> Iterator[Diagnostic]:
    """A416."""
    for part, path, image in _images(draft):
        if image.alt and PurePosixPath(image.alt).name == PurePosixPath(image.src).name:
            text = "the alternative text is only the name of the file"
            yield part.problem("A416", (*path, "alt"), text, "say what the picture shows")


def no_captions(draft: Draft) -> Iterator[Diagnostic]:
    """A409."""
    for part, path, video in _videos(draft):
        if video.captions is None and part.complete(*path, "captions"):
            advice = "add `captions: media/NAME.vtt`; a video without speech needs a file that says so"
            yield part.problem("A409", path, "the video has no captions", advice)


def no_transcript(draft: Draft) -> Iterator[Diagnostic]:
    """A410."""
    for part, path, video in _videos(draft):
        if video.transcript is None and part.complete(*path, "transcript"):
            advice = "add `transcript:` with all that is said, and what must be seen to follow it"
            yield part.problem("A410", path, "the video has no transcript", advice)


def _images(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, Image]]:
    shown: tuple[Part[Any], ...] = (*draft.lessons, *draft.scenarios)
    for part in shown:
        for path, image in inside(part.model, Image):
            yield part, path, image


def _videos(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, Video]]:
    for part, path, block in draft.blocks():
        if isinstance(block, Video):
            yield part, path, block
