"""A statement as it is given back: exact, by its identifiers alone, or with what the store knows (Part Three 2.1.3)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, TypeAlias

from builder.records.lrs.http.languages import one_of
from builder.records.xapi.actor import IDENTIFIERS
from builder.standards.xapi import Version

Json: TypeAlias = dict[str, Any]
Defined: TypeAlias = Callable[[str], Mapping[str, Any] | None]
"""The definition that the store has of the activity with this id."""

OF_TWO: Final = ("contextAgents", "contextGroups")
LOWEST: Final = "1.0.0"
"""The version that a statement has which tells none (Part Two 2.4.10)."""


class Format(StrEnum):
    """Of the statements in an answer."""

    EXACT = "exact"
    IDS = "ids"
    CANONICAL = "canonical"


def as_ids(statement: Json) -> Json:
    """Of people, groups, activities and verbs only what tells them apart."""
    made = _event(statement, _ids_of_object)
    return {**made, "authority": _actor(made["authority"])} if "authority" in made else made


def _event(event: Json, object_: Callable[[Json], Json]) -> Json:
    """What a statement and a SubStatement share."""
    made = {**event, "actor": _actor(event["actor"]), "verb": {"id": event["verb"]["id"]}}
    made["object"] = object_(event["object"])
    if "context" in event:
        made["context"] = _context(event["context"])
    return made


def _ids_of_object(object_: Json) -> Json:
    match object_.get("objectType", "Activity"):
        case "Activity":
            return {"id": object_["id"]}
        case "Agent":
            return {"objectType": "Agent", **_actor(object_)}
        case "Group":
            return _actor(object_)
        case "SubStatement":
            return _event(object_, _ids_of_object)
    return object_


def _actor(actor: Json) -> Json:
    made: Json = {name: actor[name] for name in IDENTIFIERS if name in actor}
    if actor.get("objectType") != "Group":
        return made
    members: Json = {"member": [_actor(member) for member in actor.get("member", ())]}
    return {"objectType": "Group", **(made or members)}


def _context(context: Json) -> Json:
    made = context | {name: _actor(context[name]) for name in ("instructor", "team") if name in context}
    if "contextActivities" in context:
        made["contextActivities"] = {
            name: [{"id": one["id"]} for one in found] for name, found in context["contextActivities"].items()
        }
    for name, of in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in context:
            made[name] = [{**one, of: _actor(one[of])} for one in context[name]]
    return made


def canonical(statement: Json, defined: Defined, asked: Sequence[str]) -> Json:
    """With the store's own definitions, each text in one language; `asked` are language tags, the best first."""

    def activity(found: Json) -> Json:
        definition = defined(found["id"]) or found.get("definition")
        return {**found, "definition": _in_one_language(definition, asked)} if definition is not None else found

    def event(found: Json) -> Json:
        made = {**found, "verb": _texts(found["verb"], ("display",), asked)}
        match found["object"].get("objectType", "Activity"):
            case "Activity":
                made["object"] = activity(found["object"])
            case "SubStatement":
                made["object"] = event(found["object"])
        around = found.get("context", {}).get("contextActivities")
        if around is not None:
            listed = {name: [activity(one) for one in some] for name, some in around.items()}
            made["context"] = {**found["context"], "contextActivities": listed}
        return made

    return event(statement)


def _texts(value: Mapping[str, Any], names: Sequence[str], asked: Sequence[str]) -> Json:
    return {**value, **{name: one_of(value[name], asked) for name in names if name in value}}


def _in_one_language(definition: Mapping[str, Any], asked: Sequence[str]) -> Json:
    made = _texts(definition, ("name", "description"), asked)
    for name in ("choices", "scale", "source", "target", "steps"):
        if name in definition:
            made[name] = [_texts(component, ("description",), asked) for component in definition[name]]
    return made


def without_two(statement: Json) -> Json:
    """For a reader of 1.0.x, who must not be given what came with 2.0."""
    made = _without_people_around(statement)
    if made["object"].get("objectType") == "SubStatement":
        made["object"] = _without_people_around(made["object"])
    if str(made.get("version", LOWEST)).startswith("2."):
        made["version"] = LOWEST
    return made


def _without_people_around(event: Json) -> Json:
    made = dict(event)
    if any(name in event.get("context", {}) for name in OF_TWO):
        rest = {name: value for name, value in event["context"].items() if name not in OF_TWO}
        del made["context"]
        if rest:
            made["context"] = rest
    return made


def text(body: str, major: int, version: Version, format_: Format, defined: Defined, asked: Sequence[str]) -> str:
    """The statement as a reader of that version gets it; nearly always as it lies in the store."""
    newer = version is Version.ONE and major > 1
    if format_ is Format.EXACT and not newer:
        return body
    statement: Json = json.loads(body)
    if newer:
        statement = without_two(statement)
    if format_ is Format.IDS:
        statement = as_ids(statement)
    elif format_ is Format.CANONICAL:
        statement = canonical(statement, defined, asked)
    return json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
