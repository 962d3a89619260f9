"""peacebuilder records simulate: statements of learners who do not exist, and the truth that they were made from."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from builder.cli.output import printable, say
from builder.records.simulate.settings import USUAL, Rates, Settings

if TYPE_CHECKING:
    from builder.records.simulate.simulate import Made

SHARE: Final = click.FloatRange(0, 1)
FILE: Final = click.Path(dir_okay=False, path_type=Path)
THERE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY: Final = click.DateTime(["%Y-%m-%d"])


def rate_options(command: Callable[..., None]) -> Callable[..., None]:
    """One option for each of the rates."""
    for rate in reversed(fields(Rates)):
        name = f"--{rate.name.replace('_', '-')}"
        text = f"Share of {rate.metadata['of']}."
        command = click.option(name, type=SHARE, default=rate.default, show_default=True, help=text)(command)
    return command


@click.command("simulate")
@click.option("--learners", required=True, type=click.IntRange(1), help="How many learners.")
@click.option("--seed", required=True, type=int, help="Any number; the same one gives the same file, byte by byte.")
@click.option("--out", required=True, type=FILE, help="The NDJSON to write; packed where it ends in .gz.")
@click.option("--codebook", type=THERE, help="The JSON codebook of a course, instead of one that is made up.")
@click.option("--agencies", type=THERE, help="CSV with id, name and state, instead of agencies that are made up.")
@click.option("--from", "start", type=DAY, default=str(USUAL.start), show_default=True, help="The first day.")
@click.option(
    "--to",
    "end",
    type=DAY,
    default=str(USUAL.end),
    show_default=True,
    help="The last day on which learners begin; the deadline is in its month.",
)
@click.option("--truth", type=FILE, help="Where to write the truth, instead of beside the statements.")
@click.option("--pass-mark", type=click.FloatRange(0, 100), default=USUAL.pass_mark, show_default=True, help="Percent.")
@click.option("--attempts", type=click.IntRange(1), default=USUAL.attempts, show_default=True, help="At the test.")
@click.option(
    "--planted",
    type=click.IntRange(0),
    default=USUAL.planted,
    show_default=True,
    help="Bad items of each kind, as far as the bank has room.",
)
@rate_options
@click.option(
    "--processes", type=click.IntRange(1), help="How many work at a time, else one a processor; changes no byte."
)
def command(
    learners: int, seed: int, out: Path, codebook: Path | None, agencies: Path | None, start: datetime, end: datetime,
    truth: Path | None, pass_mark: float, attempts: int, planted: int, processes: int | None, **rates: float,
) -> None:  # fmt: skip
    """Make up statements of learners who do not exist, and write down the truth that reports should find.

    Beside them lie a codebook, a list of agencies and the truth: shares, scores, the parameters of each item.
    """
    if end < start:
        raise click.BadParameter("The last day is before the first.", param_hint="--to")
    if not out.absolute().parent.is_dir():
        raise click.BadParameter(f"There is no folder {printable(str(out.parent))}.", param_hint="--out")
    settings = Settings(learners, seed, start.date(), end.date(), pass_mark, attempts, planted, Rates(**rates))
    made = _simulated(settings, out, codebook, agencies, truth, processes or os.cpu_count() or 1)
    _tell(made, out, codebook, agencies)


def _simulated(
    settings: Settings, out: Path, codebook: Path | None, agencies: Path | None, truth: Path | None, processes: int
) -> Made:
    # Here, so that the other commands do not wait for it.
    from builder.records.simulate.agencies import NoAgencies
    from builder.records.simulate.course import Unusable
    from builder.records.simulate.simulate import simulate

    try:
        with click.progressbar(
            length=settings.learners, label="Making up learners", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:
            return simulate(
                settings,
                out,
                codebook=codebook,
                agency_list=agencies,
                truth=truth,
                processes=processes,
                progress=bar.update,
            )
    except Unusable as problem:
        raise click.ClickException(f"{printable(str(problem))}; {printable(problem.advice)}") from problem
    except NoAgencies as problem:
        raise click.ClickException(printable(str(problem))) from problem


def _tell(made: Made, out: Path, codebook: Path | None, agencies: Path | None) -> None:
    say(f"{out}  {made.lines} lines")
    for path in (*made.codebooks, *filter(None, (made.agencies,)), made.truth):
        say(str(path))
    words = ["peacebuilder", "records", "import", str(out)]
    for book in made.codebooks or (codebook,):
        words += ["--codebook", str(book)]
    words += ["--agencies", str(made.agencies or agencies), "--lake", "lake"]
    say("To ask a lake about them:")
    say(f"  {shlex.join(words)}")
