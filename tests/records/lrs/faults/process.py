"""A real server in a process of its own, which a test ends as it likes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from typing import IO, Final

from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.lrs.fuzz.wire import basic

COMMAND: Final = (sys.executable, "-m", "builder", "lrs", "serve", "--host", "127.0.0.1", "--port", "0")
ENDPOINT: Final = re.compile(r"http://127\.0\.0\.1:(\d+)/xapi/")


class DidNotStart(Exception):
    """The server ended before it could be reached; the text is what it said."""


class Server:
    """`peacebuilder lrs serve`; `port` is where it is, while it is there."""

    def __init__(self, url: str, prefix: Sequence[str] = (), env: Mapping[str, str] | None = None) -> None:
        self.url = url
        self.port = 0
        self.said = ""
        """What it told on its error output, after it ended."""
        self._prefix = prefix
        self._env = env or {}
        self._process: subprocess.Popen[str] | None = None
        self._errors: IO[str] | None = None

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self._process is not None
        return self._process

    def launch(self) -> None:
        """Does not wait until it can be reached."""
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by `_ended`
        self._process = subprocess.Popen(
            (*self._prefix, *COMMAND, "--db", self.url),
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, **self._env},
        )

    def start(self) -> None:
        """Returns when it can be reached."""
        self.launch()
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := ENDPOINT.search(line):
                self.port = int(found[1])
                return
        self._ended()
        raise DidNotStart(self.said)

    def kill(self) -> None:
        """As the kernel does it: the process gets no chance to say or write anything."""
        self.end(signal.SIGKILL)

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """The exit code."""
        with suppress(ProcessLookupError):
            self.process.send_signal(how)
        return self._ended()

    def _ended(self) -> int:
        code = self.process.wait(60)
        if self.process.stdout is not None:
            self.process.stdout.close()
        if self._errors is not None and not self._errors.closed:
            self._errors.seek(0)
            self.said = self._errors.read()
            self._errors.close()
        return code

    @property
    def memory(self) -> int:
        """Bytes that it has in memory (Linux)."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:  # noqa: PTH123 - no path of a disk
            found = re.search(r"VmRSS:\s+(\d+) kB", file.read())
        assert found
        return int(found[1]) * 1024

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._errors is not None and not self._errors.closed:
            self.kill()


def authorization(url: str, *scopes: Scope) -> str:
    """Of a new credential in the store, which may be served at the time."""
    with closing(Service(open_database(url))) as service:
        database = service.database
        key, secret = database.write(
            lambda session: credentials.add(session, database.key, "test", scopes or (Scope.ALL,), service.clock())
        ).result()
    return basic(key, secret)
