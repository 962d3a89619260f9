"""peacebuilder records export: views and reports as files, and the roster that a certifying board asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from builder.cli.output import printable, say
from builder.cli.records_lake import key_option, lake_option, lake_words
from builder.cli.records_query import ends_cleanly, memory_option

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from builder.records.analysis.open import Analysis
    from builder.records.export.people import Person
    from builder.records.export.roster import Asked, Roster

ROSTER: Final = "roster"
ENDINGS: Final = (".csv", ".parquet")
SMALLEST: Final = 5
"""As in analysis/report.py, which is imported only when it is needed; a test compares them."""
SHOWN: Final = 10
"""Of those who are told of."""


def zone(_context: click.Context, _option: click.Parameter, value: str | None) -> ZoneInfo | None:
    if value is None:
        return None
    from zoneinfo import ZoneInfo  # here, for it reads files

    try:
        return ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise click.BadParameter("Give a name as in America/Denver.") from error


@click.command("export")
@lake_option
@key_option
@click.argument("what")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A .csv, safe for spreadsheets, or a .parquet.",
)
@click.option(
    "--smallest",
    type=click.IntRange(1),
    default=SMALLEST,
    show_default=True,
    help="Of a report: fewer learners are not told of.",
)
@click.option(
    "--people",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Of the roster: a CSV from identifiers to names and state ids; docs/analyst.md has its columns.",
)
@click.option("--agency", metavar="ID", help="Of the roster: only this agency.")
@click.option("--course", metavar="IRI", help="Of the roster: only this course.")
@click.option(
    "--time-zone", "time_zone", metavar="NAME", callback=zone, help="Of the roster: for local times, as America/Denver."
)
@click.option("--course-number", metavar="TEXT", help="Of the roster: the board's number of the course.")
@click.option("--provider", metavar="TEXT", help="Of the roster: who provides the course.")
@click.option("--hours", metavar="TEXT", help="Of the roster: the hours that are credited.")
@click.option("--instructor", metavar="TEXT", help="Of the roster: the instructor or coordinator.")
@click.option("--ori", metavar="TEXT", help="Of the roster: the ORI of the agency.")
@click.option("--unfinished", is_flag=True, help="Of the roster: those too who have not finished.")
@memory_option
def command(
    lake: Path, key_file: Path | None, what: str, out: Path, smallest: int, people: Path | None, agency: str | None,
    course: str | None, time_zone: ZoneInfo | None, unfinished: bool, memory: str | None, **told: str | None,
) -> None:  # fmt: skip
    """Write a view, a report or the roster into a file.

    \b
      peacebuilder records export --lake lake learners --out learners.csv
      peacebuilder records export --lake lake reports/items --out items.parquet
      peacebuilder records export --lake lake roster --people people.csv --time-zone America/Denver --out roster.csv

    WHAT is a view, a report, or roster. A view has a row for each learner: keep it as the records themselves.
    """
    if out.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"Give a name that ends in {' or '.join(ENDINGS)}.", param_hint="--out")
    if what == ROSTER and people is None:
        raise click.UsageError("A roster has names: give the agency's table of people with --people.")
    hidden = 0
    with lake_words(), ends_cleanly():
        from builder.records.analysis.open import open_lake
        from builder.records.export import write
        from builder.records.export.file import whole
        from builder.records.export.roster import Asked

        kind, name = (ROSTER, ROSTER) if what == ROSTER else write.resolve(what)
        known = _people(people, lake, key_file) if people and kind == ROSTER else {}
        with whole(out) as place, open_lake(lake, memory=memory, out=place.parent) as analysis:
            if kind == ROSTER:
                given = {column: value for column, value in told.items() if value is not None}
                _roster(analysis, known, Asked(agency, course, time_zone, unfinished, given), place)
            elif kind == write.VIEWS:
                write.view(analysis, name, place)
            else:
                result = analysis.report(name, smallest=smallest)
                write.report(result, analysis, place)
                hidden = sum(result.hidden)
    if kind != ROSTER:
        say(f"Wrote {printable(str(out))}.")
    if hidden:
        say(f"{hidden:,} {'row has' if hidden == 1 else 'rows have'} no numbers: of too few learners.", err=True)


def _people(path: Path, lake: Path, key_file: Path | None) -> dict[str, Person]:
    from builder.records.export.people import NotPeople, read
    from builder.records.lake.lake import Lake

    try:
        return dict(read(path, Lake.open(lake, key_file=key_file).name_of))
    except NotPeople as wrong:
        for problem in wrong.problems:
            say(printable(problem), err=True)
        count = len(wrong.problems)
        what = f"{count:,} {'problem' if count == 1 else 'problems'} in {printable(str(path))}"
        raise click.ClickException(f"{what}; nothing was written") from wrong


def _roster(analysis: Analysis, people: dict[str, Person], asked: Asked, place: Path) -> None:
    from builder.records.export import write
    from builder.records.export.roster import roster

    found = roster(analysis, people, asked)
    write.table(found.table, analysis, place)
    _tell(found)


def _tell(found: Roster) -> None:
    rows = len(found.table.rows)
    say(f"{rows:,} row{'' if rows == 1 else 's'} in the roster.")
    if found.absent:
        people = sorted(found.absent, key=lambda person: person.line)
        say(_listed("without a record", [person.name for person in people]), err=True)
    if found.unknown:
        say(_listed("with a record and not in the table of people", list(found.unknown)), err=True)


def _listed(what: str, who: list[str]) -> str:
    more = ", ..." if len(who) > SHOWN else ""
    return printable(f"{len(who):,} {what}: {'; '.join(who[:SHOWN])}{more}")
