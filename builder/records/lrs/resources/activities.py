"""Activities (Part Three 2.5): an activity with all that statements have told of it."""

from __future__ import annotations

import json
from functools import partial
from typing import Final

from builder.records.lrs.http import params
from builder.records.lrs.http.call import Answer, Call, Resource
from builder.records.lrs.scope import Scope
from builder.records.lrs.store import activities

READ: Final = (Scope.ALL_READ, Scope.STATEMENTS_READ, Scope.DEFINE, Scope.PROFILE, Scope.STATE)


async def get(call: Call) -> Answer:
    """Also of one that was never heard of: then its id alone."""
    call.principal.require(*READ)
    call.only("activityId")
    call.param("activityId")
    id_ = params.checked(call, "activityId", params.IRI) or ""
    found = await call.service.read(partial(activities.definition, agency=call.principal.agency, id_=id_))
    activity = {"objectType": "Activity", "id": id_, **({"definition": found} if found is not None else {})}
    return Answer(body=json.dumps(activity, ensure_ascii=False).encode())


RESOURCE: Final = Resource({"GET": get})
