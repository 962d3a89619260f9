"""A request as the resources see it, and their answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TypeAlias

from builder.records.lrs.principal import Principal
from builder.records.lrs.refused import bad
from builder.records.lrs.service import Service
from builder.standards.xapi import Version


@dataclass(frozen=True, slots=True)
class Call:
    """`headers` have lower-case names; `params` are decoded, each there once; `url` is the store's own address."""

    method: str
    resource: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    version: Version
    principal: Principal
    service: Service
    url: str

    def param(self, name: str) -> str:
        """A parameter that must be there."""
        value = self.params.get(name)
        if value is None:
            raise bad(f"the parameter {name} is required")
        return value

    def only(self, *known: str) -> None:
        """Refuses parameters that the resource does not know, also by the wrong case (Part Three 1.1)."""
        for name in self.params:
            if name not in known:
                near = next((one for one in known if one.lower() == name.lower()), None)
                raise bad(f"there is no parameter {name} here{f': it is spelled {near}' if near else ''}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; the version and the security headers are added to it."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: Callable[[], None] | None = None
    """Called when it was sent, or can no longer be."""

    def also(self, headers: Mapping[str, str]) -> Answer:
        """The same with more headers."""
        return replace(self, headers={**self.headers, **headers})


Handler: TypeAlias = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Resource:
    """A handler for each method; HEAD is GET without a body."""

    methods: Mapping[str, Handler]
    open: bool = False
    """Whether it needs neither a credential nor a version."""
    files: bool = False
    """Whether files may come with a request, which are larger than documents."""
