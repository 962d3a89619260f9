"""All reports over many rows, beside a bare scan and group of the columns that they read, in the same process.

`python -m tests.bench.records_reports LAKE` prints what one lake costs, as JSON; the peak of memory is the process's.
Reports of the same rows and columns have one bare scan and group together, as they have one view together.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from builder.records.analysis.engines.engine import Engine
from builder.records.analysis.open import SHARED, open_lake
from builder.records.analysis.report import reports
from builder.records.analysis.slices import SLICES
from builder.records.lake import layout
from builder.records.lake.columns import MONTH, NAMES
from builder.records.lake.intake import take
from builder.records.lake.lake import Lake
from builder.records.simulate.settings import Settings
from builder.records.simulate.simulate import simulate
from builder.standards.xapi import Verb
from tests.bench.table import Line

AIM: Final = 3.0
SEED_LEARNERS: Final = 1000
SIZES: Final = (1_000_000, 5_000_000)
GREAT: Final = 20_000_000

LEARNER: Final = ("course_id", "actor")
ANSWER: Final = (*LEARNER, "registration", "parent_id", "object_id", "attempt")
TEST: Final = (Verb.ATTEMPTED, Verb.ANSWERED, Verb.PASSED, Verb.FAILED)


@dataclass(frozen=True, slots=True)
class Bare:
    """What a report cannot do without: a scan of the columns that it reads, of these verbs, grouped by `keys` once."""

    keys: tuple[str, ...]
    values: tuple[str, ...]
    verbs: tuple[Verb, ...] = ()

    @property
    def sql(self) -> str:
        keys = ", ".join(self.keys)
        values = ", ".join(f"max({name}) AS {name}" for name in self.values)
        asked = ", ".join(f"max({name})" for name in self.values)  # what nobody asks is not computed
        where = f"WHERE verb IN ({', '.join(repr(verb.value) for verb in self.verbs)})" if self.verbs else ""
        return (
            f"SELECT count(*), {asked} FROM (SELECT {keys}, count(*), {values} FROM statements {where} GROUP BY {keys})"
        )


WHOLE: Final = Bare(
    LEARNER,
    ("verb", "object_id", "activity_type", "agency", "version", "month", "ts", "stored", "attempt", "registration",
     "progress", "score_raw", "score_scaled", "duration_s"),
)  # fmt: skip
ATTEMPTS: Final = Bare(
    (*LEARNER, "registration", "attempt"),
    (
        "verb",
        "object_id",
        "parent_id",
        "agency",
        "version",
        "month",
        "ts",
        "at_s",
        "success",
        "score_raw",
        "duration_s",
    ),
    TEST,
)
ANSWERS: Final = Bare(
    ANSWER, ("agency", "version", "month", "ts", "score_scaled", "response", "duration_s"), (Verb.ANSWERED,)
)
BARE: Final = {
    "completion": WHOLE,
    "attempts": ATTEMPTS,
    "scores": ATTEMPTS,
    "mastery": Bare(
        (*LEARNER, "object_id"), ("activity_type", "agency", "month", "ts", "success", "score_raw"), (Verb.SCORED,)
    ),
    "lesson_time": Bare(
        (*LEARNER, "object_id"),
        ("activity_type", "agency", "month", "duration_s"),
        (Verb.COMPLETED, Verb.EXPERIENCED),
    ),
    "drop_off": Bare(
        (*LEARNER, "object_id"),
        ("activity_type", "parent_id", "agency", "version", "month", "ts"),
        (Verb.EXPERIENCED,),
    ),
    "items": ANSWERS,
    "distractors": ANSWERS,
    "reliability": ANSWERS,
    "paths": Bare(
        (*LEARNER, "registration", "parent_id", "object_id", "run"),
        ("agency", "month", "ts", "response", "version", "statement_id", "duration_s"),
        (Verb.RESPONDED, Verb.COMPLETED),
    ),
    "ends": Bare((*LEARNER, "object_id", "response"), ("agency", "month", "run"), (Verb.COMPLETED,)),
    "quality": Bare(
        ("source", *LEARNER, "registration"), ("verb", "object_id", "agency", "month", "version", "ts", "stored")
    ),
}  # fmt: skip


def lines(scratch: Path) -> Iterator[Line]:
    """Two sizes; the great one with `records-reports-20m`."""
    yield from _sizes(scratch, SIZES)


def great_lines(scratch: Path) -> Iterator[Line]:
    yield from _sizes(scratch, (GREAT,))


def _sizes(scratch: Path, sizes: tuple[int, ...]) -> Iterator[Line]:
    seed = make_seed(scratch / "seed")
    last: tuple[int, float] | None = None
    for size in sizes:
        lake = scratch / f"lake-{size}"
        rows = grow(seed, lake, size)
        found = measure(lake)
        shutil.rmtree(lake)
        yield from _told(rows, found)
        if last:
            growth, rows_growth = found["all"] / last[1], rows / last[0]
            yield Line(f"  growth of time for {rows_growth:.1f} times the rows", f"{growth:.1f}")
        last = rows, found["all"]


def _told(rows: int, found: dict[str, Any]) -> Iterator[Line]:
    what = f"{rows / 1e6:.1f} million rows"
    for name, (mine, bare) in found["reports"].items():
        yield Line(f"  {name}, seconds (bare scan and group {bare:.2f})", f"{mine:.2f}")
    ratio = found["all"] / found["bare"]
    yield Line(f"all reports, {what}: seconds", f"{found['all']:.1f}")
    yield Line(f"all bare scans and groups, {what}: seconds", f"{found['bare']:.1f}")
    yield Line(f"ratio, {what}", f"{ratio:.2f}", f"<= {AIM}", ratio <= AIM)
    yield Line(f"peak memory, {what}: MB", f"{found['peak'] / 1e6:.0f}")


def make_seed(folder: Path) -> Path:
    """A lake of simulated learners."""
    folder.mkdir()
    made = simulate(Settings(SEED_LEARNERS, 1), folder / "made-up.ndjson")
    lake = Lake.make(folder / "lake")
    with lake.writing() as writer:
        take(writer, folder / "made-up.ndjson", source="simulated")
        for codebook in made.codebooks:
            writer.put_codebook(codebook)
        if made.agencies:
            writer.put_agencies(made.agencies)
    return lake.folder


def grow(seed: Path, lake: Path, size: int) -> int:
    """As many copies of each learner as make so many rows, each under a name of its own; how many rows there are."""
    shutil.copytree(seed, lake)
    shutil.rmtree(lake / layout.STATEMENTS)
    columns = ", ".join(CHANGED.get(name, name) for name in NAMES)
    total = 0
    with duckdb.connect(config={"temp_directory": str(lake / "spill"), "memory_limit": "4GB"}) as duck:
        source = f"read_parquet('{seed}/{layout.STATEMENTS}/*/*.parquet', hive_types = {{'{MONTH}': VARCHAR}})"
        counted = duck.execute(f"SELECT {MONTH}, count(*) FROM {source} GROUP BY 1 ORDER BY 1").fetchall()
        copies = max(1, round(size / sum(count for _, count in counted)))
        for month, count in counted:
            folder = lake / layout.STATEMENTS / f"{MONTH}={month}"
            folder.mkdir(parents=True)
            duck.execute(
                f"COPY (SELECT {columns} FROM {source}, range({copies}) AS copy (n) WHERE {MONTH} = '{month}' "
                f"ORDER BY verb, ts) TO '{folder}/1.parquet' (FORMAT parquet, COMPRESSION zstd)"
            )
            total += count * copies
    return total


CHANGED: Final = {
    "statement_id": "concat(substr(md5(concat(statement_id, n)), 1, 32)) AS statement_id",
    "actor": "md5(concat(actor, n)) AS actor",
}


def measure(lake: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.records_reports", str(lake)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def _measured(lake: Path) -> dict[str, Any]:
    with open_lake(lake) as analysis:
        engine = analysis.engine
        bare = {name: _timed(engine, one.sql) for name, one in BARE.items()}
        started = time.perf_counter()
        for view in (SLICES, *SHARED):
            engine.keep(view)
        kept = time.perf_counter() - started
        told = {"(views that several reports ask)": (kept, 0.0)}
        told |= {report.name: (_timed(engine, report.sql), bare[report.name]) for report in reports()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "reports": told,
        "all": sum(mine for mine, _ in told.values()),
        "bare": sum({BARE[name].sql: seconds for name, seconds in bare.items()}.values()),
        "peak": peak,
    }


def _timed(engine: Engine, sql: str) -> float:
    started = time.perf_counter()
    engine.table(sql)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured(Path(sys.argv[1]))))
