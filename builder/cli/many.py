"""peacebuilder build --agencies: what is told while thousands of agencies get their packages, and at the end."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from builder.cli.output import described, say, tell
from builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from builder.package.target import Target
    from builder.pipeline import AgenciesResult

BAR: Final = 40
PAUSE: Final = 0.1
"""Seconds between two pictures of the bar."""
SHOWN: Final = 10
"""Agencies that are named in one line."""
WORTH_A_JOB: Final = 150_000
"""Bytes of a table below which a second process has no time to pay for its start."""


def build_many(
    course: Path,
    targets: Sequence[Target],
    source: Path,
    out: Path,
    *,
    strict: bool,
    by_agency: bool,
    jobs: int | None,
) -> None:
    """Ends with 1 when an agency is broken; all others have their packages then."""
    from builder.package.agencies import WorkStopped
    from builder.package.staging import NotWritten
    from builder.pipeline import Many, compile_agencies

    if not source.exists():
        raise click.BadParameter(f"There is no table and no folder '{source}'.", param_hint="--agencies")
    # Main has switched it off, for commands that end soon; what was read so far is not worth looking at.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()
    watch = Onlooker(strict=strict)
    try:
        many = Many(source, jobs or _jobs(source), strict, by_agency)
        result = compile_agencies(course, targets, many, out, watch)
    except (NotWritten, WorkStopped) as failure:
        watch.end()
        advice = "what was built before is there and recorded; run the same command again"
        raise click.ClickException(f"{failure}; {advice}") from failure
    except KeyboardInterrupt:
        watch.end()
        say("Stopped: what was built before is there and recorded; the same command goes on from here.", err=True)
        raise
    watch.end()
    tell(result.warnings, err=True)
    _summary(result, source)
    if result.tally.broken:
        raise click.exceptions.Exit(1)


def _jobs(source: Path) -> int:
    large = source.is_dir() or source.stat().st_size > WORTH_A_JOB
    return (os.cpu_count() or 1) if large else 1


def _summary(result: AgenciesResult, source: Path) -> None:
    tally, out = result.tally, result.out.as_posix()
    parts = [f"{tally.built:,} built ({tally.written:,} packages)", f"{tally.unchanged:,} unchanged"]
    parts += [f"{tally.broken:,} with errors, not built"] if tally.broken else []
    say(f"{out}: agencies: {', '.join(parts)}")
    if result.replaced:
        say(f"{out}: {len(result.replaced):,} packages of other versions were replaced")
    if others := result.strangers:
        named = ", ".join(others[:SHOWN]) + (", ..." if len(others) > SHOWN else "")
        say(f"{out}: {len(others):,} agencies have packages here and are not in {source.as_posix()}: {named}")
        say("  Their packages stay; delete those that nobody needs, and the next build forgets them.")


class Onlooker:
    """Tells errors at once, a warning that many rows share once, and on a terminal how far it has come."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._counts: dict[tuple[str, str], int] = {}
        self._problems = {"error": 0, "warning": 0}
        self._bar = sys.stderr.isatty()
        self._next = 0.0

    def told(self, problems: Sequence[Diagnostic]) -> None:
        for problem in problems:
            self._problems[problem.severity] += 1
            if not problem.is_error and not self._strict:
                key = (problem.code, problem.text)
                self._counts[key] = self._counts.get(key, 0) + 1
                if self._counts[key] > 1:
                    continue
            self._wipe()
            say(described(problem), err=True)

    def moved(self, done: int, size: int) -> None:
        now = time.monotonic()
        if not self._bar or now < self._next:
            return
        self._next = now + PAUSE
        share = min(done / size, 1.0)
        filled = round(share * BAR)
        say(f"\r[{'#' * filled}{'-' * (BAR - filled)}] {share:4.0%}", err=True, nl=False)

    def end(self) -> None:
        self._wipe()
        for (code, text), count in self._counts.items():
            if count > 1:
                say(f"warning {code} is there {count:,} times: {text}", err=True)
        told = ", ".join(
            f"{count:,} {kind}{'s' if count > 1 else ''}" for kind, count in self._problems.items() if count
        )
        if told:
            say(f"In the list of agencies: {told}", err=True)

    def _wipe(self) -> None:
        if self._bar:
            say("\r\x1b[K", err=True, nl=False)
