"""How long questions take in stores of very different sizes: in the process, and over HTTP."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from pytest import skip

from builder.records.lrs.http.call import Call
from builder.records.lrs.principal import Principal
from builder.records.lrs.resources import statements
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store.open import SQLITE, open_database
from builder.records.lrs.times import text_of
from builder.standards.xapi import Version
from tests.bench import lrs_fill, lrs_statements
from tests.bench.lrs import OURS, credential, percentiles
from tests.bench.lrs_client import Connection, request
from tests.bench.lrs_server import Server, running
from tests.bench.lrs_statements import ADL, COURSE, ITEMS, Crowd
from tests.bench.table import Line
from tests.records.lrs.loop import run
from tests.records.postgres import server

SIZES: Final = (20_000, 200_000, 2_000_000)
POSTGRES_SIZES: Final = SIZES[:2]
TIMES: Final = 40
MEMORY_AIM_MB: Final = 400
"""Of a server: five connections with 32 MB each, and pages of 8 MB."""
AIM_MS: Final = 50.0
GROWTH_AIM: Final = 2.0
AGENCY: Final = "agency-0"
"""The largest one."""
VERB: Final = f"{ADL}/verbs/"
Params = dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked again and again, of others each time; `agency` of one that is bound to it."""

    name: str
    params: Callable[[random.Random], Params]
    agency: str = ""
    pages: int = 1
    """How many are turned until the one that is measured."""


def _one_of(known: Sequence[str], rng: random.Random) -> Params:
    return {"statementId": rng.choice(known)}


def _agent(rng: random.Random, agency: str = AGENCY) -> str:
    return json.dumps(lrs_statements.actor(agency, rng.randrange(lrs_statements.LEARNERS)))


def _item(rng: random.Random) -> str:
    return lrs_statements.item_id(rng.randrange(ITEMS))


def _registration(rng: random.Random) -> str:
    return lrs_statements.registration(AGENCY, rng.randrange(lrs_statements.LEARNERS))


QUESTIONS: Final = (
    Question("newest page", lambda _: {}),
    Question("by verb", lambda _: {"verb": f"{VERB}answered"}),
    Question("by a rare verb", lambda _: {"verb": f"{VERB}completed"}),
    Question("by agent", lambda rng: {"agent": _agent(rng)}),
    Question("by activity", lambda rng: {"activity": _item(rng)}),
    Question("by registration", lambda rng: {"registration": _registration(rng)}),
    Question("by agent and verb", lambda rng: {"agent": _agent(rng), "verb": f"{VERB}answered"}),
    Question("by activity and verb", lambda rng: {"activity": _item(rng), "verb": f"{VERB}answered"}),
    Question("by agent and activity", lambda rng: {"agent": _agent(rng), "activity": _item(rng)}),
    Question("by related activity", lambda _: {"activity": COURSE, "related_activities": "true"}),
    Question(
        "by verb since, oldest first",
        lambda rng: {"verb": f"{VERB}answered", "since": text_of(_moment(rng)), "ascending": "true"},
    ),
    Question("newest page of one agency", lambda _: {}, AGENCY),
    Question("by verb of one agency", lambda _: {"verb": f"{VERB}answered"}, AGENCY),
    Question("the 20th page by verb", lambda _: {"verb": f"{VERB}answered"}, pages=20),
)
WORST: Final = (
    Question("verb and registration", lambda rng: {"verb": f"{VERB}answered", "registration": _registration(rng)}),
    Question(
        "rare verb and lesson (related)",
        lambda rng: {
            "verb": f"{VERB}completed",
            "activity": f"{COURSE}/lessons/{rng.randrange(lrs_statements.LESSONS)}",
            "related_activities": "true",
        },
    ),
    Question(
        "verb and its never met activity (related)",
        lambda _: {"verb": f"{VERB}answered", "activity": f"{COURSE}/launched/agency-49", "related_activities": "true"},
    ),
    Question(
        "authority as related agent",
        lambda _: {"agent": json.dumps(lrs_fill.AUTHORITY), "related_agents": "true"},
    ),
    Question(
        "verb and authority as related agent",
        lambda _: {
            "verb": f"{VERB}completed",
            "agent": json.dumps(lrs_fill.AUTHORITY),
            "related_agents": "true",
        },
    ),
    Question("voided for the most part", lambda _: {"verb": f"{VERB}passed"}),
    Question("one day long ago", lambda _: {"since": text_of(lrs_fill.START), "until": text_of(lrs_fill.START + DAY)}),
)
LARGE: Final = Question("large pages", lambda _: {"limit": "500"}, pages=4)
LARGE_PAGES: Final = 10
DAY: Final = 86_400_000_000


def _moment(rng: random.Random) -> int:
    return lrs_fill.START + rng.randrange(1, 20_000) * lrs_fill.STEP


def lines(scratch: Path, sizes: Sequence[int] = SIZES, times: int = TIMES) -> Iterator[Line]:
    """Of one store that grows from size to size."""
    folder = scratch / "queries"
    folder.mkdir()
    yield from compare(f"sqlite:///{folder / 'lrs.db'}", folder, sizes, times)


