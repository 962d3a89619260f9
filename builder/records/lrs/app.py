"""The store as an ASGI application: from a request to its resource, and every fault to an answer."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from builder.records.lrs.access.gate import enter
from builder.records.lrs.access.principal import Principal
from builder.records.lrs.http.call import Answer, Call
from builder.records.lrs.http.refused import Refused, bad
from builder.records.lrs.http.versions import version_of
from builder.records.lrs.resources import RESOURCES
from builder.records.lrs.service import Service
from builder.records.lrs.store.database import RETRY_SECONDS, Unavailable
from builder.standards.xapi import VERSION_HEADER, Version

ROOT: Final = "/xapi"
METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE")
SECURITY: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache, private",
}
"""Documents are what clients sent: nothing of them may run where the store lives."""


def create_app(service: Service) -> Starlette:
    """The service is closed by the one who made it."""

    async def endpoint(request: Request) -> Response:
        try:
            answer, version = await _answered(service, request)
        except Refused as refused:
            answer = Answer(refused.status, refused.text.encode(), "text/plain; charset=utf-8", refused.headers)
            version = _version_or_first(request)
        except Unavailable as unavailable:
            status = HTTPStatus.INSUFFICIENT_STORAGE if unavailable.full else HTTPStatus.SERVICE_UNAVAILABLE
            text = f"the store cannot do it now: {unavailable}"
            retry = {"Retry-After": str(RETRY_SECONDS)}
            answer = Answer(status, text.encode(), "text/plain; charset=utf-8", retry)
            version = _version_or_first(request)
        return _response(answer, version, request.method)

    return Starlette(routes=[Route(f"{ROOT}/{{resource:path}}", endpoint, methods=[*METHODS, "PATCH", "OPTIONS"])])


async def _answered(service: Service, request: Request) -> tuple[Answer, Version]:
    name = request.path_params["resource"].removesuffix("/")
    resource = RESOURCES.get(name)
    if resource is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no resource {name[:40]!r} here")
    method = "GET" if request.method == "HEAD" else request.method
    handler = resource.methods.get(method)
    if handler is None:
        raise Refused(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"{request.method} is not done here",
            {"Allow": ", ".join(resource.methods)},
        )
    headers = {name.lower(): value for name, value in request.headers.items()}
    version = Version.ONE if resource.open else version_of(headers)
    principal = NO_ONE if resource.open else await enter(service, headers)
    call = Call(
        method=method,
        resource=name,
        params=_params(request),
        headers=headers,
        body=await _body(request, service.settings.limits.body),
        version=version,
        principal=principal,
        service=service,
        url=f"{service.settings.address}{ROOT}",
    )
    return await handler(call), version


NO_ONE: Final = Principal("", "", frozenset())


def _params(request: Request) -> dict[str, str]:
    try:
        pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        raise bad("the query of the address cannot be read") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise bad("a parameter is there twice")
    return found


async def _body(request: Request, most: int) -> bytes:
    too_large = Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request has more than {most} bytes")
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > most:
        raise too_large
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise too_large
            parts.append(part)
    except ClientDisconnect:
        raise bad("the request broke off") from None
    return b"".join(parts)


def _version_or_first(request: Request) -> Version:
    try:
        return version_of(request.headers)
    except Refused:
        return Version.ONE


def _response(answer: Answer, version: Version, method: str) -> Response:
    headers = {**SECURITY, VERSION_HEADER: version.value, **answer.headers}
    if answer.status is not HTTPStatus.NO_CONTENT:
        headers["Content-Type"] = answer.content_type
        headers["Content-Length"] = str(len(answer.body))
    return Response(b"" if method == "HEAD" else answer.body, answer.status, headers)
