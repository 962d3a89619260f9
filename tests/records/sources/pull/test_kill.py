"""A pull that is killed at any moment and begun again leaves the lake that a plain pull makes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from builder.records.lake.lake import Lake
from builder.records.lake.refusals import NotALake
from builder.records.sources.pull.client import Access
from builder.records.sources.pull.run import pull
from builder.records.sources.wanted import Heard, Wanted
from tests.records.sources.lakes import lake_at, rows
from tests.records.sources.pull.double import SECOND, Double, Habits, running_double

KILLS = int(os.environ.get("PULL_KILLS", "2"))
SMALL_STEPS = """
from builder.records.sources import steps
from builder.__main__ import main
steps.MOST = 40
main()
"""


@pytest.mark.parametrize("habits", [Habits(), Habits(ascending=False)], ids=["ascending", "descending"])
def test_killed_again_and_again(tmp_path: Path, habits: Habits) -> None:
    chance = random.Random(habits.ascending)
    with running_double(habits) as double:
        double.store(240, every=SECOND // 2)
        plain = lake_at(tmp_path / "plain")
        pull(plain, Access(double.url), Wanted("lrs", page_size=20), Heard())
        kept = 0
        for _ in range(KILLS):
            _pull_and_kill(double, tmp_path, chance)
            before, kept = kept, _kept(tmp_path)
            assert kept >= before
        with _pulling(double, tmp_path) as process:
            assert process.wait(120) == 0
    lake = Lake.open(tmp_path / "lake")
    assert rows(lake, "*") == rows(plain, "*")
    assert len(rows(lake)) == 240


def _kept(folder: Path) -> int:
    """Rows, as readers see them: a step that was cut off in its publishing is brought to its end first."""
    with suppress(NotALake):
        lake = Lake.open(folder / "lake")
        with lake.reading():
            return len(rows(lake))
    return 0


def _pull_and_kill(double: Double, folder: Path, chance: random.Random) -> None:
    """At a moment after a request that is not far off."""
    heard, last = threading.Event(), len(double.requests) + chance.randrange(2, 9)
    double.fault = lambda number, _: heard.set() if number >= last else None
    with _pulling(double, folder) as process:
        while process.poll() is None and not heard.wait(0.02):
            pass
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.4))
        process.kill()
    double.fault = lambda _number, _path: None


def _pulling(double: Double, folder: Path) -> subprocess.Popen[bytes]:
    arguments = ["records", "pull", double.url, "--lake", str(folder / "lake"), "--source", "lrs", "--identified"]
    command = [sys.executable, "-c", SMALL_STEPS, *arguments, "--page-size", "20"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
