"""peacebuilder records report: all reports of a lake as one page that works from a folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from builder.cli.output import printable, say
from builder.cli.records_lake import lake_option, lake_words
from builder.cli.suggest import suggestion

if TYPE_CHECKING:
    from builder.records.page.content import Wanted

MANY: Final = 20
"""So many words can be read as a list."""
MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
SMALLEST: Final = 5
"""As in analysis/report.py, which is imported only when it is needed; a test compares them."""


def month(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not MONTH.fullmatch(value):
        raise click.BadParameter("Give a month as in 2026-11.")
    return value


@click.command("report")
@lake_option
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that gets index.html.",
)
@click.option(
    "--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="What counts."
)
@click.option("--agency", "agencies", multiple=True, metavar="ID", help="Only this agency; may be given several times.")
@click.option("--from", "first", metavar="YYYY-MM", callback=month, help="Only what began in this month or later.")
@click.option("--to", "last", metavar="YYYY-MM", callback=month, help="Only what began in this month or before.")
@click.option("--course", metavar="IRI", help="Only this course.")
@click.option(
    "--smallest",
    type=click.IntRange(1),
    default=SMALLEST,
    show_default=True,
    help="Fewer learners are not told of: numbers that come from them are left out.",
)
@click.option("--title", metavar="TEXT", help="What stands above the page, instead of the title of the course.")
def command(
    lake: Path, out: Path, engine: str, agencies: tuple[str, ...], first: str | None, last: str | None,
    course: str | None, smallest: int, title: str | None,
) -> None:  # fmt: skip
    """Write all reports as one page: charts, tables, filters by agency and period. It needs no server and no network.

    \b
      peacebuilder records report --lake lake --out report
      peacebuilder records report --lake lake --out report-north --agency north-pd --from 2026-01
    """
    if first and last and last < first:
        raise click.BadParameter("The last month is before the first.", param_hint="--to")
    with lake_words():
        from builder.records.page.choice import Scope
        from builder.records.page.content import Wanted

        page = _made(lake, Wanted(Scope(agencies or None, first, last), course, title, smallest), engine)
    written = _written(page, out)
    say(f"Wrote {printable(str(written))}. Open it in a browser; it asks for nothing else.")


def _made(lake: Path, wanted: Wanted, engine: str) -> bytes:
    from builder.records.page.report import NoSuchAgency, NoSuchCourse, make

    try:
        with _bar() as told:
            return make(lake, wanted, engine=engine, told=told)
    except NoSuchCourse as problem:
        raise click.BadParameter(
            f"The lake has no course '{printable(str(problem))}'.{printable(_near(str(problem), problem.known))}",
            param_hint="--course",
        ) from problem
    except NoSuchAgency as problem:
        words = " ".join(
            f"The lake has no learner of agency '{one}'.{_near(one, problem.known)}" for one in problem.agencies
        )
        raise click.BadParameter(printable(words), param_hint="--agency") from problem


def _near(word: str, known: Sequence[str]) -> str:
    """A suggestion; of very many words only those that are like it."""
    found = suggestion(word, known)
    return found if len(known) <= MANY or found.startswith(" Did") else ""


def _written(page: bytes, out: Path) -> Path:
    from builder.records.page.report import write

    try:
        return write(page, out)
    except OSError as problem:
        raise click.ClickException(
            f"{printable(str(out))} cannot be written: {problem.strerror}; name a folder that is yours"
        ) from problem


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Shows how far it is, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label="Counting", file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield told