def postgres_lines(scratch: Path, sizes: Sequence[int] = POSTGRES_SIZES, times: int = TIMES) -> Iterator[Line]:
    """The same of PostgreSQL, where there is one; not the largest size, which takes it half an hour to fill."""
    try:
        with server() as found:
            yield from compare(found.fresh(), scratch, sizes, times)
    except skip.Exception as missing:
        yield Line(f"PostgreSQL: {missing}", "-")


def compare(url: str, folder: Path, sizes: Sequence[int], times: int) -> Iterator[Line]:
    """Fills, asks, and tells how much longer it takes than at the second size."""
    crowd, before = Crowd(), dict[str, float]()
    filled = 0
    for size in sizes:
        begun = time.perf_counter()
        with closing(Service(open_database(url))) as service:
            lrs_fill.Filler(service, crowd, filled).up_to(size)
            _void_many(service)
            known = lrs_fill.ids(service)
        filled = size
        yield Line(f"{size:,} statements, s until they are there", f"{time.perf_counter() - begun:.0f}")
        if url.startswith(SQLITE):
            yield Line(f"{size:,} statements, GB", f"{lrs_fill.sizes(folder):.2f}")
        questions = (Question("by id", partial(_one_of, known)), *QUESTIONS, *WORST)
        found = measure(url, folder, questions, times)
        peak = found.megabytes
        yield Line(f"{size:,}: MB of the server at most", f"{peak:.0f}", f"<= {MEMORY_AIM_MB}", peak <= MEMORY_AIM_MB)
        for name, (inside, outside) in found.took.items():
            yield _line(f"{size:,}: {name}", inside, size >= 200_000)
            yield _line(f"{size:,}: {name}, over HTTP", outside, size >= 200_000)
            if size == sizes[-1] and name in before:
                growth = inside[1] / max(before[name], 1.0)
                yield Line(f"growth: {name}", f"{growth:.1f}", f"<= {GROWTH_AIM:g}", growth <= GROWTH_AIM)
            before[name] = inside[1]


def _line(what: str, took: tuple[float, float], aimed: bool) -> Line:
    p50, p95 = took
    return Line(
        f"{what}, p50 / p95 ms", f"{p50:.1f} / {p95:.1f}", *((f"<= {AIM_MS:g}", p95 <= AIM_MS) if aimed else ())
    )


def _void_many(service: Service) -> None:
    sql = "UPDATE statement SET voided = 1 WHERE verb = ? AND seq <> seq / 50 * 50"
    service.database.write(lambda session: session.run(sql, (f"{VERB}passed",))).result()


Took = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Milliseconds, p50 and p95 of each question in the process and over HTTP; the memory of the server after it."""

    took: dict[str, tuple[Took, Took]]
    megabytes: float


def measure(url: str, scratch: Path, questions: Sequence[Question], times: int) -> Found:
    """All questions of others each time, but of the same in the process and over HTTP."""
    keys = {agency: credential(url, agency, Scope.ALL_READ) for agency in ("", AGENCY)}
    with closing(Service(open_database(url))) as service:
        inside = {one.name: percentiles(run(_inside(service, one, times))) for one in questions}
    with running([*OURS, url], scratch) as ours:
        outside = {one.name: percentiles(_outside(ours, keys[one.agency], one, times)) for one in questions}
        for _ in range(LARGE_PAGES):
            _outside(ours, keys[""], LARGE, 1)
        megabytes = ours.peak_megabytes()
    return Found({name: (inside[name], outside[name]) for name in inside}, megabytes)


async def _inside(service: Service, question: Question, times: int) -> list[float]:
    rng = random.Random(question.name)
    principal = Principal("bench", "bench", frozenset({Scope.ALL_READ}), question.agency)
    took = []
    for _ in range(times):
        params: Mapping[str, str] = question.params(rng)
        for _ in range(question.pages):
            begun = time.perf_counter()
            call = Call("GET", "statements", params, {}, b"", Version.ONE, principal, service, "http://localhost/xapi")
            body = (await statements.get(call)).body
            seconds = time.perf_counter() - begun
            params = _next(json.loads(body).get("more", "")) if question.pages > 1 else params
        took.append(seconds * 1000)
    return took


def _next(more: str) -> Params:
    return dict(parse_qsl(more.partition("?")[2]))


def _outside(server: Server, authorization: str, question: Question, times: int) -> list[float]:
    rng = random.Random(question.name)
    connection = Connection(server.port)
    took = []
    for _ in range(times):
        path = f"/xapi/statements?{urlencode(question.params(rng), quote_via=quote)}"
        for _ in range(question.pages):
            begun = time.perf_counter()
            status, body = connection.ask(request("GET", path, authorization))
            seconds = time.perf_counter() - begun
            if status != 200:
                raise RuntimeError(f"{question.name}: {status}: {body[:200]!r}")
            path = json.loads(body).get("more", "") or path if question.pages > 1 else path
        took.append(seconds * 1000)
    connection.close()
    return took
