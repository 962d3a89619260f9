"""A store that really runs: over HTTP, on a free port, in a thread of the process that tests it."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import uvicorn

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service, Settings
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database


@dataclass
class Running:
    """Where it is, and the service behind it."""

    origin: str
    service: Service

    @property
    def endpoint(self) -> str:
        return f"{self.origin}/xapi/"

    def credential(self, *scopes: Scope, agency: str = "", name: str = "test") -> tuple[str, str]:
        """Key and secret of a new credential; without scopes it may do all."""
        service, given = self.service, scopes or (Scope.ALL,)
        return service.database.write(
            lambda session: credentials.add(session, service.database.key, name, given, service.clock(), agency=agency)
        ).result()

    def headers(self, *scopes: Scope, agency: str = "", version: str = "1.0.3") -> dict[str, str]:
        """Those of a client with a new credential."""
        told = base64.b64encode(":".join(self.credential(*scopes, agency=agency)).encode()).decode()
        return {"Authorization": f"Basic {told}", "X-Experience-API-Version": version}


@contextmanager
def running(url: str, settings: Settings | None = None) -> Iterator[Running]:
    """Of the store with this address; the settings are told where it can be reached.

    The socket listens before the server does, so the first request waits by itself.
    """
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:
        origin = f"http://127.0.0.1:{sock.getsockname()[1]}"
        service = Service(open_database(url), replace(settings or Settings(), address=origin))
        config = uvicorn.Config(create_app(service), ws="none", lifespan="off", log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, name="lrs-server")
        thread.start()
        try:
            yield Running(origin, service)
        finally:
            server.should_exit = True
            thread.join()
            service.close()


@pytest.fixture
def running_lrs(tmp_path: Path) -> Iterator[Running]:
    with running(f"sqlite:///{tmp_path / 'lrs.db'}") as found:
        yield found
