"""CPU seconds and memory of a cold build, and of the floor for the same course."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RUNS: Final = 5
FLOOR: Final = Path(__file__).with_name("floor.py")
ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The medians of both, and the ratio of the seconds."""

    build: Cost
    floor: Cost

    @property
    def ratio(self) -> float:
        return self.build.seconds / self.floor.seconds


def compare(course: Path, scratch: Path, runs: int = RUNS) -> Comparison:
    """Measures both by turns, each run in a new process."""
    build = [sys.executable, "-m", "builder", "build", "-f", "scorm12", str(course), "--out", str(scratch / "out")]
    floor = [sys.executable, str(FLOOR), str(course), str(scratch / "floor.zip")]
    variables = environment(scratch)
    costs = [(_cost(build, variables), _cost(floor, variables)) for _ in range(runs + 1)][1:]
    return Comparison(_median([one for one, _ in costs]), _median([one for _, one in costs]))


def environment(scratch: Path) -> dict[str, str]:
    """As after an installation by pip: modules are compiled once, here by a first run that is not counted."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return variables | {"PYTHONPYCACHEPREFIX": str(scratch / "bytecode"), "PYTHONPATH": str(ROOT)}


def _cost(command: Sequence[str], environment: dict[str, str]) -> Cost:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(c.seconds for c in costs), statistics.median(c.megabytes for c in costs))
