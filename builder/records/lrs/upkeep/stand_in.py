"""A person out of a statement: who it was becomes somebody whom nobody knows, wherever the person stands in it."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from builder.records.xapi import strict_json
from builder.records.xapi.actor import AnyActor
from builder.records.xapi.faults import told
from builder.records.xapi.identity import identifier

Json = Mapping[str, Any]

HOME: Final = "https://erased.invalid"
"""Of the accounts of those who were taken out: a name that never belongs to anybody (RFC 2606)."""
ACTOR: Final = TypeAdapter[AnyActor](AnyActor)
MAILTO: Final = "mailto:"
EMAIL: Final = re.compile(r"[^@\s:|]+@[^@\s:|]+")
SHA1: Final = re.compile(r"(?:sha1:)?([0-9a-fA-F]{40})")
ACCOUNT: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*:[^|\s]+)\|(.+)", re.DOTALL)


class NotAPerson(ValueError):
    """The text tells nobody; it says what would."""


@dataclass(frozen=True, slots=True)
class Person:
    """All identifiers by which statements may know one person; `words` are those that people would search for."""

    identifiers: frozenset[str]
    words: frozenset[str]
    account: Json = field(default_factory=lambda: {"homePage": HOME, "name": str(uuid.uuid4())})
    """What stands in their place: random, and written down nowhere else."""

    def is_(self, actor: Json) -> bool:
        """Whether the agent or group is this person."""
        return identifier(actor) in self.identifiers


def person_of(text: str) -> Person:
    """From an agent in JSON or an identifier: an email address, `homePage|name`, a SHA-1 hash, `openid:...`."""
    found = _identifier(text.strip())
    if not found.startswith(MAILTO):
        account = ACCOUNT.fullmatch(found)
        return Person(frozenset({found}), frozenset({account[2]} if account else {found.partition(":")[2]}))
    addresses = {found, found.replace("%7C", "|")}  # an identifier has no | of an address
    # Whoever knows an address can tell its hash: that is the same person (2.4.2.3).
    hashes = {f"sha1:{hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest()}" for one in addresses}
    return Person(frozenset({found, *hashes}), frozenset(one.removeprefix(MAILTO) for one in addresses))


def _identifier(text: str) -> str:
    if text.startswith("{"):
        return _of_json(text)
    if EMAIL.fullmatch(text.removeprefix(MAILTO)):
        return MAILTO + text.removeprefix(MAILTO)
    if sha1 := SHA1.fullmatch(text):
        return f"sha1:{sha1[1].lower()}"
    if ACCOUNT.fullmatch(text) or text.startswith("openid:"):
        return text
    raise NotAPerson(
        "it tells nobody: give an agent in JSON, an email address, an account as HOMEPAGE|NAME, a SHA-1 hash of a"
        " mailto: address, or openid:IRI"
    )


def _of_json(text: str) -> str:
    try:
        data = strict_json.read(text)
        ACTOR.validate_python(data)
    except strict_json.NotJson as error:
        raise NotAPerson(f"the JSON cannot be read: it {error}") from None
    except ValidationError as error:
        raise NotAPerson(f"it is no agent: {told(error)[0]}") from None
    found = identifier(data) if isinstance(data, dict) else None
    if found is None:
        raise NotAPerson("the group has no identifier: give an agent, or a group that has one")
    return found


def without(person: Person, statement: Json) -> dict[str, Any] | None:
    """A copy without the person, or None where the person is not in it; who vouched for it stays.

    Attachments whose bytes came along go: a signature holds the whole statement, a certificate a name.
    """
    changed = _event(person, statement)
    if changed == statement:
        return None
    _drop_files(changed)
    if changed["object"].get("objectType") == "SubStatement":
        _drop_files(changed["object"])
    return changed


def is_about(person: Person, statement: Json) -> bool:
    """Whether the person did it, or it was done to the person; not one of several, and not around it."""
    return person.is_(statement["actor"]) or person.is_(statement["object"])


def _event(person: Person, event: Json) -> dict[str, Any]:
    changed = {**event, "actor": _actor(person, event["actor"])}
    object_ = event["object"]
    kind = object_.get("objectType")
    if kind == "SubStatement":
        changed["object"] = _event(person, object_)
    elif kind in ("Agent", "Group"):
        changed["object"] = _actor(person, object_)
    if "context" in event:
        changed["context"] = _context(person, event["context"])
    return changed


def _context(person: Person, context: Json) -> dict[str, Any]:
    changed = dict(context)
    for name in ("instructor", "team"):
        if name in context:
            changed[name] = _actor(person, context[name])
    for several, one in (("contextAgents", "agent"), ("contextGroups", "group")):
        if several in context:
            changed[several] = [{**related, one: _actor(person, related[one])} for related in context[several]]
    return changed


def _actor(person: Person, actor: Json) -> Json:
    changed = dict(actor)
    if person.is_(actor):
        kept: Iterable[str] = ("objectType", "member")
        changed = {name: actor[name] for name in kept if name in actor} | {"account": person.account}
    if "member" in actor:
        changed["member"] = [_actor(person, member) for member in actor["member"]]
    return changed


def _drop_files(event: dict[str, Any]) -> None:
    stay = [attachment for attachment in event.get("attachments", ()) if "fileUrl" in attachment]
    if stay:
        event["attachments"] = stay
    else:
        event.pop("attachments", None)
