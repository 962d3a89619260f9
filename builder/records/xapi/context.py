"""Where it belongs: registration, related activities, people around it (Part Two 2.4.6; 2.0: 4.2.2.5)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo

from builder.records.xapi.activity import Activity
from builder.records.xapi.actor import Agent, AnyActor, Group
from builder.records.xapi.values import (
    Extensions,
    Iri,
    Language,
    Many,
    Optional,
    Strict,
    Uuid,
    fault,
    version_of,
)
from builder.standards.xapi import Version


class StatementRef(Strict):
    """A pointer to another statement, which need not be there (2.4.4.3)."""

    object_type: Literal["StatementRef"]
    id: Uuid


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, dict | Activity) else value


Activities = Annotated[Many[Activity], BeforeValidator(_listed)]
"""One activity may stand for a list of one, as in older statements; it is read as a list (2.4.6.2)."""


class ContextActivities(Strict):
    """Activities that the statement is related to."""

    parent: Optional[Activities] = None
    grouping: Optional[Activities] = None
    category: Optional[Activities] = None
    other: Optional[Activities] = None


class Related(Strict):
    """What somebody around the statement was in it, by activity types or the like; 2.0 only."""

    relevant_types: Optional[Annotated[Many[Iri], Field(min_length=1)]] = None


class ContextAgent(Related):
    """A person around it."""

    object_type: Literal["contextAgent"]
    agent: Agent


class ContextGroup(Related):
    """A group around it."""

    object_type: Literal["contextGroup"]
    group: Group


def _came_with_two(value: Any, info: ValidationInfo) -> Any:
    if version_of(info) is Version.ONE:
        raise fault("is not allowed here: it came with xAPI 2.0")
    return value


WithTwo = BeforeValidator(_came_with_two)


class Context(Strict):
    """What gives a statement more meaning."""

    registration: Optional[Uuid] = None
    instructor: Optional[AnyActor] = None
    team: Optional[Group] = None
    context_activities: Optional[ContextActivities] = None
    context_agents: Optional[Annotated[Many[ContextAgent], WithTwo]] = None
    context_groups: Optional[Annotated[Many[ContextGroup], WithTwo]] = None
    revision: Optional[str] = None
    platform: Optional[str] = None
    language: Optional[Language] = None
    statement: Optional[StatementRef] = None
    extensions: Optional[Extensions] = None
