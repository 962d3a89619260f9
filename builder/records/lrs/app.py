"""The store as an ASGI application: from a request to its resource, and every fault to an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from http import HTTPStatus
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from builder.records.lrs.access import bounds
from builder.records.lrs.access.gate import Gate
from builder.records.lrs.access.headers import Headers
from builder.records.lrs.access.launches import Launches
from builder.records.lrs.http.alternate import is_alternate, unfolded
from builder.records.lrs.http.asked import asked_of
from builder.records.lrs.http.body import body_of
from builder.records.lrs.http.call import Answer, Call, Handler, Resource
from builder.records.lrs.http.direct import Direct
from builder.records.lrs.http.later import unavailable
from builder.records.lrs.http.room import Pieces, in_room
from builder.records.lrs.http.trace import trace_of
from builder.records.lrs.http.versions import version_of, version_or_first
from builder.records.lrs.pages.routes import broken, no_method, nothing, routes
from builder.records.lrs.principal import Principal
from builder.records.lrs.refused import Refused
from builder.records.lrs.resources import RESOURCES
from builder.records.lrs.resources.statements import CONSISTENT
from builder.records.lrs.service import Service
from builder.records.lrs.store.database import Unavailable
from builder.records.lrs.times import text_of
from builder.standards.xapi import VERSION_HEADER, Version

ROOT: Final = "/xapi"


def create_app(service: Service) -> Starlette:
    """The service is closed by the one who made it."""
    gate = Gate(service)
    launches = Launches(service, gate)
    app = Starlette(
        routes=[
            *(
                Route(path, _endpoint(partial(_outside, work)), methods=[method])
                for path, method, work in launches.routes
            ),
            *routes(service, gate, f"{service.settings.address}{ROOT}/"),
        ],
        exception_handlers={HTTPStatus.NOT_FOUND: nothing, HTTPStatus.METHOD_NOT_ALLOWED: no_method},
        middleware=[
            Middleware(Headers, origins=service.settings.origins, broken=broken),
            Middleware(Direct, prefix=ROOT, endpoint=_endpoint(partial(_consistent, service, gate))),
        ],
    )
    app.router.redirect_slashes = False  # it would lead to wherever the Host header says
    return app


def _endpoint(work: Callable[[Request], Awaitable[tuple[Answer, Version]]]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            answer, version = await work(request)
        except (Refused, Unavailable) as error:
            refused = error if isinstance(error, Refused) else unavailable(error)
            answer = Answer(refused.status, refused.text.encode(), "text/plain; charset=utf-8", refused.headers)
            version = version_or_first(request.headers)
        return _response(answer, version, request.method)

    return endpoint


async def _outside(work: Callable[[Request], Awaitable[Answer]], request: Request) -> tuple[Answer, Version]:
    """What is asked for beside xAPI."""
    trace_of(request.scope).resource = "launch"
    return await work(request), Version.ONE


async def _consistent(service: Service, gate: Gate, request: Request) -> tuple[Answer, Version]:
    """Of statements it is told until when all can be found, also with an error (Part Three 2.1.3)."""
    try:
        return await _answered(service, gate, request)
    except Refused as refused:
        if not request.path_params["resource"].startswith("statements"):
            raise
        try:
            through = {CONSISTENT: text_of(await service.consistent_through())}
        except Unavailable:
            raise refused from None
        raise Refused(refused.status, refused.text, {**refused.headers, **through}) from None


async def _answered(service: Service, gate: Gate, request: Request) -> tuple[Answer, Version]:
    name = request.path_params["resource"].removesuffix("/")
    resource = RESOURCES.get(name)
    if resource is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no resource {name[:40]!r} here")
    trace = trace_of(request.scope)
    trace.resource = name
    async with AsyncExitStack() as stack:
        limits, asked = service.settings.limits, asked_of(request)
        if is_alternate(asked):  # it may have the credential in its form, which is read before anybody is known
            form = await stack.enter_async_context(body_of(request, limits.statements, service.strangers))
            asked = unfolded(asked, form)
        handler = _handler(resource, asked.method)
        version = version_or_first(asked.headers) if resource.open else version_of(asked.headers)
        address = request.client.host if request.client else ""
        principal = NO_ONE if resource.open else await gate.enter(asked.headers, address)
        trace.key, trace.agency = principal.key, principal.agency
        body = asked.content
        if body is None:
            most = limits.body if resource.files else limits.document
            body = await stack.enter_async_context(body_of(request, most, service.budget))
        trace.received = len(body)
        call = Call(
            method="GET" if asked.method == "HEAD" else asked.method,
            resource=name,
            params=asked.params,
            headers=asked.headers,
            body=body,
            version=version,
            principal=principal,
            service=service,
            url=f"{service.settings.address}{ROOT}",
        )
        bounds.check(call)
        return await in_room(call, handler), version


def _handler(resource: Resource, method: str) -> Handler:
    """HEAD is GET, whose body is left out at the end (Part Three 1.1)."""
    handler = resource.methods.get("GET" if method == "HEAD" else method)
    if handler is None:
        allowed = ", ".join(("HEAD", *resource.methods) if "GET" in resource.methods else resource.methods)
        text = f"{method[:20]} is not done here: this resource knows {allowed}"
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, text, {"Allow": allowed})
    return handler


NO_ONE: Final = Principal("", "", frozenset())


def _response(answer: Answer, version: Version, method: str) -> Response:
    headers = {VERSION_HEADER: version.value, **answer.headers}
    if answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        headers["Content-Type"] = answer.content_type
        headers["Content-Length"] = str(len(answer.body))
    return Pieces(b"" if method == "HEAD" else answer.body, answer.status, headers, answer.sent)
