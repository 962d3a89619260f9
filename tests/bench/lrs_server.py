"""Servers of the bench, each a process of its own, and what they cost the machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.cpu import environment

START_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A running one."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds that it used until now, by the clock that Linux has of each process: /proc tells but hundredths."""
        return time.clock_gettime(~self.pid << 3 | 2)

    def megabytes(self) -> float:
        """What it has in memory now."""
        return self._status("VmRSS")

    def peak_megabytes(self) -> float:
        """The most that it ever had in memory."""
        return self._status("VmHWM")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


@contextmanager
def held_port() -> Iterator[int]:
    """One that nobody else is given meanwhile: a server that is told its number may listen on it all the same."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@contextmanager
def running(command: Sequence[str], scratch: Path) -> Iterator[Server]:
    """A server on a port that was free; `{port}` stands for it in the command. Stopped gracefully at the end."""
    with held_port() as port:
        arguments = [sys.executable, "-m", *(part.replace("{port}", str(port)) for part in command)]
        with subprocess.Popen(
            arguments, env=environment(scratch), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait(process, port)
                yield Server(port, process.pid)
            finally:
                process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")
