"""The pages by their address."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from builder.records.lrs.access.gate import Gate
from builder.records.lrs.http.later import unavailable
from builder.records.lrs.http.trace import trace_of
from builder.records.lrs.pages import landing, metrics
from builder.records.lrs.pages.health import Health
from builder.records.lrs.refused import Refused
from builder.records.lrs.service import Service
from builder.records.lrs.store.database import Unavailable


def routes(service: Service, gate: Gate, endpoint: str) -> list[BaseRoute]:
    """`endpoint` is the public address of xAPI."""
    health = Health(service)

    async def show_landing(request: Request) -> Response:
        trace_of(request.scope).resource = "page"
        return landing.answer(endpoint)

    async def show_health(request: Request) -> Response:
        trace_of(request.scope).resource = "health"
        return await health.answer(request)

    async def show_metrics(request: Request) -> Response:
        trace_of(request.scope).resource = "metrics"
        try:
            return await metrics.answer(service, gate, request)
        except (Refused, Unavailable) as error:
            refused = error if isinstance(error, Refused) else unavailable(error)
            return PlainTextResponse(refused.text, refused.status, dict(refused.headers))

    return [
        Route("/", show_landing),
        Route("/health", show_health),
        Route("/metrics", show_metrics),
    ]


async def nothing(request: Request, error: Exception) -> Response:
    """For every other address."""
    del request, error
    return PlainTextResponse("there is nothing at this address; xAPI is at /xapi/", HTTPStatus.NOT_FOUND)


async def no_method(request: Request, error: Exception) -> Response:
    """For a method that no resource has."""
    told = getattr(error, "headers", None) or {}
    return PlainTextResponse(f"{request.method[:20]} is not done here", HTTPStatus.METHOD_NOT_ALLOWED, dict(told))


async def broken(request: Request, error: Exception) -> Response:
    """A bug of ours: the client learns the number under which the log tells more."""
    del error
    return PlainTextResponse(
        f"the server has a fault; its admin finds it in the log under {trace_of(request.scope).id}",
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
