"""The values that statements are made of, each with its syntax (xAPI 1.0.3 Part Two 4), and the base of all models."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    StringConstraints,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, PydanticCustomError


class Strict(BaseModel):
    """An object that has just the properties of the specification, spelled as there (2.2)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=to_camel, allow_inf_nan=False)


class NotEmpty(Strict):
    """An object whose properties may all be left out, but not all at once (2.2)."""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.model_fields_set:
            raise fault("must not be empty: leave it out")
        return self


class _Absent:
    """Makes `T | None` mean "T, or the property is left out": null itself is refused (2.2)."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if schema["type"] != "nullable":
            raise TypeError(f"{source} is not of the form T | None")
        present: CoreSchema = schema["schema"]
        return present


T = TypeVar("T")

Optional = Annotated[T | None, _Absent()]
Many = Annotated[tuple[T, ...], Field(strict=False)]


def fault(text: str) -> PydanticCustomError:
    """A fault of a value; the text goes on from the path of the property, as in `verb.id: must be an IRI`."""
    return PydanticCustomError("xapi", "{text}", {"text": text})


def matching(pattern: re.Pattern[str], text: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise fault(text)
        return value

    return check


_CHARACTER: Final = r"""(?:[^\s\x00-\x20\x7f-\x9f\ud800-\udfff<>"{}|\\^`%\#]|%[0-9A-Fa-f]{2})"""
IRI_PATTERN: Final = re.compile(
    rf"""
    (?!(?i:https?):(?!//[^/?\#]))  # a web address names a host
    [A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(\#{_CHARACTER}*)?
    """,
    re.VERBOSE,
)
Iri = Annotated[
    str, AfterValidator(matching(IRI_PATTERN, "must be an IRI with its scheme, such as https://example.org/a"))
]

Uuid = Annotated[
    str,
    AfterValidator(matching(re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"), "must be a UUID")),
    AfterValidator(str.lower),
]

# RFC 5646 2.1: langtag, privateuse, and the tags that were registered before this grammar.
LANGUAGE_PATTERN: Final = re.compile(
    r"""
    (?: [a-z]{2,3}(-[a-z]{3}){0,3} | [a-z]{4,8} )
        (-[a-z]{4})? (-(?:[a-z]{2}|\d{3}))? (-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*
        (-[0-9a-wy-z](-[a-z0-9]{2,8})+)* (-x(-[a-z0-9]{1,8})+)?
    | x(-[a-z0-9]{1,8})+
    | en-gb-oed | i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)
    | sgn-(?:be-fr|be-nl|ch-de) | art-lojban | cel-gaulish | no-(?:bok|nyn) | zh-(?:guoyu|hakka|min|min-nan|xiang)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
Language = Annotated[
    str, AfterValidator(matching(LANGUAGE_PATTERN, "must be a language tag (RFC 5646), such as en-US"))
]
LanguageMap = Annotated[dict[Language, str], Field(min_length=1)]

Extensions = dict[Iri, JsonValue]
"""May be empty and may hold null: what stands in extensions is nobody's business but their owner's (4.1)."""

_FRACTION: Final = r"(?:[.,]\d+(?=[A-Z]\Z))?"  # only the last number may have one
DURATION_PATTERN: Final = re.compile(
    rf"P(?:\d+{_FRACTION}W|(?=.)(?:\d+{_FRACTION}Y)?(?:\d+{_FRACTION}M)?(?:\d+{_FRACTION}D)?"
    rf"(?:T(?=\d)(?:\d+{_FRACTION}H)?(?:\d+{_FRACTION}M)?(?:\d+{_FRACTION}S)?)?)",
    re.ASCII,
)
Duration = Annotated[
    str, AfterValidator(matching(DURATION_PATTERN, "must be an ISO 8601 duration, such as PT4M5.5S or P2W"))
]

_ZONE: Final = r"(?:Z|(?!-00(?::?00)?\Z)[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)"
TIMESTAMP_PATTERN: Final = re.compile(
    rf"(?:\d{{4}}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{{8}}T\d{{4}}(?:\d\d(?:[.,]\d+)?)?){_ZONE}", re.ASCII
)


def instant(timestamp: str) -> datetime:
    """The point in time, in UTC; digits beyond the microsecond are dropped (4.5 asks for milliseconds)."""
    return datetime.fromisoformat(timestamp).astimezone(UTC)


def _timestamp(value: str) -> str:
    if not TIMESTAMP_PATTERN.fullmatch(value):
        raise fault("must be an ISO 8601 date and time with its zone, such as 2026-11-22T09:30:00.000Z")
    try:
        instant(value)
    except (ValueError, OverflowError):
        raise fault("is a date or time that does not exist") from None
    return value


Timestamp = Annotated[str, AfterValidator(_timestamp)]

MEDIA_TYPE_PATTERN: Final = re.compile(
    r"""[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:[ \t]*;[ \t]*[\w!#$&^.+-]+=(?:[\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*"))*""",
    re.ASCII,
)
MediaType = Annotated[
    str, AfterValidator(matching(MEDIA_TYPE_PATTERN, "must be an internet media type, such as text/plain"))
]

Sha2 = Annotated[
    str,
    AfterValidator(
        matching(
            re.compile(r"(?:[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})"),
            "must be a SHA-2 hash in hexadecimal",
        )
    ),
]

NonEmpty = Annotated[str, StringConstraints(min_length=1)]
