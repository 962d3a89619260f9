"""What every model of the language shares: strictness, identifiers and kinds of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Strict(BaseModel):
    """A frozen mapping that knows all its keys and never converts a value to another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A YAML list."""

SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
OBJECTIVE: Final = r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$"
ONE_LINE: Final = r"^[^\r\n]*$"
WEB: Final = r'^https?://[^\s<>"{}|\\^`]+$'
COLOR: Final = r"^#[0-9a-fA-F]{6}$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=64)]
"""An id: lower-case letters, digits and single hyphens; it becomes part of an IRI and of cmi identifiers."""

ObjectiveId = Annotated[str, StringConstraints(pattern=OBJECTIVE, max_length=32)]
"""The id of an objective, such as E2.1."""


class TextKind(Enum):
    """How a text is read; rules find the texts of a model by it."""

    LINE = "line"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Endings:
    """Which types of file may stand in a field; rules find the files of a model by it."""

    allowed: tuple[str, ...]


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=ONE_LINE), TextKind.LINE]
"""Plain text in one line; nothing in it is markup."""

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

WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=WEB)]
"""An absolute http or https address."""

Percent = Annotated[int, Field(ge=1, le=100)]
Attempts = Annotated[int, Field(ge=1, le=99)] | Literal["unlimited"]
Color = Annotated[str, StringConstraints(pattern=COLOR)]
