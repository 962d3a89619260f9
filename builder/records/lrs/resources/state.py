"""State (Part Three 2.3): where a learner is in an activity, so that the next session goes on from there."""

from __future__ import annotations

from typing import Final

from builder.records.lrs.http.call import Resource
from builder.records.lrs.resources.documents import Kind, resource
from builder.records.lrs.scope import Scope
from builder.standards.xapi import Version

RESOURCE: Final[Resource] = resource(
    Kind(
        "state",
        id="stateId",
        place=("activityId", "agent"),
        optional=("registration",),
        scope=Scope.STATE,
        careful=frozenset({Version.TWO}),  # 1.0.3 takes states without a condition (3.1)
        deletes_all=True,
    )
)
