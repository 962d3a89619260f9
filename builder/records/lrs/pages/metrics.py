"""The metrics, for Prometheus: with a credential that may read all, or open where the admin wants it so."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from builder import __version__
from builder.records.lrs.access.gate import Gate
from builder.records.lrs.metrics import PREFIX, Family, gauge, text
from builder.records.lrs.refused import Refused
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import probe

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
MEMORY: Final = Path("/proc/self/statm")


async def answer(service: Service, gate: Gate, request: Request) -> Response:
    """Refused without the right to it."""
    if not service.settings.open_metrics:
        await _allow(gate, request)
    stored, size = await service.read(
        lambda session: (probe.stored(session), probe.size(session, service.database.name))
    )
    families = (
        Family(
            f"{PREFIX}_info",
            "gauge",
            "Version and kind of database.",
            (("", (("version", __version__), ("database", service.database.name)), 1),),
        ),
        *service.metrics.families(),
        gauge(f"{PREFIX}_body_bytes", "Bytes of requests in memory.", service.budget.used + service.strangers.used),
        gauge(f"{PREFIX}_statements_total", "Statements that were ever stored.", stored, "counter"),
        gauge(f"{PREFIX}_database_bytes", "Size of the database.", size),
        *_process(),
    )
    return Response(text(families).encode(), headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE})


async def _allow(gate: Gate, request: Request) -> None:
    headers = {name.lower(): value for name, value in request.headers.items()}
    principal = await gate.enter(headers, request.client.host if request.client else "")
    principal.require(Scope.ALL_READ)
    if principal.agency:
        raise Refused(HTTPStatus.FORBIDDEN, "a credential of one agency may not read what the whole server does")


def _process() -> Iterator[Family]:
    yield gauge("process_cpu_seconds_total", "Time of the processor.", time.process_time(), "counter")
    if MEMORY.exists():  # as Linux tells it
        pages = int(MEMORY.read_text("ascii").split()[1])
        yield gauge("process_resident_memory_bytes", "Memory.", pages * os.sysconf("SC_PAGE_SIZE"))
