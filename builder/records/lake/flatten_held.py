"""Of a statement just what the columns hold: what is wrong elsewhere in it is no reason to lose what was learned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, Final

from builder.records.xapi.actor import IDENTIFIERS
from builder.records.xapi.flat import COURSE_TYPES
from builder.records.xapi.iris import PROFILE, Extension
from builder.standards.xapi import ActivityType

Json = dict[str, Any]
Part = Callable[[Any], Any]
"""What of a value counts; one that is not of the kind expected stays as it is, for the model to refuse."""

EXTENSIONS: Final = "extensions"


def held(statement: Mapping[str, Any]) -> Json:
    """The same statement without what no column is made of."""
    found: Json = _statement(statement)
    context = found.get("context")
    if isinstance(context, dict) and isinstance(around := context.get("contextActivities"), dict):
        found["context"] = {**context, "contextActivities": _around(around, context, found.get("object"))}
    return found


def bare(statement: Json) -> Json:
    """What is held without extensions: which there are, under which names, is nobody's fault."""
    return {
        name: {**part, EXTENSIONS: {}} if isinstance(part, dict) and isinstance(part.get(EXTENSIONS), dict) else part
        for name, part in statement.items()
    }


def _whole(value: Any) -> Any:
    return value


def _only(parts: Mapping[str, Part]) -> Part:
    def keep(value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {name: part(value[name]) for name, part in parts.items() if name in value}

    return keep


def _all(*names: str) -> dict[str, Part]:
    return dict.fromkeys(names, _whole)


def _actor(value: Any) -> Any:
    group = isinstance(value, dict) and value.get("objectType") == "Group"
    parts = _all("objectType", *IDENTIFIERS, *(("member",) if group else ()))
    return _only(parts | {"account": _only(_all("homePage", "name"))})(value)


def _object(value: Any) -> Any:
    kind = value.get("objectType") if isinstance(value, dict) else None
    if kind in ("Agent", "Group"):
        return _actor(value)
    return value if kind in ("StatementRef", "SubStatement") else _activity(value)


_activity: Final = _only(_all("id", "objectType") | {"definition": _only(_all("type"))})
_related: Final = _only(_all("id") | {"definition": _only(_all("type"))})
_score: Final = _only(_all("scaled", "raw", "min", "max"))
_result: Final = _only(_all("success", "completion", "response", "duration", EXTENSIONS) | {"score": _score})
_context: Final = _only(_all("registration", "contextActivities", EXTENSIONS))
_statement: Final = _only(
    {
        **_all("id", "timestamp", "stored"),
        "actor": _actor,
        "verb": _only(_all("id")),
        "object": _object,
        "result": _result,
        "context": _context,
    }
)


def _around(around: Json, context: Json, object_: Any) -> Json:
    """Only activities that a column tells: parent, course, objective (flat.py says which those are)."""
    listed = {kind: _listed(around[kind]) for kind in ("parent", "grouping", "category", "other") if kind in around}
    parents, groups = listed.get("parent", []), listed.get("grouping", [])
    claims = [one for one in listed.get("category", []) if not isinstance(one, dict) or _claimed(one)]
    extensions = context.get(EXTENSIONS)
    ours = isinstance(extensions, dict) and any(
        Extension.VERSION.of(_claimed(one) or "") in extensions for one in claims if isinstance(one, dict)
    )
    needed = not ours and not _is(object_, COURSE_TYPES)
    grouped = _first(COURSE_TYPES, groups) if needed else []
    above = _first(COURSE_TYPES, parents) if needed and not grouped else []
    kept = {
        "parent": [*parents[:1], *above],
        "grouping": grouped,
        "category": claims,
        "other": _first((ActivityType.OBJECTIVE,), listed.get("other", [])),
    }
    return {kind: [_related(one) for one in kept[kind]] for kind in listed}


def _listed(value: Any) -> list[Any]:
    """One activity may stand for a list of one (2.4.6.2); what is neither is refused."""
    return value if isinstance(value, list) else [value]


def _claimed(activity: Json) -> str | None:
    """The course that a category says it is of."""
    id_ = activity.get("id")
    return id_.removesuffix(PROFILE) if isinstance(id_, str) and id_.endswith(PROFILE) else None


def _is(activity: Any, types: Iterable[str]) -> bool:
    definition = activity.get("definition") if isinstance(activity, dict) else None
    return isinstance(definition, dict) and definition.get("type") in tuple(types)


def _first(types: Iterable[str], activities: Iterable[Any]) -> list[Any]:
    return list(islice((one for one in activities if not isinstance(one, dict) or _is(one, types)), 1))
