"""A video with captions and a transcript; nothing of it loads before its page is in sight."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.video import Video
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class VideoView(View):
    """`language` is that of the captions."""

    template: ClassVar[str] = "components/video/template.html.j2"
    src: str
    media_type: str
    title: str
    poster: str | None
    captions: str | None
    language: str
    transcript: Markup


def video(block: Video, place: Place) -> Markup:
    library = place.library
    asset = library.asset(block.src)
    return VideoView(
        src=asset.name,
        media_type=asset.media_type,
        title=block.title,
        poster=library.asset(block.poster).name if block.poster else None,
        captions=library.asset(block.captions).name if block.captions else None,
        language=library.language,
        transcript=prose(block.transcript, place) if block.transcript else Markup(),
    ).html(place.words)
