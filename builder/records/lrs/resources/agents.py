"""Agents (Part Three 2.4): a Person, who is all that is known under one identifier."""

from __future__ import annotations

import json
from functools import partial
from typing import Final

from builder.records.lrs.http import params
from builder.records.lrs.http.call import Answer, Call, Resource
from builder.records.lrs.scope import Scope
from builder.records.lrs.store import agents
from builder.records.xapi.actor import IDENTIFIERS
from builder.records.xapi.identity import identifier

READ: Final = (Scope.ALL_READ, Scope.STATEMENTS_READ, Scope.PROFILE)


async def get(call: Call) -> Answer:
    """Also of somebody who was never heard of: what the request itself tells."""
    call.principal.require(*READ)
    call.only("agent")
    agent = params.actor_of(call, params.AGENT)
    known = await call.service.read(
        partial(agents.names, agency=call.principal.agency, identifier=identifier(agent) or "")
    )
    names = dict.fromkeys([*([agent["name"]] if "name" in agent else []), *known])
    person = {"objectType": "Person", **({"name": list(names)} if names else {})}
    person |= {name: [agent[name]] for name in IDENTIFIERS if name in agent}
    return Answer(body=json.dumps(person, ensure_ascii=False).encode())


RESOURCE: Final = Resource({"GET": get})
