"""From the parameters of GET statements to what is looked up (Part Three 2.1.3)."""

from __future__ import annotations

from typing import Final

from builder.records.lrs.http.call import Call
from builder.records.lrs.http.params import IRI, UUID, agent_of, checked, flag, time
from builder.records.lrs.keys import Term
from builder.records.lrs.refused import bad
from builder.records.lrs.statements import cursor
from builder.records.lrs.store.search import Query
from builder.records.lrs.terms import (
    ACTIVITY,
    AGENT,
    ANY_ACTIVITY,
    ANY_AGENT,
    PAIRS,
    REGISTRATION,
    VERB,
    pair,
)

PAGE: Final = 100


def query_of(call: Call) -> Query:
    """What the parameters ask for, or Refused."""
    return Query(
        terms=_terms(call),
        since=time(call, "since"),
        until=time(call, "until"),
        after=cursor.opened(call.service.database.key, call.params),
        ascending=flag(call, "ascending"),
        limit=_limit(call),
        files=flag(call, "attachments"),
    )


def _terms(call: Call) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    of_agent = ANY_AGENT if flag(call, "related_agents") else AGENT
    of_activity = ANY_ACTIVITY if flag(call, "related_activities") else ACTIVITY
    if (agent := agent_of(call)) is not None:
        found[of_agent] = (of_agent, agent)
    if (verb := checked(call, "verb", IRI)) is not None:
        found[VERB] = (VERB, verb)
    if (activity := checked(call, "activity", IRI)) is not None:
        found[of_activity] = (of_activity, activity)
    if (registration := checked(call, "registration", UUID)) is not None:
        found[REGISTRATION] = (REGISTRATION, registration)
    for one, other in PAIRS:
        if one in found and other in found:
            found[f"{one}+{other}"] = pair(found.pop(one), found.pop(other))
    return tuple(found.values())


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
    return min(PAGE if asked is None else asked or most, most)
