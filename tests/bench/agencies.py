"""Packages for many agencies: CPU against appending the changed files to ready bytes, memory, and how both grow."""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.cpu import environment
from tests.bench.reference import write_course

FLOOR: Final = Path(__file__).with_name("append.py")
STARTER: Final = Path(__file__).parents[2] / "builder" / "cli" / "starter"
VARIANTS: Final = 1_000
ROUNDS: Final = 5
ALL: Final = 17_541
GROWTH: Final = (1_000, 5_000, ALL)


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took, with the processes that it began; the memory is that of the largest of them."""

    cpu: float
    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """CPU seconds, medians: the build, the floor, the build when nothing has changed, the build for one agency."""

    build: float
    floor: float
    again: float
    start: float


def compare(scratch: Path) -> Comparison:
    """By turns, since what writing costs differs from minute to minute."""
    course, table = write_course(scratch / "variants"), write_table(scratch / "variants.csv", VARIANTS)
    out, floor = scratch / "built", scratch / "appended"
    command = [sys.executable, "-m", "builder", "build", str(course), "-f", "scorm12"]
    command += ["--jobs", "1", "--out", str(out), "--agencies"]
    one = write_table(scratch / "one.csv", 1)
    start: list[float] = []
    ours: list[float] = []
    least: list[float] = []
    again: list[float] = []
    package = scratch / "one.zip"
    for number in range(ROUNDS + 1):  # the first one is not counted: it compiles modules and templates
        cost = run([*command, str(table)], scratch)
        unchanged = run([*command, str(table)], scratch)
        if number == 0:
            shutil.copy(next(out.glob("*-agency-0-*.zip")), package)
        shutil.rmtree(out)
        begun = run([*command, str(one)], scratch)
        shutil.rmtree(out)
        floor.mkdir()
        appended = run([sys.executable, str(FLOOR), str(package), str(VARIANTS), str(floor)], scratch)
        shutil.rmtree(floor)
        if number:
            ours.append(cost.cpu)
            least.append(appended.cpu)
            again.append(unchanged.cpu)
            start.append(begun.cpu)
    return Comparison(*map(statistics.median, (ours, least, again, start)))


def growth(scratch: Path, counts: Sequence[int] = GROWTH, jobs: int = 1) -> Iterator[tuple[int, Run, Run]]:
    """For each number of agencies the build, and the same build when nothing has changed; of a small course."""
    for count in counts:
        table = write_table(scratch / f"{count}.csv", count)
        out = scratch / f"out-{count}"
        command = [sys.executable, "-m", "builder", "build", str(STARTER), "-f", "scorm12"]
        command += ["--agencies", str(table), "--jobs", str(jobs), "--out", str(out)]
        yield count, run(command, scratch), run(command, scratch)
        shutil.rmtree(out)


def write_table(path: Path, count: int) -> Path:
    """Agencies as a state would list them."""
    titles = "id,name,state,colors.accent,contacts.training-unit,policies.use-of-force"
    colors = ("#1d4f63", "#7a1f1f", "#2f5d34", "#4b3a7a")
    rows = (
        f'agency-{number},"Agency {number}, Police Department",CA,{colors[number * 4 // count]},555-{number:05},'
        f"https://example.org/{number}/use-of-force"
        for number in range(count)
    )
    path.write_text("\n".join((titles, *rows, "")), encoding="utf-8")
    return path


def run(command: Sequence[str], scratch: Path) -> Run:
    """In a process of its own that waits for the command, so that all that it began is counted, and nothing else."""
    watch = [sys.executable, __file__, *command]
    done = subprocess.run(watch, env=environment(scratch), stdout=subprocess.PIPE, check=True, text=True)
    cpu, seconds, megabytes = map(float, done.stdout.split()[-3:])
    return Run(cpu, seconds, megabytes)


def _watch(command: Sequence[str]) -> None:
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(f"{used.ru_utime + used.ru_stime} {seconds} {used.ru_maxrss / 1024}\n")


if __name__ == "__main__":
    _watch(sys.argv[1:])
