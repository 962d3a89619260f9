"""What pictures, videos and recordings need so that everybody can use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from pydantic import BaseModel

from builder.course.load.document import NodePath
from builder.course.model.blocks.audio import Audio
from builder.course.model.blocks.image import Image
from builder.course.model.blocks.image_pair import Side
from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.point import Point
from builder.course.model.blocks.video import Video
from builder.course.model.texts import inside
from builder.course.validate.draft import Draft, Part
from builder.diagnostics import Diagnostic

DECORATIVE: Final = "decorative"
Pictured = Image | LabelledImage | Point | Side


def no_alternative_text(draft: Draft) -> Iterator[Diagnostic]:
    """A408."""
    for part, path, image in _images(draft):
        if image.alt is None and part.complete(*path, "alt"):
            advice = "add `alt:` with what it shows" + ("" if _shown_for(image) else ", or `alt: decorative`")
            yield part.problem("A408", path, "the picture has no alternative text", advice)


def file_name_as_alternative_text(draft: Draft) -> Iterator[Diagnostic]:
    """A416."""
    for part, path, image in _images(draft):
        if image.alt and PurePosixPath(image.alt).name == PurePosixPath(image.src).name:
            text = "the alternative text is only the name of the file"
            yield part.problem("A416", (*path, "alt"), text, "say what the picture shows")


def decorative_and_more(draft: Draft) -> Iterator[Diagnostic]:
    """A417."""
    for part, path, image in _images(draft):
        if image.alt == DECORATIVE and (why := _shown_for(image)):
            text = f"the picture is {why}, so it is not decorative"
            yield part.problem("A417", (*path, "alt"), text, "say what the picture shows")


def _shown_for(image: Pictured) -> str:
    """Why the content of a picture matters; empty where it need not."""
    if isinstance(image, Image):
        return "to be enlarged" if image.zoom else ""
    return "to be compared" if isinstance(image, Side) else "to be looked at in detail"


def no_captions(draft: Draft) -> Iterator[Diagnostic]:
    """A409."""
    for part, path, video in _media(draft):
        if isinstance(video, Video) and video.captions is None and part.complete(*path, "captions"):
            advice = "add `captions: media/NAME.vtt`; a video without speech needs a file that says so"
            yield part.problem("A409", path, "the video has no captions", advice)


def no_transcript(draft: Draft) -> Iterator[Diagnostic]:
    """A410."""
    for part, path, media in _media(draft):
        if media.transcript is None and part.complete(*path, "transcript"):
            more = ", and what must be seen to follow it" if isinstance(media, Video) else " or heard"
            what = "video" if isinstance(media, Video) else "recording"
            advice = f"add `transcript:` with all that is said{more}"
            yield part.problem("A410", path, f"the {what} has no transcript", advice)


def _images(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, Pictured]]:
    shown: tuple[Part[Any], ...] = (*draft.lessons, *draft.scenarios, *draft.tests)
    for part in shown:
        for path, model in inside(part.model, BaseModel):
            if isinstance(model, Pictured):
                yield part, path, model


def _media(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, Audio | Video]]:
    for part, path, block in draft.blocks():
        if isinstance(block, Audio | Video):
            yield part, path, block
