"""An xAPI statement as a strict model: what its version does not allow is refused (1.0.3 Part Two 2; 2.0: 4.2).

The version is the context of the validation, 1.0.3 without one. Clauses are those of 1.0.3, unless they say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import AfterValidator, Discriminator, Tag, ValidationInfo, model_validator

from builder.records.xapi.activity import Activity
from builder.records.xapi.actor import Agent, AnyActor, Group, object_type
from builder.records.xapi.attachment import Attachment
from builder.records.xapi.context import Context, StatementRef
from builder.records.xapi.result import Result
from builder.records.xapi.values import (
    Iri,
    LanguageMap,
    Many,
    Optional,
    Strict,
    Timestamp,
    Uuid,
    fault,
    matching,
    version_of,
)
from builder.standards import xapi

AUTHORITY_MEMBERS: Final = 2  # an application and its user (2.4.9)
# 2.4.10 asks for 1.0.x, but ADL's suite wants 1.0 to be taken as well; 2.0 takes statements of both versions.
_PATCH: Final = r"(?:\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?)?"
VERSION_PATTERNS: Final[Mapping[xapi.Version, tuple[re.Pattern[str], str]]] = {
    xapi.Version.ONE: (re.compile(rf"1\.0{_PATCH}", re.ASCII), "must be a version 1.0.x, such as 1.0.0"),
    xapi.Version.TWO: (re.compile(rf"[12]\.0{_PATCH}", re.ASCII), "must be a version 2.0.x or 1.0.x, such as 2.0.0"),
}


def _version(value: str, info: ValidationInfo) -> str:
    syntax, text = VERSION_PATTERNS[version_of(info)]
    return matching(syntax, text)(value)


Version = Annotated[str, AfterValidator(_version)]


class Verb(Strict):
    """What the actor did; the id alone carries the meaning (2.4.3)."""

    id: Iri
    display: Optional[LanguageMap] = None


def _kind(value: Any) -> str | None:
    found = object_type(value)
    if found is None:
        return "#Activity"
    return f"#{found}" if found in ("Activity", "Agent", "Group", "StatementRef", "SubStatement") else None


def _among(*kinds: str) -> Discriminator:
    return Discriminator(
        _kind,
        custom_error_type="xapi",
        custom_error_message=f"objectType must be {', '.join(kinds[:-1])} or {kinds[-1]} here",
    )


SimpleObject: TypeAlias = Annotated[
    Annotated[Activity, Tag("#Activity")]
    | Annotated[Agent, Tag("#Agent")]
    | Annotated[Group, Tag("#Group")]
    | Annotated[StatementRef, Tag("#StatementRef")],
    _among("Activity", "Agent", "Group", "StatementRef"),
]


class Event(Strict):
    """What a statement and a SubStatement share."""

    actor: AnyActor
    verb: Verb
    result: Optional[Result] = None
    context: Optional[Context] = None
    timestamp: Optional[Timestamp] = None
    attachments: Optional[Many[Attachment]] = None

    def _check(self, target: Strict) -> None:
        if self.verb.id == xapi.Verb.VOIDED and not isinstance(target, StatementRef):
            raise fault("object must be a StatementRef where the verb is voided")
        if self.context is not None and not isinstance(target, Activity):
            for name in ("revision", "platform"):
                if name in self.context.model_fields_set:
                    raise fault(f"context.{name} is allowed only where the object is an Activity")


class SubStatement(Event):
    """A statement as the object of another: it did not happen, and cannot hold one itself (2.4.4.3)."""

    object_type: Literal["SubStatement"]
    object: SimpleObject

    @model_validator(mode="after")
    def _related(self) -> Self:
        self._check(self.object)
        return self


AnyObject: TypeAlias = Annotated[
    Annotated[Activity, Tag("#Activity")]
    | Annotated[Agent, Tag("#Agent")]
    | Annotated[Group, Tag("#Group")]
    | Annotated[StatementRef, Tag("#StatementRef")]
    | Annotated[SubStatement, Tag("#SubStatement")],
    _among("Activity", "Agent", "Group", "StatementRef", "SubStatement"),
]


class Statement(Event):
    """What a learner did, as it is sent to a Learning Record Store and comes back from it."""

    id: Optional[Uuid] = None
    object: AnyObject
    stored: Optional[Timestamp] = None
    authority: Optional[AnyActor] = None
    version: Optional[Version] = None

    @model_validator(mode="after")
    def _related(self) -> Self:
        self._check(self.object)
        if isinstance(self.authority, Group) and (
            self.authority.identifiers or len(self.authority.member or ()) != AUTHORITY_MEMBERS
        ):
            raise fault("authority must be an agent, or a group without an identifier and with two members")
        return self
