"""What every model of the language shares: strictness, identifiers and kinds of text."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Strict(BaseModel):
    """A frozen mapping that knows all its keys and never converts a value to another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A YAML list."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An id: lower-case letters, digits and single hyphens; it becomes part of an IRI and of cmi identifiers."""

ObjectiveId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=32)]
"""The id of an objective, such as E2.1."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\r\n]*$")]
"""Plain text in one line; nothing in it is markup."""

Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Markdown; HTML in it is shown as text, `[^id]` cites a source, `[text](policy:id)` links to a policy of the agency."""

MediaPath = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A file of the course, relative to the course folder, as in media/voice.svg."""

WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s<>\"]+$")]
"""An absolute http or https address."""

Percent = Annotated[int, Field(ge=1, le=100)]
Attempts = Annotated[int, Field(ge=1, le=99)] | Literal["unlimited"]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
