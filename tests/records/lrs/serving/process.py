"""`peacebuilder lrs serve` as a process of its own, as an admin runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WAIT = 60
"""Seconds for a process to do what it does in less than one."""


@dataclass
class Process:
    """A server that can be reached; `log` is complete once it has ended."""

    process: subprocess.Popen[str]
    url: str
    log: list[dict[str, Any]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def stop(self, sig: int = signal.SIGTERM) -> int:
        """Its exit code; one of a signal is negative."""
        self.process.send_signal(sig)
        return self.wait()

    def wait(self) -> int:
        """Until it has ended."""
        _, err = self.process.communicate(timeout=WAIT)
        self.log += [json.loads(line) for line in err.splitlines()]
        return self.process.returncode


def start(*options: str, prefix: Sequence[str] = (), **environment: str) -> subprocess.Popen[str]:
    """Starts it; it may end at once."""
    return subprocess.Popen(
        [*prefix, sys.executable, "-m", "builder", "lrs", "serve", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "default", **environment},
    )


@contextmanager
def serving(path: Path, *options: str, prefix: Sequence[str] = (), **environment: str) -> Iterator[Process]:
    """A server of the file on any port; killed at the end if it still runs."""
    process = start("--db", f"sqlite:///{path}", "--port", "0", *options, prefix=prefix, **environment)
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, process.communicate(timeout=WAIT)
        yield Process(process, found.group())
    finally:
        process.kill()
        process.communicate(timeout=WAIT)
