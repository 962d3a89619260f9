"""What `records import --report` does: an LMS's report with a mapping and a codebook, or the list of known mappings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.cli.output import printable, say, tell

if TYPE_CHECKING:
    from builder.records.lake.lake import Lake
    from builder.records.sources.scorm_report.take import Imported


def _list(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Lists the reports that are known, and ends."""
    if not wanted or ctx.resilient_parsing:
        return
    from builder.records.sources.scorm_report.mapping import known, load  # reads models only when asked

    for name in known():
        mapping, _document, _problems = load(name)
        if mapping is not None:
            say(f"{click.style(name, bold=True)}  {mapping.title}")
            if mapping.get:
                say(click.wrap_text(mapping.get, initial_indent="    ", subsequent_indent="    "))
    ctx.exit()


OPTIONS = (
    click.option(
        "--report",
        metavar="MAPPING",
        help="FILE is an LMS's SCORM report as CSV; MAPPING says what its columns mean: a known name or a YAML file.",
    ),
    click.option(
        "--reports",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_list,
        help="List the reports that are known, and exit.",
    ),
    click.option("--lms", metavar="URL", help="With --report: whose learners they are, if not told by mail addresses."),
    click.option(
        "--time-zone", metavar="NAME", help="With --report: of its dates, as in America/Chicago. [default: UTC]"
    ),
    click.option(
        "--pass-mark",
        type=click.FloatRange(0, 100),
        metavar="PERCENT",
        help="With --report: what passes the final test, where the report does not tell who passed.",
    ),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of `records import` that are about reports."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def import_reports(
    ctx: click.Context,
    make: Callable[[], Lake],
    files: Sequence[Path],
    *,
    report: str,
    codebooks: Sequence[Path],
    agency: str | None = None,
    source: str | None = None,
    lms: str | None = None,
    time_zone: str | None = None,
    pass_mark: float | None = None,
) -> None:
    """Tells all that is wrong with all of them, and then makes no lake; else imports one after the other."""
    if not files:
        raise click.UsageError("--report needs a FILE: the report of the LMS.")
    if len(codebooks) != 1:
        given = f"{len(codebooks)} were given" if codebooks else "none was given"
        raise click.UsageError(f"--report needs one --codebook, that of the version that learners had; {given}.")
    from builder.records.sources.scorm_report.options import Options
    from builder.records.sources.scorm_report.report import open_report
    from builder.records.sources.scorm_report.take import take_report

    options = Options(lms or "", time_zone or "", agency or "", pass_mark)
    opened = [open_report(path, report, codebooks[0], options) for path in files]
    problems = tuple(dict.fromkeys(problem for _, found in opened for problem in found))
    if not problems:
        lake = make()
        done = [
            _say(take_report(lake, one, source=source or "", progress=_progress(one.path)), one.path)
            for one, _ in opened
            if one
        ]
        problems = tuple(problem for found in done for problem in found.problems)
        if any(one and not time_zone and not one.mapping.time_zone for one, _ in opened):
            say("Note: without --time-zone, times of the report that tell none were taken for UTC.", err=True)
    if problems:
        tell(problems, err=True)
        say("Nothing of that was imported." if len(files) > 1 else "Nothing was imported.", err=True)
        ctx.exit(1)


def _say(found: Imported, path: Path) -> Imported:
    _clear()
    taken = found.taken
    if not found.problems:
        who, tried = _counted(found.learners, "learner"), _counted(found.attempts, "attempt")
        say(
            f"{printable(str(path))}: {who} of {found.course} {found.version}, {tried}; "
            f"{_counted(taken.kept, 'new statement')}, {taken.duplicates:,} were there already."
        )
    if taken.aside:
        say(f"  {taken.aside:,} set aside; the view set_aside tells why: `peacebuilder records query`.")
    return found


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _progress(path: Path) -> Callable[[int], None]:
    def show(attempts: int) -> None:
        if sys.stderr.isatty() and attempts % 500 == 0:
            click.echo(f"\r{printable(path.name)}: {attempts:,} attempts", err=True, nl=False)

    return show


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
