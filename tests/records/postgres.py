"""A PostgreSQL for the tests: the one that is named, else a cluster of our own from the programs that are found."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

NAMED = "PEACEBUILDER_TEST_POSTGRES"
"""The address of a database in which tests may make schemas."""
ADVICE = f"no PostgreSQL: install Debian's package postgresql, or give the address of a database in {NAMED}"
# What is lost when the machine stops is no matter here; what a killed server keeps is the same without.
QUICK = ("fsync=off", "full_page_writes=off", "max_wal_size=256MB", "shared_buffers=32MB", "listen_addresses=")
WAIT_SECONDS = 120


@dataclass
class Server:
    """Gives addresses of stores that nobody else uses; `cluster` is there when it may be stopped and started."""

    url: str
    cluster: Cluster | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def fresh(self) -> str:
        """The address of a new empty schema."""
        name = f"peacebuilder_{os.getpid()}_{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return f"{self.url}{'&' if '?' in self.url else '?'}options={quote(f'-csearch_path={name}')}"

    def run(self, sql: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.encode())


class Cluster:
    """Its files in a folder of its own, its door a socket in there: no port, and nobody else gets in."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.user = _unprivileged()
        if self.user:
            shutil.chown(folder, self.user)
        self._call("initdb", "--no-sync", "--auth=trust", "--username=tests", "--encoding=UTF8", "--locale=C")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://tests@/postgres?host={quote(str(self.folder), safe='')}"

    def start(self) -> None:
        """Returns when it answers."""
        settings = [word for setting in (*QUICK, f"unix_socket_directories={self.folder}") for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", *settings],
                stdout=log,
                stderr=log,
                user=self.user,
                cwd=self.folder,
                env=_environment(),
            )
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.01)
            else:
                return

    def stop(self) -> None:
        """At once, as if it had crashed."""
        if self._process is not None:
            self._process.send_signal(3)
            self._process.wait(WAIT_SECONDS)
            self._process = None

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, "-D", self.folder / "data", *arguments],
            check=False,
            capture_output=True,
            text=True,
            user=self.user,
            cwd=self.folder,
            env=_environment(),
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)


@contextmanager
def server() -> Iterator[Server]:
    """Skips in sight of all where there is none; where CI runs, that is a failure."""
    if named := os.environ.get(NAMED):
        yield Server(named)
        return
    with cluster() as found:
        yield Server(found.url, found)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """One that may be stopped and started."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    # Not in pytest's own folder, into which only the user of the tests may look.
    folder = Path(tempfile.mkdtemp(prefix="peacebuilder-postgres-"))
    try:
        running = Cluster(programs, folder)
        try:
            running.start()
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """Debian keeps them off the PATH, a folder for each version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which("initdb")
    return Path(path).resolve().parent if path else None


def _unprivileged() -> str | None:
    """PostgreSQL refuses to be run by root."""
    return "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
