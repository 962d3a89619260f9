"""A statement that was accepted, with all that the store needs to keep and to find it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.records.lrs.keys import Term
from builder.records.xapi.flat import Flat


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a statement."""

    sha2: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """`data` has everything but `stored`, and `timestamp` where the client sent none: only the writer knows when."""

    id: str
    data: Mapping[str, Any]
    text: str
    major: int
    flat: Flat
    terms: frozenset[Term]
    definitions: Mapping[str, str]
    """As JSON, by the id of the activity."""
    names: tuple[tuple[str, str], ...]
    """Identifier and name of each agent that has one."""
    refers: str | None
    voids: str | None
    files: tuple[str, ...]
    """The SHA-2, in lower case, of each attachment whose bytes are kept, in order."""


@dataclass(frozen=True, slots=True)
class Writer:
    """On whose behalf something is stored."""

    credential: str
    agency: str
    may_define: bool = True
    may_void: bool = True
    """Any statement of its agency; without it only what the same credential stored."""


NOBODY: Final = ""
"""The agency of what is bound to none."""
