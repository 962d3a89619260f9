"""What every model of ours shares: strictness, ids, lines of text."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Strict(BaseModel):
    """A frozen mapping that knows all its keys and never converts a value to another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A YAML list."""

SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ONE_LINE: Final = r"^[^\r\n]*$"
WEB: Final = r'^https?://[^\s<>"{}|\\^`]+$'

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=64)]
"""An id: lower-case letters, digits and single hyphens; it becomes part of an IRI and of cmi identifiers."""


class TextKind(Enum):
    """How a text is read; rules find the texts of a model by it."""

    LINE = "line"
    MARKDOWN = "markdown"


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=ONE_LINE), TextKind.LINE]
"""Plain text in one line; nothing in it is markup."""

WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=WEB)]
"""An absolute http or https address."""
