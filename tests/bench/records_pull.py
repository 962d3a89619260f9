"""Pulling from the embedded LRS, over HTTP and from its database, beside the least that either costs."""

from __future__ import annotations

import base64
import http.client
import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from builder.records.lake.intake import take
from builder.records.lake.lake import Lake
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store.database import Session
from builder.records.lrs.store.open import open_database
from builder.records.sources.pull.client import Access
from builder.records.sources.pull.run import pull
from builder.records.sources.store import pull_store
from builder.records.sources.wanted import PAGE, Heard, Wanted
from tests.bench.lrs import OURS, credential
from tests.bench.lrs_fill import Filler
from tests.bench.lrs_server import Server, running
from tests.bench.lrs_statements import Crowd
from tests.bench.table import Line

COUNT: Final = 50_000
AIM: Final = 1.3
"""Times as long as what cannot be done without: the pages or rows alone, and taking the same statements into a lake."""


def lines(scratch: Path, count: int = COUNT) -> Iterator[Line]:
    """Statements a second, of so many statements."""
    folder = scratch / "pull"
    folder.mkdir()
    url = f"sqlite:///{folder / 'lrs.db'}"
    with closing(Service(open_database(url))) as service:
        Filler(service, Crowd()).up_to(count)
    authorization = credential(url, "", Scope.ALL_READ)
    wanted = Wanted("bench")
    with running([*OURS, url], scratch) as server:
        pages = _seconds(lambda: _pages(server, authorization))
        access = _access(server, authorization)
        pulled = _seconds(lambda: pull(_lake(folder / "http"), access, wanted, Heard()).kept, count)
        again = _seconds(lambda: pull(_lake(folder / "http"), access, wanted, Heard()).kept, 0)
    with closing(open_database(url)) as database:
        rows = _seconds(lambda: database.read(_rows).result(), count)
        database.read(partial(_write, folder / "file.ndjson")).result()
        taken = _seconds(lambda: _take(folder / "file.ndjson"), count)
        direct = _seconds(lambda: pull_store(_lake(folder / "direct"), database, wanted, Heard()).kept, count)
    what = f"{count:,} statements"
    yield Line(f"{what} over HTTP, statements/s", f"{count / pulled:,.0f}")
    yield Line("the same pages, asked for and thrown away", f"{count / pages:,.0f}")
    yield Line("the same statements, taken into a lake from a file", f"{count / taken:,.0f}")
    yield _ratio(pulled, pages + taken)
    yield Line("nothing new, seconds", f"{again:.2f}")
    yield Line(f"{what} from the database, statements/s", f"{count / direct:,.0f}")
    yield Line("the same rows, read and thrown away", f"{count / rows:,.0f}")
    yield _ratio(direct, rows + taken)


def _ratio(ours: float, floor: float) -> Line:
    return Line("ratio of the seconds to both together", f"{ours / floor:.2f}", f"<= {AIM:g}", ours / floor <= AIM)


def _write(path: Path, session: Session) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{body}\n" for (body,) in session.each("SELECT body FROM statement ORDER BY seq"))


def _take(path: Path) -> int:
    """In one step."""
    with Lake.make(path.with_suffix("")).writing() as writer:
        return take(writer, path, source="bench").kept


def _lake(path: Path) -> Lake:
    return Lake.make(path)


def _seconds(work: Callable[[], int], expected: int | None = None) -> float:
    began = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - began
    if expected is not None and done != expected:
        raise RuntimeError(f"{done} statements came, not {expected}")
    return seconds


def _access(server: Server, authorization: str) -> Access:
    key, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
    return Access(f"http://127.0.0.1:{server.port}/xapi/", key, secret)


def _pages(server: Server, authorization: str) -> int:
    """All of them, over one connection; of each only `more` is looked at."""
    target, count = f"/xapi/statements?ascending=true&limit={PAGE}", 0
    headers = {"Authorization": authorization, "X-Experience-API-Version": "1.0.3"}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as connection:
        while target:
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
            body = response.read()
            if response.status != http.client.OK:
                raise RuntimeError(f"status {response.status}: {body[:200]!r}")
            at = body.rindex(b'"more":')
            target = json.loads(body[at + 7 : -1])
            count += 1
    return count


def _rows(session: Session) -> int:
    return sum(1 for _ in session.each("SELECT seq, id, agency, body FROM statement WHERE voided = 0 ORDER BY seq"))
