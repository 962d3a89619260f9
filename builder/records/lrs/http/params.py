"""Parameters of a request, each read as what it stands for, or Refused."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from builder.records.lrs.http.call import Call
from builder.records.lrs.refused import bad
from builder.records.xapi import strict_json
from builder.records.xapi.actor import Agent, AnyActor
from builder.records.xapi.faults import told
from builder.records.xapi.identity import identifier
from builder.records.xapi.values import Iri, Timestamp, Uuid, micros_of

ACTOR: Final = TypeAdapter[AnyActor](AnyActor)
AGENT: Final = TypeAdapter[Agent](Agent)
IRI: Final = TypeAdapter[str](Iri)
UUID: Final = TypeAdapter[str](Uuid)
TIME: Final = TypeAdapter[str](Timestamp)


def flag(call: Call, name: str) -> bool:
    """A parameter that is true or false; false where it is not given."""
    told = call.params.get(name, "false")
    if told not in ("true", "false"):
        raise bad(f"the parameter {name} must be true or false")
    return told == "true"


def checked(call: Call, name: str, adapter: TypeAdapter[str]) -> str | None:
    """The parameter, or Refused when it is not of its kind; None where it is not given."""
    value = call.params.get(name)
    if value is None:
        return None
    try:
        return adapter.validate_python(value, context=call.version)
    except ValidationError as error:
        raise bad(f"the parameter {name} {told(error)[0].text}") from None


def time(call: Call, name: str) -> int | None:
    """A timestamp in microseconds; None where it is not given."""
    value = checked(call, name, TIME)
    return micros_of(value) if value is not None else None


def agent_of(call: Call) -> str | None:
    """The identifier of the agent or group in the parameter `agent`; None where it is not given."""
    return identifier(actor_of(call)) if "agent" in call.params else None


def actor_of(call: Call, kind: TypeAdapter[Any] = ACTOR) -> dict[str, Any]:
    """The agent or group in the parameter `agent`, which must have an identifier."""
    text = call.param("agent")
    try:
        data = strict_json.read(text)
        kind.validate_python(data, context=call.version)
    except strict_json.NotJson as error:
        raise bad(f"the parameter agent cannot be read: {error}") from None
    except ValidationError as error:
        raise bad(f"the parameter agent is no agent: {told(error)[0]}") from None
    if not isinstance(data, dict) or identifier(data) is None:
        raise bad("the parameter agent must be an agent or a group with an identifier")
    return data
