"""Whether two statements say the same, so that one is a resend of the other and no other statement (Part Two 2.3.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from builder.records.xapi.values import instant

Json = Mapping[str, Any]

# b1: what a store assigns whatever it is sent. `id` and `timestamp` it assigns only where there is none.
ASSIGNED: Final = frozenset({"stored", "authority", "version"})
# 4.6.s1.b5; apart from that a duration is a text (2.3.1.b8).
BEYOND_PRECISION: Final = re.compile(r"(?<=[.,]\d\d)\d+(?=S\Z)", re.ASCII)


def same(one: Json, other: Json) -> bool:
    """Of two valid statements: equal but for what a store may have changed."""
    left, right = _statement(one), _statement(other)
    for name in ("id", "timestamp"):
        if name not in left or name not in right:
            left.pop(name, None)
            right.pop(name, None)
    return _equal(left, right)


def _equal(one: Any, other: Any) -> bool:
    """As JSON: 1 is 1.0, but it is not true, as it is in Python."""
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and one.keys() == other.keys()
            and all(_equal(value, other[name]) for name, value in one.items())
        )
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(_equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _statement(statement: Json) -> dict[str, Any]:
    made = _event({name: value for name, value in statement.items() if name not in ASSIGNED})
    if "id" in made:
        made["id"] = made["id"].lower()
    return made


def _event(event: Json) -> dict[str, Any]:
    made = dict(event)
    made["actor"] = _actor(event["actor"])
    made["verb"] = event["verb"]["id"]  # b3
    made["object"] = _object(event["object"])
    if "timestamp" in event:
        made["timestamp"] = instant(event["timestamp"])  # b4
    if "context" in event:
        made["context"] = _context(event["context"])
    if "duration" in event.get("result", {}):
        made["result"] = {**event["result"], "duration": BEYOND_PRECISION.sub("", event["result"]["duration"])}
    if "attachments" in event:
        made["attachments"] = [_attachment(one) for one in event["attachments"]]
    return made


def _object(object_: Json) -> dict[str, Any]:
    kind = object_.get("objectType", "Activity")
    if kind == "Activity":
        return _activity(object_)
    if kind == "StatementRef":
        return {**object_, "id": object_["id"].lower()}
    return _event(object_) if kind == "SubStatement" else _actor(object_)


def _activity(activity: Json) -> dict[str, Any]:
    """Its definition is no part of the statement (b2)."""
    return {"objectType": "Activity", "id": activity["id"]}


def _actor(actor: Json) -> dict[str, Any]:
    made = {"objectType": "Agent", **actor}
    if "mbox" in actor:
        person, _, host = actor["mbox"].rpartition("@")
        made["mbox"] = f"{person}@{host.lower()}"  # b7
    if "mbox_sha1sum" in actor:
        made["mbox_sha1sum"] = actor["mbox_sha1sum"].lower()
    if "member" in actor:  # b5
        made["member"] = sorted((_actor(member) for member in actor["member"]), key=_sorted_text)
    return made


def _sorted_text(value: Json) -> str:
    return json.dumps(value, sort_keys=True)


def _context(context: Json) -> dict[str, Any]:
    made = dict(context)
    for name in ("instructor", "team"):
        if name in context:
            made[name] = _actor(context[name])
    for name in ("registration", "language"):
        if name in context:
            made[name] = context[name].lower()
    if "contextActivities" in context:
        made["contextActivities"] = {
            kind: [_activity(one) for one in (found if isinstance(found, list) else [found])]  # 2.4.6.2
            for kind, found in context["contextActivities"].items()
        }
    if "statement" in context:
        made["statement"] = {**context["statement"], "id": context["statement"]["id"].lower()}
    made.update(_related(context, "contextAgents", "agent"))
    made.update(_related(context, "contextGroups", "group"))
    return made


def _related(context: Json, name: str, who: str) -> Iterable[tuple[str, Any]]:
    return [(name, [{**one, who: _actor(one[who])} for one in context[name]])] if name in context else ()


def _attachment(attachment: Json) -> dict[str, Any]:
    """What the file is stays part of the statement; its bytes are none (b6)."""
    tagged = ("display", "description")
    return {
        **attachment,
        "sha2": attachment["sha2"].lower(),
        **{
            name: {tag.lower(): text for tag, text in attachment[name].items()} for name in tagged if name in attachment
        },
    }
