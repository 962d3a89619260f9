"""A conversation: who says what, line by line; foreign lines are marked as such and may be translated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.dialogue import Dialogue, Speech
from builder.render.env import View, view_model
from builder.render.markdown import phrase, prose
from builder.render.place import Place


@view_model
class SpeechView:
    """A line; `attributes` tell its language where it is not that of the course."""

    who: str
    text: Markup
    attributes: Mapping[str, str]
    translation: Markup


@view_model
class DialogueView(View):
    """`place` and `intro` may be empty."""

    template: ClassVar[str] = "components/dialogue/template.html.j2"
    place: str | None
    intro: Markup
    lines: tuple[SpeechView, ...]


def dialogue(block: Dialogue, place: Place) -> Markup:
    intro = prose(block.intro, place) if block.intro else Markup()
    return DialogueView(block.place, intro, tuple(speech(line, place) for line in block.lines)).html(place.words)


def speech(line: Speech, place: Place) -> SpeechView:
    translation = phrase(line.translation, place) if line.translation else Markup()
    return SpeechView(line.who, phrase(line.text, place), place.foreign(line.language), translation)
