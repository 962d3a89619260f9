"""A recording with a transcript; nothing of it loads before it is played."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.audio import Audio
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class AudioView(View):
    """`language` is that of the captions, which the run-time shows under the recording."""

    template: ClassVar[str] = "components/audio/template.html.j2"
    src: str
    media_type: str
    title: str
    captions: str | None
    language: str
    transcript: Markup


def audio(block: Audio, place: Place) -> Markup:
    library = place.library
    asset = library.asset(block.src)
    return AudioView(
        src=asset.name,
        media_type=asset.media_type,
        title=block.title,
        captions=library.asset(block.captions).name if block.captions else None,
        language=library.language,
        transcript=prose(block.transcript, place) if block.transcript else Markup(),
    ).html(place.words)
