"""What a credential may be given, and whose records a launch is about (Part Three 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from builder.records.lrs.keys import Term
from builder.records.lrs.terms import AGENT, REGISTRATION
from builder.records.xapi.identity import identifier


class Scope(StrEnum):
    """The eight of the specification; `statements/write` alone reads nothing, `define` alone writes nothing."""

    ALL = "all"
    ALL_READ = "all/read"
    DEFINE = "define"
    PROFILE = "profile"
    STATE = "state"
    STATEMENTS_READ = "statements/read"
    STATEMENTS_READ_MINE = "statements/read/mine"
    STATEMENTS_WRITE = "statements/write"


@dataclass(frozen=True, slots=True)
class Launch:
    """A course that was opened for one learner; None leaves it open which registration or activity."""

    actor: str
    """The learner's identifier, as terms have it."""
    registration: str | None = None
    activity: str | None = None

    def owns(self, statement: Mapping[str, Any]) -> bool:
        """Whether it is the learner's own, under the registration."""
        if identifier(statement["actor"]) != self.actor:
            return False
        told = statement.get("context", {}).get("registration")
        return self.registration is None or (told is not None and told.lower() == self.registration)

    @property
    def terms(self) -> tuple[Term, ...]:
        """By which its statements are found; others may share them, so ask `owns` too."""
        actor: Term = (AGENT, self.actor)
        return (actor, (REGISTRATION, self.registration)) if self.registration is not None else (actor,)
