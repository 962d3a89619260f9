"""A store that is a plain list: what is found by which question, as the specification says it (Part Three 2.1.3).

It shares no line with the real one; it is slow, and easy to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

Json = Mapping[str, Any]

VOIDED: Final = "http://adlnet.gov/expapi/verbs/voided"
IDENTIFIERS: Final = ("mbox", "mbox_sha1sum", "openid", "account")


@dataclass(frozen=True)
class Kept:
    """A statement as the store gave it back."""

    id: str
    stored: str
    statement: Json

    @property
    def target(self) -> str | None:
        """The statement to which it refers by its object, not by its context."""
        object_ = self.statement["object"]
        return object_["id"].lower() if object_.get("objectType") == "StatementRef" else None

    @property
    def voids(self) -> bool:
        return self.target is not None and self.statement["verb"]["id"] == VOIDED


@dataclass
class Naive:
    """All statements, in the order in which they were stored."""

    kept: list[Kept] = field(default_factory=list)
    by_id: dict[str, Kept] = field(default_factory=dict)
    voided: set[str | None] = field(default_factory=set)
    """The targets of voiding statements, whether they are there or not."""

    def keep(self, one: Kept) -> None:
        assert one.id not in self.by_id, f"{one.id} is there twice"
        assert not self.kept or self.kept[-1].stored < one.stored, f"{one.stored} came after {self.kept[-1].stored}"
        self.kept.append(one)
        self.by_id[one.id] = one
        if one.voids:
            self.voided.add(one.target)

    def is_voided(self, one: Kept) -> bool:
        """If and only if it is not itself voiding, and there is a voiding statement for it (Part Two 2.3.2)."""
        return not one.voids and one.id in self.voided

    def ask(self, question: Mapping[str, str]) -> list[str]:
        """The ids of all that match, in the order asked for; `limit` is not minded."""
        found = [
            one.id
            for one in self.kept
            if _in_time(one, question)
            and not self.is_voided(one)
            and any(_meets(statement, question) for statement in self._chain(one))
        ]
        return found if question.get("ascending") == "true" else found[::-1]

    def _chain(self, one: Kept | None) -> Iterator[Json]:
        """The statement, the one that it targets, and so on."""
        seen: set[str] = set()
        while one is not None and one.id not in seen:
            seen.add(one.id)
            yield one.statement
            one = self.by_id.get(one.target or "")


def _in_time(one: Kept, question: Mapping[str, str]) -> bool:
    """`since` is exclusive, `until` inclusive; all our times are of one form, so that texts compare."""
    return question.get("since", "") < one.stored <= question.get("until", "9999")


def _meets(statement: Json, question: Mapping[str, str]) -> bool:
    if "verb" in question and statement["verb"]["id"] != question["verb"]:
        return False
    if "registration" in question and not _registered(statement, question["registration"]):
        return False
    if "activity" in question:
        broadly = question.get("related_activities") == "true"
        found = _related_activities(statement) if broadly else _object_activity(statement)
        if question["activity"] not in found:
            return False
    if "agent" in question:
        broadly = question.get("related_agents") == "true"
        someone = _related_agents(statement) if broadly else (statement["actor"], statement["object"])
        return any(_is_or_has(one, json.loads(question["agent"])) for one in someone)
    return True


def _registered(statement: Json, registration: str) -> bool:
    return bool(statement.get("context", {}).get("registration", "").lower() == registration.lower())


def _object_activity(event: Json) -> list[str]:
    object_ = event["object"]
    return [object_["id"]] if object_.get("objectType", "Activity") == "Activity" else []


def _related_activities(event: Json) -> list[str]:
    """The object, any of the context activities, or any of those in a contained SubStatement."""
    found = _object_activity(event)
    for some in event.get("context", {}).get("contextActivities", {}).values():
        found += [one["id"] for one in (some if isinstance(some, Sequence) else [some])]
    if event["object"].get("objectType") == "SubStatement":
        found += _related_activities(event["object"])
    return found


def _related_agents(event: Json) -> list[Json]:
    """Actor, object, authority, instructor, team, in 2.0 those of the context, and all these in a SubStatement."""
    context = event.get("context", {})
    found = [event["actor"], event["object"]]
    found += [event["authority"]] if "authority" in event else []
    found += [context[name] for name in ("instructor", "team") if name in context]
    found += [one["agent"] for one in context.get("contextAgents", [])]
    found += [one["group"] for one in context.get("contextGroups", [])]
    if event["object"].get("objectType") == "SubStatement":
        found += _related_agents(event["object"])
    return found


def _is_or_has(someone: Json, wanted: Json) -> bool:
    """Identical by its identifier, or a group with a member that is."""
    if someone.get("objectType", "Agent") not in ("Agent", "Group") and "member" not in someone:
        return False
    if any(name in wanted and someone.get(name) == wanted[name] for name in IDENTIFIERS):
        return True
    return any(_is_or_has(member, wanted) for member in someone.get("member", []))
