"""From the parameters of GET statements to what is looked up (Part Three 2.1.3)."""

from __future__ import annotations

from typing import Final

from pydantic import TypeAdapter, ValidationError

from builder.records.lrs.http.call import Call
from builder.records.lrs.http.refused import bad
from builder.records.lrs.store.keys import Term
from builder.records.lrs.store.search import Query
from builder.records.lrs.terms import (
    ACTIVITY,
    AGENT,
    ANY_ACTIVITY,
    ANY_AGENT,
    PAIRS,
    REGISTRATION,
    VERB,
    identifier,
    pair,
)
from builder.records.lrs.times import micros_of
from builder.records.xapi import strict_json
from builder.records.xapi.actor import AnyActor
from builder.records.xapi.faults import told
from builder.records.xapi.values import Iri, Timestamp, Uuid

PAGE: Final = 100
ACTOR: Final = TypeAdapter[AnyActor](AnyActor)
IRI: Final = TypeAdapter[str](Iri)
UUID: Final = TypeAdapter[str](Uuid)
TIME: Final = TypeAdapter[str](Timestamp)


def query_of(call: Call) -> Query:
    """What the parameters ask for, or Refused."""
    return Query(
        terms=_terms(call),
        since=_time(call, "since"),
        until=_time(call, "until"),
        after=_whole(call, "cursor"),
        ascending=flag(call, "ascending"),
        limit=_limit(call),
    )


def flag(call: Call, name: str) -> bool:
    """A parameter that is true or false; false where it is not given."""
    told = call.params.get(name, "false")
    if told not in ("true", "false"):
        raise bad(f"the parameter {name} must be true or false")
    return told == "true"


def agent_of(call: Call) -> str | None:
    """The identifier of the agent or group in the parameter `agent`; None where it is not given."""
    text = call.params.get("agent")
    if text is None:
        return None
    try:
        data = strict_json.read(text)
        ACTOR.validate_python(data)
    except strict_json.NotJson as error:
        raise bad(f"the parameter agent cannot be read: {error}") from None
    except ValidationError as error:
        raise bad(f"the parameter agent is no agent: {told(error)[0]}") from None
    found = identifier(data) if isinstance(data, dict) else None
    if found is None:
        raise bad("the parameter agent must be an agent or a group with an identifier")
    return found


def checked(call: Call, name: str, adapter: TypeAdapter[str]) -> str | None:
    """The parameter, or Refused when it is not of its kind; None where it is not given."""
    value = call.params.get(name)
    if value is None:
        return None
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise bad(f"the parameter {name} {told(error)[0].text}") from None


def _terms(call: Call) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    if (agent := agent_of(call)) is not None:
        kind = ANY_AGENT if flag(call, "related_agents") else AGENT
        found[kind] = (kind, agent)
    if (verb := checked(call, "verb", IRI)) is not None:
        found[VERB] = (VERB, verb)
    if (activity := checked(call, "activity", IRI)) is not None:
        kind = ANY_ACTIVITY if flag(call, "related_activities") else ACTIVITY
        found[kind] = (kind, activity)
    if (registration := checked(call, "registration", UUID)) is not None:
        found[REGISTRATION] = (REGISTRATION, registration)
    for one, other in PAIRS:
        if one in found and other in found:
            found[f"{one}+{other}"] = pair(found.pop(one), found.pop(other))
    return tuple(found.values())


def _time(call: Call, name: str) -> int | None:
    value = checked(call, name, TIME)
    return micros_of(value) if value is not None else None


def _whole(call: Call, name: str) -> int | None:
    value = call.params.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 19):
        raise bad(f"the parameter {name} must be a whole number")
    return int(value)


def _limit(call: Call) -> int:
    """Zero means as many as the server gives at once."""
    asked, most = _whole(call, "limit"), call.service.settings.limits.page
    return min(asked, most) if asked else min(PAGE, most)
