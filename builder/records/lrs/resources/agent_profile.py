"""Agent Profile (Part Three 2.6): what is known of somebody, whatever they learn."""

from __future__ import annotations

from typing import Final

from builder.records.lrs.http.call import Resource
from builder.records.lrs.resources.documents import Kind, resource
from builder.records.lrs.scope import Scope

RESOURCE: Final[Resource] = resource(Kind("agent_profile", id="profileId", place=("agent",), scope=Scope.PROFILE))
