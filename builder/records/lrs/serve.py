"""From the address of a store to a server that runs until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from builder.records.lrs.app import ROOT, create_app
from builder.records.lrs.http.trace import OTHER
from builder.records.lrs.server.listen import address_of, is_local, listen, make_room
from builder.records.lrs.server.log import Log, take_over
from builder.records.lrs.server.memory import give_back
from builder.records.lrs.server.observe import Observed
from builder.records.lrs.server.patience import Patience
from builder.records.lrs.server.protocol import Protocol, protocol_of
from builder.records.lrs.server.run import server
from builder.records.lrs.service import Service, Settings
from builder.records.lrs.store.database import Session
from builder.records.lrs.store.lock import serving
from builder.records.lrs.store.open import file_of, open_database


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens; `address` is how others reach it, where that is not the same."""

    host: str
    port: int
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Logging:
    """How much is logged, and whether the network addresses of clients are."""

    level: str = "info"
    addresses: bool = False


def serve(url: str, place: Place, settings: Settings, logging: Logging, ready: Callable[[str], None]) -> None:
    """Calls `ready` with the endpoint once it can be reached. PortTaken, NotAnAddress or Unavailable before that."""
    give_back()
    log = Log(logging.level)
    with ExitStack() as stack:
        sock = stack.enter_context(closing(listen(place.host, place.port)))
        here = address_of(sock)
        make_room(settings.limits.connections)
        stack.enter_context(_alone(url))
        service = Service(open_database(url), replace(settings, address=place.address or here))
        stack.enter_context(closing(service))
        service.database.write(_write).result()
        take_over(log)
        if not is_local(sock):
            log.event("warning", "exposed", text=EXPOSED)
        log.event("info", "start", database=service.database.name, endpoint=f"{service.settings.address}{ROOT}/")
        app = Observed(create_app(service), service.metrics, log, addresses=logging.addresses)
        server(app, _protocol(service, log), lambda: ready(f"{here}{ROOT}/")).run([sock])
    log.event("info", "stop")


EXPOSED: Final = (
    "other machines can reach this server, and it does not encrypt: let a web server with TLS stand in front of it,"
    " and listen at 127.0.0.1 where both are on one machine"
)


def _protocol(service: Service, log: Log) -> type[Protocol]:
    def refused(status: HTTPStatus) -> None:
        service.metrics.count("connection", OTHER, status, 0)
        log.event("warning", "refused", status=status)

    return protocol_of(Patience(connections=service.settings.limits.connections), service.metrics, refused)


def _write(session: Session) -> None:
    """Nothing new: what may only be read is told of now, not to the first client."""
    session.run("UPDATE meta SET value = value WHERE name = ?", ("version",))


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """Of a file there is one server; PostgreSQL may have several."""
    file = file_of(url)
    with serving(file) if file is not None else nullcontext():
        yield
