"""Statements a second of an import, as a share of DuckDB's own reader of the same file in the same run."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.agencies import Run, run
from tests.bench.lrs_statements import Crowd
from tests.bench.table import Line

STATEMENTS: Final = 300_000
BAD: Final = 100
"""One of so many lines is no statement, in the second file."""
ROUNDS: Final = 3
AIM: Final = 3.0
FLOOR: Final = """
import sys, duckdb
duckdb.execute(
    "SELECT count(*), count(id), count(verb.id), count(object), count(actor), count(result), count(context),"
    " count(timestamp) FROM read_json(?, format = 'newline_delimited', columns = {"
    "id: 'VARCHAR', actor: 'STRUCT(account STRUCT(homePage VARCHAR, name VARCHAR))', verb: 'STRUCT(id VARCHAR)',"
    "object: 'STRUCT(id VARCHAR, definition STRUCT(type VARCHAR))',"
    "result: 'STRUCT(success BOOLEAN, completion BOOLEAN, score STRUCT(scaled DOUBLE, raw DOUBLE), response VARCHAR,"
    " duration VARCHAR)', context: 'STRUCT(registration VARCHAR, contextActivities STRUCT(parent STRUCT(id VARCHAR)[],"
    " grouping STRUCT(id VARCHAR)[], category STRUCT(id VARCHAR)[]), extensions MAP(VARCHAR, JSON))',"
    "timestamp: 'VARCHAR'})", [sys.argv[1]]
).fetchall()
"""
"""It reads what an import needs, and counts; it hashes, sorts and keeps nothing."""


def lines(scratch: Path) -> Iterator[Line]:
    """By turns, since a machine is not as fast from minute to minute."""
    clean, damaged = _write(scratch)
    floor, ours, with_bad = [], [], []
    for _ in range(ROUNDS):
        floor.append(run([sys.executable, "-c", FLOOR, str(clean)], scratch))
        ours.append(_imported(scratch, clean))
        with_bad.append(_imported(scratch, damaged))
    least = _seconds(floor)
    for what, found in (("import", ours), (f"import, every {BAD}th line is none", with_bad)):
        ratio = _seconds(found) / least
        yield Line(f"{what}: statements/s", f"{STATEMENTS / _seconds(found):,.0f}")
        yield Line(f"{what}: ratio to the floor", f"{ratio:.2f}", f"<= {AIM}", ratio <= AIM)
        yield Line(f"{what}: CPU seconds", f"{statistics.median(one.cpu for one in found):.2f}")
        yield Line(f"{what}: peak MB", f"{max(one.megabytes for one in found):.0f}")
    yield Line("floor (DuckDB reads the typed columns): statements/s", f"{STATEMENTS / least:,.0f}")


def _seconds(runs: list[Run]) -> float:
    return statistics.median(one.seconds for one in runs)


def _imported(scratch: Path, path: Path) -> Run:
    lake = scratch / "lake"
    found = run([sys.executable, "-m", "builder", "records", "import", str(path), "--lake", str(lake)], scratch)
    shutil.rmtree(lake)
    return found


def _write(scratch: Path) -> tuple[Path, Path]:
    """The same statements, the second time with some that are cut off or have no verb."""
    clean, damaged = scratch / "clean.ndjson", scratch / "damaged.ndjson"
    with clean.open("w", encoding="utf-8") as whole, damaged.open("w", encoding="utf-8") as broken:
        for n, text in enumerate(Crowd().texts(STATEMENTS)):
            whole.write(text + "\n")
            broken.write((_spoilt(text, n // BAD) if n % BAD == 0 else text) + "\n")
    return clean, damaged


def _spoilt(text: str, number: int) -> str:
    if number % 2:
        return text[: 10 + number % 1000]
    return json.dumps({name: value for name, value in json.loads(text).items() if name != "verb"})
