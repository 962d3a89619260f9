"""What a statement is found by (Part Three 2.1.3): its verb, agents, activities and registration, and pairs of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from builder.records.lrs.keys import Term
from builder.records.xapi.identity import identifier

Json = Mapping[str, Any]

VERB: Final = "verb"
AGENT: Final = "agent"
ANY_AGENT: Final = "agent*"
ACTIVITY: Final = "activity"
ANY_ACTIVITY: Final = "activity*"
REGISTRATION: Final = "registration"
CREDENTIAL: Final = "credential"
PAIRS: Final = ((VERB, AGENT), (VERB, ACTIVITY), (ACTIVITY, AGENT))
"""Found by one look-up: both of two may be frequent, and what they share rare."""


def pair(one: Term, other: Term) -> Term:
    """Both in one; the order is that of PAIRS."""
    return (f"{one[0]}+{other[0]}", *one[1:], *other[1:])


def terms(statement: Json) -> frozenset[Term]:
    """Of the statement itself; what it takes over from one that it refers to is the store's."""
    object_ = statement["object"]
    verb: Term = (VERB, statement["verb"]["id"])
    agents = {(AGENT, found) for found in _known(statement["actor"], object_)}
    activities = {(ACTIVITY, object_["id"])} if _is_activity(object_) else set()
    related_agents = {(ANY_AGENT, found) for found in _known(*_actors(statement))}
    related_activities = {(ANY_ACTIVITY, found) for found in _activities(statement)}
    registration = statement.get("context", {}).get("registration")
    return frozenset(
        {
            verb,
            *agents,
            *activities,
            *related_agents,
            *related_activities,
            *({(REGISTRATION, registration.lower())} if registration else ()),
            *(pair(verb, agent) for agent in agents),
            *(pair(verb, activity) for activity in activities),
            *(pair(activity, agent) for activity, agent in product(activities, agents)),
        }
    )


def _is_activity(object_: Json) -> bool:
    return bool(object_.get("objectType", "Activity") == "Activity")


def _known(*actors: Json) -> Iterator[str]:
    """The identifiers of those that are actors, and of the members of groups."""
    for actor in actors:
        kind = actor.get("objectType")
        if kind == "Group" or "member" in actor:
            yield from _known(*actor.get("member", ()))
        if kind in (None, "Agent", "Group") and (found := identifier(actor)) is not None:
            yield found


def _actors(event: Json) -> Iterator[Json]:
    """Everybody in a statement or SubStatement."""
    yield event["actor"]
    object_ = event["object"]
    yield object_
    if "authority" in event:
        yield event["authority"]
    context = event.get("context", {})
    yield from (context[name] for name in ("instructor", "team") if name in context)
    yield from (related["agent"] for related in context.get("contextAgents", ()))
    yield from (related["group"] for related in context.get("contextGroups", ()))
    if object_.get("objectType") == "SubStatement":
        yield from _actors(object_)


def _activities(event: Json) -> Iterator[str]:
    for activity in activities(event):
        yield activity["id"]


def activities(event: Json) -> Iterator[Json]:
    """Every activity in a statement or SubStatement, as often as it is there."""
    object_ = event["object"]
    if _is_activity(object_):
        yield object_
    elif object_["objectType"] == "SubStatement":
        yield from activities(object_)
    for found in event.get("context", {}).get("contextActivities", {}).values():
        yield from found if isinstance(found, list) else (found,)


def named(statement: Json) -> Iterator[tuple[str, str]]:
    """Identifier and name of everybody who has both."""
    waiting = list(_actors(statement))
    while waiting:
        actor = waiting.pop()
        if "name" in actor and (found := identifier(actor)) is not None:
            yield found, actor["name"]
        waiting += actor.get("member", ())
