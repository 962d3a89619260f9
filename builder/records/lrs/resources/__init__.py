"""The resources of an LRS, a file each (Part Three 2); RESOURCES is the one place that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.records.lrs.http.call import Resource
from builder.records.lrs.resources import (
    about,
    activities,
    activity_profile,
    agent_profile,
    agents,
    state,
    statements,
)

RESOURCES: Final[Mapping[str, Resource]] = {
    "about": about.RESOURCE,
    "activities": activities.RESOURCE,
    "activities/profile": activity_profile.RESOURCE,
    "activities/state": state.RESOURCE,
    "agents": agents.RESOURCE,
    "agents/profile": agent_profile.RESOURCE,
    "statements": statements.RESOURCE,
}
