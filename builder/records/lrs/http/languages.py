"""The language of an answer, as the client asks for it (RFC 9110 12.5.4, RFC 4647 3.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

RANGE: Final = re.compile(
    r"\s*(\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*(\d(?:\.\d{0,3})?)\s*)?", re.ASCII
)
MOST: Final = 50
"""Languages that are looked at."""


def wanted(header: str) -> tuple[str, ...]:
    """Of Accept-Language: in lower case, the most wanted first; what cannot be read is left out."""
    found = [match for one in header.split(",", MOST)[:MOST] if (match := RANGE.fullmatch(one))]
    weighed = [(float(match[2] or 1), match[1].lower()) for match in found]
    return tuple(tag for weight, tag in sorted(weighed, key=lambda one: -one[0]) if weight > 0)


def one_of(texts: Mapping[str, str], asked: Sequence[str]) -> dict[str, str]:
    """The language map with the one language that fits best, else its first."""
    if len(texts) < 2:
        return dict(texts)
    tags = {tag.lower(): tag for tag in reversed(list(texts))}
    for tag in asked:
        if (found := _match(tag, tags)) is not None:
            return {found: texts[found]}
    first = next(iter(texts))
    return {first: texts[first]}


def _match(asked: str, tags: Mapping[str, str]) -> str | None:
    """The tag itself, else a kind of it, else what is left when its end is dropped piece by piece."""
    while asked and asked != "*":
        if asked in tags:
            return tags[asked]
        kinds = [tag for low, tag in tags.items() if low.startswith(asked + "-")]
        if kinds:
            return kinds[-1]
        asked = asked.rpartition("-")[0]
    return None
