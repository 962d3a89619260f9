"""A client that speaks one version of xAPI to a store, and the things that requests are about."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from httpx2 import Response
from starlette.testclient import TestClient

from builder.standards.xapi import VERSION_HEADER, Version

ACTIVITY: Final = "https://example.org/course"
AGENT: Final = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "learner 1"}}
VERB: Final = {"id": "http://adlnet.gov/expapi/verbs/experienced"}

About = Mapping[str, Any]


@dataclass(frozen=True)
class Xapi:
    """`headers` go with every request; one that is None is left out. Parameters that are no texts are sent as JSON."""

    version: Version
    http: TestClient
    headers: Mapping[str, str | None] = field(default_factory=dict)

    def having(self, headers: Mapping[str, str | None]) -> Xapi:
        """The same with these headers."""
        return replace(self, headers={**self.headers, **headers})

    def send(
        self,
        method: str,
        resource: str,
        about: About | None = None,
        *,
        body: Any = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Response:
        """A body that is neither bytes nor text is sent as JSON."""
        found = {VERSION_HEADER: self.version.value, **self.headers, **(headers or {})}
        if body is not None and not isinstance(body, bytes | str):
            body = json.dumps(body)
            found = {"Content-Type": "application/json", **found}
        return self.http.request(
            method,
            f"/xapi/{resource}",
            params={name: one if isinstance(one, str) else json.dumps(one) for name, one in (about or {}).items()},
            content=body,
            headers={name: value for name, value in found.items() if value is not None},
        )

    def get(self, resource: str, about: About | None = None, **more: Any) -> Response:
        return self.send("GET", resource, about, **more)

    def put(self, resource: str, about: About | None = None, body: Any = None, **more: Any) -> Response:
        return self.send("PUT", resource, about, body=body, **more)

    def post(self, resource: str, about: About | None = None, body: Any = None, **more: Any) -> Response:
        return self.send("POST", resource, about, body=body, **more)

    def delete(self, resource: str, about: About | None = None, **more: Any) -> Response:
        return self.send("DELETE", resource, about, **more)


def new_id() -> str:
    return str(uuid.uuid4())


def statement(**properties: Any) -> dict[str, Any]:
    """A plain one."""
    return {"actor": AGENT, "verb": VERB, "object": {"id": ACTIVITY}, **properties}


@dataclass(frozen=True)
class Documents:
    """One of the three document resources."""

    resource: str
    id: str
    place: Mapping[str, Any]

    def one(self, name: str | None = None, **about: Any) -> dict[str, Any]:
        """The parameters of a document, of a new one unless it is named."""
        return {**self.place, self.id: name or new_id(), **about}

    def __str__(self) -> str:
        return self.resource


STATE: Final = Documents("activities/state", "stateId", {"activityId": ACTIVITY, "agent": AGENT})
AGENT_PROFILE: Final = Documents("agents/profile", "profileId", {"agent": AGENT})
ACTIVITY_PROFILE: Final = Documents("activities/profile", "profileId", {"activityId": ACTIVITY})
ALL: Final = (STATE, AGENT_PROFILE, ACTIVITY_PROFILE)
NEW: Final = {"If-None-Match": "*"}
"""What a PUT of a new profile must say."""
