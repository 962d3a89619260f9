"""Where it belongs: registration, related activities, people around it (Part Two 2.4.6)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from builder.records.xapi.activity import Activity
from builder.records.xapi.actor import AnyActor, Group
from builder.records.xapi.values import Extensions, Language, Many, NotEmpty, Optional, Strict, Uuid


class StatementRef(Strict):
    """A pointer to another statement, which need not be there (2.4.4.3)."""

    object_type: Literal["StatementRef"]
    id: Uuid


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, dict | Activity) else value


Activities = Annotated[Many[Activity], BeforeValidator(_listed)]
"""One activity may stand for a list of one, as in older statements; it is read as a list (2.4.6.2)."""


class ContextActivities(NotEmpty):
    """Activities that the statement is related to."""

    parent: Optional[Activities] = None
    grouping: Optional[Activities] = None
    category: Optional[Activities] = None
    other: Optional[Activities] = None


class Context(NotEmpty):
    """What gives a statement more meaning."""

    registration: Optional[Uuid] = None
    instructor: Optional[AnyActor] = None
    team: Optional[Group] = None
    context_activities: Optional[ContextActivities] = None
    revision: Optional[str] = None
    platform: Optional[str] = None
    language: Optional[Language] = None
    statement: Optional[StatementRef] = None
    extensions: Optional[Extensions] = None
