"""Which version of xAPI a request is in (1.0.3 Part Three 3.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from builder.records.lrs.refused import Refused, bad
from builder.standards.xapi import VERSION_HEADER, Version

ACCEPTED: Final = (
    (re.compile(r"1\.0(\.\d+)?", re.ASCII), Version.ONE),
    (re.compile(r"2\.0(\.\d+)?", re.ASCII), Version.TWO),
)


def version_of(headers: Mapping[str, str]) -> Version:
    """The version that the request names, by lower-case header."""
    told = headers.get(VERSION_HEADER.lower())
    if told is None:
        raise bad(f"the header {VERSION_HEADER} is required, such as {VERSION_HEADER}: {Version.ONE}")
    for pattern, version in ACCEPTED:
        if pattern.fullmatch(told.strip()):
            return version
    raise bad(f"the header {VERSION_HEADER} asks for {told[:20]!r}; this store speaks 1.0.x and 2.0.x")


def version_or_first(headers: Mapping[str, str]) -> Version:
    """The same where none has to be named: 1.0.3 for who names none, or one that is not spoken.

    The suite for 1.0.3 takes no other with the refusal of such a request, and the one for 2.0 takes it too.
    """
    try:
        return version_of(headers)
    except Refused:
        return Version.ONE
