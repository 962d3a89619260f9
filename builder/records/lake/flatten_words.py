"""What flatten.sql has to know of xAPI: its variables. What is rarely so is left to the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from builder.records.lake.duck import text
from builder.records.xapi.flat import COURSE_TYPES
from builder.records.xapi.iris import PROFILE, Extension
from builder.standards.cmi5 import SESSION_ID
from builder.standards.xapi import PROGRESS, ActivityType, Verb

Word = str | bytes | Sequence[str] | None

_CHARACTER: Final = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_IRI: Final = rf"(?:https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?]{_CHARACTER}*)?|urn:{_CHARACTER}+)(?:#{_CHARACTER}*)?"
_UUID: Final = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_DAY: Final = "(?:19[7-9]|20[0-9])[0-9]-[01][0-9]-[0-3][0-9]"
_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?"
_TIME: Final = rf"{_DAY}T{_CLOCK}(?:Z|\+(?:0[0-9]|1[0-3]):[0-5][0-9]|-(?:0[1-9]|1[0-2]):[0-5][0-9])"
_WHOLE: Final = "[0-9]{1,9}"
_COUNT: Final = f'(?:{_WHOLE}|"[^"]*")'


def _several(syntax: str) -> str:
    """Values with a space between them, as concat_ws(' ', ...) joins those that are there."""
    return f"{syntax}(?: {syntax})*"


WORDS: Final[Mapping[str, Word]] = {
    "profile": PROFILE,
    "course_types": sorted(COURSE_TYPES),
    "objective_type": ActivityType.OBJECTIVE.value,
    "voided": Verb.VOIDED.value,
    "session": SESSION_ID,
    "progress": PROGRESS,
    **{f"of_{extension}": extension.of("") for extension in Extension},
    "uuids": _several(_UUID),
    "iris": _several(_IRI),
    "times": _several(_TIME),
    "counts": f"(?:{_several(_COUNT)})?",
    "mbox": "mailto:[A-Za-z0-9.!#$%&*+/=?^_~-]+@[A-Za-z0-9.-]+",
    "duration": rf"P(?:({_WHOLE})D)?T(?:({_WHOLE})H)?(?:({_WHOLE})M)?(?:({_WHOLE}(?:\.[0-9]{{1,9}})?)S)?",
}


def literal(word: Word) -> str:
    """In SQL."""
    if word is None:
        return "NULL"
    if isinstance(word, bytes):
        return f"unhex('{word.hex()}')"
    return text(word) if isinstance(word, str) else f"[{', '.join(map(text, word))}]"
