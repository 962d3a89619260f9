"""Durable statements a second of the store, as a share of two floors measured in the same run."""

from __future__ import annotations

import base64
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.records.lrs.scope import Scope
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from builder.records.lrs.times import now
from tests.bench import lrs_store_floor
from tests.bench.cpu import ROOT, environment
from tests.bench.lrs_server import Server, running
from tests.bench.lrs_statements import Crowd
from tests.bench.table import Line

CLIENTS: Final = 4
SECONDS: Final = 4.0
ROUNDS: Final = 3
BATCH: Final = 100
AIM: Final = 0.5
OURS: Final = ("builder", "lrs", "serve", "--port", "{port}", "--db")


@dataclass(frozen=True, slots=True)
class Load:
    """What four clients got from a server; times in milliseconds, CPU in microseconds for a statement."""

    rate: float
    cpu: float
    p50: float
    p95: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Rates of both floors and of ours, for so many statements in one request."""

    together: int
    store: float
    http: Load
    ours: Load


def lines(scratch: Path) -> Iterator[Line]:
    """Single statements, then batches."""
    for together in (1, BATCH):
        yield from _told(measure(scratch, together))


def measure(scratch: Path, together: int, seconds: float = SECONDS, rounds: int = ROUNDS) -> Measured:
    """Medians; floors and ours by turns, since a machine differs from minute to minute."""
    store, http, ours = list[float](), list[Load](), list[Load]()
    texts = list(Crowd().texts(max(int(seconds * 1000), together)))
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            files = Path(folder)
            store.append(lrs_store_floor.rate(files / "store.db", texts, together))
            with running(["tests.bench.lrs_http_floor", str(files / "http.db"), "{port}"], scratch) as server:
                http.append(load(server, "none", together, seconds, scratch))
            url = f"sqlite:///{files / 'ours.db'}"
            authorization = credential(url)
            with running([*OURS, url], scratch) as server:
                ours.append(load(server, authorization, together, seconds, scratch))
    return Measured(together, statistics.median(store), _median(http), _median(ours))


def credential(url: str, agency: str = "", *scopes: Scope) -> str:
    """The Authorization header of a new one."""
    database = open_database(url)
    try:
        key, secret = database.write(
            lambda session: credentials.add(
                session, database.key, "bench", scopes or (Scope.ALL,), now(), agency=agency
            )
        ).result()
    finally:
        database.close()
    return f"Basic {base64.b64encode(f'{key}:{secret}'.encode()).decode()}"


def load(server: Server, authorization: str, together: int, seconds: float, scratch: Path) -> Load:
    """Four clients at once, each in a process of its own."""
    clients = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.lrs_client",
             str(server.port), str(seconds), str(together), str(seed), authorization],
            cwd=ROOT, env=environment(scratch), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for seed in range(CLIENTS)
    ]  # fmt: skip
    for client in clients:
        if client.stdout is None or client.stdout.readline() != "ready\n":
            raise RuntimeError("a client did not start")
    used = server.cpu()
    for client in clients:
        if client.stdin is not None:
            client.stdin.write("go\n")
            client.stdin.flush()
    answers = [client.communicate()[0] for client in clients]
    used = server.cpu() - used
    counts, took = _read(answers)
    p50, p95 = (value / 1000 for value in percentiles(took))
    return Load(counts / seconds, used / counts * 1e6, p50, p95, server.megabytes())


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """The median, and what 95 of a hundred do not exceed."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _read(answers: Sequence[str]) -> tuple[int, list[int]]:
    counts, took = 0, list[int]()
    for answer in answers:
        count, times = answer.splitlines()
        counts += int(count)
        took += map(int, times.split())
    return counts, took


def _median(loads: Sequence[Load]) -> Load:
    names = Load.__dataclass_fields__
    return Load(**{name: statistics.median(getattr(one, name) for one in loads) for name in names})


def _told(found: Measured) -> Iterator[Line]:
    what = "single statements" if found.together == 1 else f"batches of {found.together}"
    yield Line(f"{what}, floor of the store alone, a second", f"{found.store:,.0f}")
    yield Line(f"{what}, floor over HTTP from {CLIENTS} clients, a second", f"{found.http.rate:,.0f}")
    yield Line(f"{what}, ours over HTTP from {CLIENTS} clients, a second", f"{found.ours.rate:,.0f}")
    yield Line(f"{what}, share of the store alone", f"{found.ours.rate / found.store:.0%}")
    share = found.ours.rate / found.http.rate
    yield Line(f"{what}, share of the HTTP floor", f"{share:.0%}", f">= {AIM:.0%}", share >= AIM)
    for name, one in (("floor", found.http), ("ours", found.ours)):
        yield Line(f"{what}, {name}: server CPU for one, microseconds", f"{one.cpu:,.0f}")
        yield Line(f"{what}, {name}: p50 / p95, ms", f"{one.p50:.1f} / {one.p95:.1f}")
        yield Line(f"{what}, {name}: MB in memory", f"{one.megabytes:.0f}")
