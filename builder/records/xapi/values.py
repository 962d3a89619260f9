"""The values that statements are made of, each with its syntax (xAPI 1.0.3 Part Two 4), and the base of all models."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    StringConstraints,
    ValidationInfo,
)
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from builder.standards.xapi import Version


class Strict(BaseModel):
    """An object that has just the properties of the specification, spelled as there (2.2)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=to_camel, allow_inf_nan=False)


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
Many = Annotated[tuple[T, ...], Field(strict=False, fail_fast=True)]
"""Of many bad ones the first is told: a list may be as long as somebody likes."""


def fault(text: str) -> PydanticCustomError:
    """A fault of a value; the text goes on from the path of the property, as in `verb.id: must be an IRI`."""
    return PydanticCustomError("xapi", "{text}", {"text": text})


def version_of(info: ValidationInfo) -> Version:
    """The version that the statement is read as: the context of the validation."""
    return info.context if isinstance(info.context, Version) else Version.ONE


def matching(syntax: re.Pattern[str], text: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not syntax.fullmatch(value):
            raise fault(text)
        return value

    return check


PATTERN_TEXTS: Final[dict[str, str]] = {}
"""What to say of a string that does not match, by the pattern."""


def pattern(syntax: str, text: str, *, lower: bool = False) -> StringConstraints:
    """For the whole string; checked by pydantic's own engine, which is fast and knows no look-around."""
    whole = rf"^(?:{syntax})\z"
    PATTERN_TEXTS[whole] = text
    return StringConstraints(pattern=whole, to_lower=lower)


_ESCAPED: Final = "%[0-9A-Fa-f]{2}"
_FORBIDDEN: Final = r"""\s\x00-\x20\x7f-\x9f<>"{}|\\^`%\#"""
_CHARACTER: Final = rf"(?:[^{_FORBIDDEN}]|{_ESCAPED})"
_SCHEME: Final = "[A-Za-z0-9+.-]"
# Every scheme but http and https, which leaves their letters somewhere: a web address must name a host.
_NO_WEB: Final = (
    rf"[A-GI-Za-gi-z]{_SCHEME}*|[Hh](?:[A-SU-Za-su-z0-9+.-]{_SCHEME}*|[Tt](?:[A-SU-Za-su-z0-9+.-]{_SCHEME}*"
    rf"|[Tt](?:[A-OQ-Za-oq-z0-9+.-]{_SCHEME}*|[Pp](?:[A-RT-Za-rt-z0-9+.-]{_SCHEME}*|[Ss]{_SCHEME}+))?)?)?"
)
IRI_SYNTAX: Final = (
    rf"(?:[Hh][Tt][Tt][Pp][Ss]?://(?:[^{_FORBIDDEN}/?]|{_ESCAPED}){_CHARACTER}*|(?:{_NO_WEB}):{_CHARACTER}+)"
    rf"(?:\#{_CHARACTER}*)?"
)
Iri = Annotated[str, pattern(IRI_SYNTAX, "must be an IRI with its scheme, such as https://example.org/a")]

Uuid = Annotated[str, pattern("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "must be a UUID", lower=True)]

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


def _language(tag: str) -> str:
    extensions, _, _ = tag.lower().partition("-x-")
    singletons = [part for part in extensions.split("-")[1:] if len(part) == 1]
    # A singleton may introduce one extension only (2.2.6).
    if not LANGUAGE_PATTERN.fullmatch(tag) or len(set(singletons)) != len(singletons):
        raise ValueError
    return tag


class _Tag:
    """Nearly all tags are as simple as en-US: only the others take the long way."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        simple = core_schema.str_schema(strict=True, pattern=r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\z")
        any_tag = core_schema.no_info_after_validator_function(_language, core_schema.str_schema(strict=True))
        return core_schema.union_schema(
            [simple, any_tag],
            mode="left_to_right",
            custom_error_type="xapi",
            custom_error_message="must be a language tag (RFC 5646), such as en-US",
        )


Language = Annotated[str, _Tag()]
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

_ZONE: Final = r"(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)"
TIMESTAMP_PATTERNS: Final[Mapping[Version, re.Pattern[str]]] = {
    # ISO 8601, extended or basic; without a zone it is UTC (4.5). The zone -00 is none (ISO 8601 4.2.5.1).
    Version.ONE: re.compile(
        r"(?!.*-00(?::?00)?\Z)(?:\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"
        rf"|\d{{8}}T\d{{4}}(?:\d\d(?:[.,]\d+)?)?){_ZONE}?",
        re.ASCII,
    ),
    # RFC 3339 5.6, but for -00:00, which says that the zone is not known.
    Version.TWO: re.compile(
        r"(?!.*-00:00\Z)\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
    ),
}
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
_LEAP_SECOND: Final = re.compile(r"(?<=:\d\d:)60")


def instant(timestamp: str) -> datetime:
    """The point in time, in UTC; digits beyond the microsecond are dropped (4.5 asks for milliseconds)."""
    try:
        moment = datetime.fromisoformat(timestamp)
    except ValueError:
        return _odd_instant(timestamp)
    return _in_utc(moment)


def micros_of(timestamp: str) -> int:
    """The same in microseconds since 1970."""
    return (instant(timestamp) - EPOCH) // MICROSECOND


def _in_utc(moment: datetime) -> datetime:
    """Without a zone it is UTC, wherever this machine stands (4.5)."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _odd_instant(timestamp: str) -> datetime:
    """One with small letters, or of a leap second: that is the second after it (RFC 3339 5.7)."""
    text, leaps = _LEAP_SECOND.subn("59", timestamp.upper())
    moment = _in_utc(datetime.fromisoformat(text))
    if leaps:
        moment += timedelta(seconds=1)
        if moment.hour or moment.minute or moment.second:
            raise ValueError("a leap second is the last one of a day")
    return moment


def _timestamp(value: str, info: ValidationInfo) -> str:
    if not TIMESTAMP_PATTERNS[version_of(info)].fullmatch(value):
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
    str, pattern("[0-9a-fA-F]{56}(?:[0-9a-fA-F]{8}(?:[0-9a-fA-F]{32}){0,2})?", "must be a SHA-2 hash in hexadecimal")
]
