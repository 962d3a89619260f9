"""What every model of the language shares: strictness, identifiers and kinds of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from builder.strict import SLUG, Line, Many, Slug, Strict, TextKind, WebAddress

__all__ = [
    "SLUG", "Attempts", "Captions", "Color", "Endings", "Handout", "Line", "Many", "Markdown", "MediaPath", "Movie",
    "ObjectiveId", "Percent", "Picture", "Slug", "Sound", "Strict", "TextKind", "WebAddress",
]  # fmt: skip

OBJECTIVE: Final = r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"
COLOR: Final = r"^#[0-9a-fA-F]{6}$"

ObjectiveId = Annotated[str, StringConstraints(pattern=OBJECTIVE, max_length=32)]
"""The id of an objective, such as E2.1."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Which types of file may stand in a field; rules find the files of a model by it."""

    allowed: tuple[str, ...]


Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), TextKind.MARKDOWN]
"""Markdown; HTML in it is shown as text. `[^id]` cites a source; links go to a web address, to mailto: or tel:,
or to `policy:id`, `term:id` and `lesson:id`. `[words](lang:es)` marks words in another language."""

MediaPath = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A file of the course, relative to the course folder, as in media/voice.svg."""

Picture = Annotated[MediaPath, Endings(("svg", "png", "jpg", "jpeg"))]
Movie = Annotated[MediaPath, Endings(("mp4",))]
Sound = Annotated[MediaPath, Endings(("mp3", "m4a"))]
Captions = Annotated[MediaPath, Endings(("vtt",))]
Handout = Annotated[MediaPath, Endings(("pdf", "png", "jpg", "jpeg", "svg", "txt"))]

Percent = Annotated[int, Field(ge=1, le=100)]
Attempts = Annotated[int, Field(ge=1, le=99)] | Literal["unlimited"]
Color = Annotated[str, StringConstraints(pattern=COLOR)]
