"""Who did it: an agent with exactly one identifier, or a group (Part Two 2.4.2)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from builder.records.xapi.values import Iri, Many, Optional, Strict, fault, pattern

_PART: Final = r"[^@\s<>,;:\x00-\x20]+"
Mbox = Annotated[str, pattern(f"mailto:{_PART}@{_PART}", "must be mailto: and one email address")]
Sha1 = Annotated[str, pattern("[0-9a-fA-F]{40}", "must be a SHA-1 hash in hexadecimal")]

IDENTIFIERS: Final = ("mbox", "mbox_sha1sum", "openid", "account")


class Account(Strict):
    """A user's account on a system (2.4.2.4)."""

    home_page: Iri
    name: str


class Identified(Strict):
    """What agents and groups share: a name and inverse functional identifiers (2.4.2.3)."""

    name: Optional[str] = None
    mbox: Optional[Mbox] = None
    mbox_sha1sum: Optional[Sha1] = Field(default=None, alias="mbox_sha1sum")
    openid: Optional[Iri] = None
    account: Optional[Account] = None

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The names of those that are there."""
        return tuple(name for name in IDENTIFIERS if name in self.model_fields_set)


class Agent(Identified):
    """A person or a system (2.4.2.1)."""

    object_type: Literal["Agent"] = "Agent"

    @model_validator(mode="after")
    def _one_identifier(self) -> Self:
        if len(self.identifiers) != 1:
            raise fault(_counted("an agent", self.identifiers))
        return self


class Group(Identified):
    """Several agents; without an identifier it must list them (2.4.2.2)."""

    object_type: Literal["Group"]
    member: Optional[Many[Agent]] = None

    @model_validator(mode="after")
    def _identified_or_listed(self) -> Self:
        if len(self.identifiers) > 1:
            raise fault(_counted("a group", self.identifiers))
        if not self.identifiers and not self.member:
            raise fault("a group without an identifier must list its members")
        return self


def _counted(who: str, identifiers: tuple[str, ...]) -> str:
    has = " and ".join(identifiers) or "none"
    return f"{who} must have exactly one of {', '.join(IDENTIFIERS)}; this one has {has}"


def object_type(value: Any) -> Any:
    """The objectType of a value that is being read, or of one of our models."""
    return value.get("objectType") if isinstance(value, dict) else getattr(value, "object_type", None)


def _kind(value: Any) -> str | None:
    found = object_type(value)
    return {None: "#agent", "Agent": "#agent", "Group": "#group"}.get(found) if isinstance(found, str | None) else None


AnyActor: TypeAlias = Annotated[
    Annotated[Agent, Tag("#agent")] | Annotated[Group, Tag("#group")],
    Discriminator(
        _kind,
        custom_error_type="xapi",
        custom_error_message="objectType must be Agent or Group here",
    ),
]
