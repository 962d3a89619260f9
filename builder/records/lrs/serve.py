"""From the address of a store to a server that runs until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from builder.records.lrs.app import ROOT, create_app
from builder.records.lrs.server.listen import address_of, is_local, listen
from builder.records.lrs.server.run import run
from builder.records.lrs.service import Service, Settings
from builder.records.lrs.store.lock import serving
from builder.records.lrs.store.open import SQLITE, open_database


def serve(
    url: str, host: str, port: int, settings: Settings, ready: Callable[[str], None], warn: Callable[[str], None]
) -> None:
    """Calls `ready` with the endpoint once it can be reached. PortTaken, NotAnAddress or Unavailable before that."""
    with ExitStack() as stack:
        sock = stack.enter_context(closing(listen(host, port)))
        stack.enter_context(_alone(url))
        service = stack.enter_context(closing(Service(open_database(url), settings)))
        if not is_local(sock):
            warn(
                f"{host} can be reached from other machines, and this server does not encrypt: let a web server with"
                " TLS stand in front of it, and stay at 127.0.0.1 where both are on one machine"
            )
        endpoint = f"{address_of(sock)}{ROOT}"
        run(create_app(service), sock, lambda: ready(endpoint))


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """Of a file there is one server; PostgreSQL may have several."""
    if not url.startswith(SQLITE):
        yield
        return
    with serving(Path(url.removeprefix(SQLITE))):
        yield
