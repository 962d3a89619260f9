"""What a store has to take, but a statement of ours must not have: what the specification asks of those who send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from builder.records.xapi.faults import Fault
from builder.records.xapi.interaction import COMPONENT_LISTS, LISTS, response_fault
from builder.standards.xapi import InteractionType

Json = Mapping[str, Any]

WITH_ZONE: Final = re.compile(r"(?:[Zz]|[+-]\d\d(?::?\d\d)?)\Z", re.ASCII)


def slips(statement: Json) -> tuple[Fault, ...]:
    """Of a statement without faults: empty objects, times without a zone, answers that do not fit their question."""
    return (*_empty(statement, ""), *_event(statement, ""))


def _empty(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, list):
        for at, part in enumerate(value):
            yield from _empty(part, f"{path}[{at}]")
    elif isinstance(value, dict):
        if not value:
            yield Fault(path, "must not be empty: leave it out")  # 2.2.s2.b1
        for name, part in value.items():
            if name != "extensions":
                yield from _empty(part, f"{path}.{name}" if path else name)


def _event(event: Json, path: str) -> Iterator[Fault]:
    object_ = event["object"]
    if "timestamp" in event and not WITH_ZONE.search(event["timestamp"]):
        yield Fault(f"{path}timestamp", "must have its zone, such as Z")  # 4.5.s1.b4
    for where, activity in _activities(event):
        yield from _question(activity.get("definition", {}), f"{path}{where}.definition")
    if object_.get("objectType") == "SubStatement":
        yield from _event(object_, f"{path}object.")
    elif problem := _response(event):
        yield Fault(f"{path}result.response", problem)


def _activities(event: Json) -> Iterator[tuple[str, Json]]:
    if event["object"].get("objectType", "Activity") == "Activity":
        yield "object", event["object"]
    for kind, found in event.get("context", {}).get("contextActivities", {}).items():
        for at, activity in enumerate(found if isinstance(found, list) else [found]):
            yield f"context.contextActivities.{kind}[{at}]", activity


def _question(definition: Json, path: str) -> Iterator[Fault]:
    if "interactionType" not in definition:
        return
    interaction = InteractionType(definition["interactionType"])
    for name in (name for name in COMPONENT_LISTS if name in definition):
        if name not in LISTS.get(interaction, ()):
            yield Fault(f"{path}.{name}", f"is not allowed for interactionType {interaction}")
        for at, component in enumerate(definition[name]):
            if not component["id"]:
                yield Fault(f"{path}.{name}[{at}].id", "must not be empty")
    for at, right in enumerate(definition.get("correctResponsesPattern", ())):
        if problem := response_fault(interaction, right):
            yield Fault(f"{path}.correctResponsesPattern[{at}]", f"{problem} for interactionType {interaction}")


def _response(event: Json) -> str | None:
    kind = event["object"].get("definition", {}).get("interactionType")
    response = event.get("result", {}).get("response")
    if kind is None or response is None:
        return None
    problem = response_fault(InteractionType(kind), response)
    return f"{problem} for interactionType {kind}" if problem else None
