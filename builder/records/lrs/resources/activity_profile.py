"""Activity Profile (Part Three 2.7): what is known of an activity, whoever learns it."""

from __future__ import annotations

from typing import Final

from builder.records.lrs.http.call import Resource
from builder.records.lrs.resources.documents import Kind, resource
from builder.records.lrs.scope import Scope

RESOURCE: Final[Resource] = resource(
    Kind("activity_profile", id="profileId", place=("activityId",), scope=Scope.PROFILE)
)
