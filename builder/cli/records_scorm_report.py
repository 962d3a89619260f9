"""What `records import --report` does: an LMS's report with a mapping and a codebook, or the list of known mappings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from builder.cli.output import printable, say, tell


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
    lake: Any,
    files: Sequence[Path],
    *,
    report: str,
    codebooks: Sequence[Path],
    agency: str | None = None,
    lms: str | None = None,
    time_zone: str | None = None,
    pass_mark: float | None = None,
) -> None:
    """Imports one after the other; tells all problems of all, and exits with 1 if there are any."""
    if len(codebooks) != 1:
        given = f"{len(codebooks)} were given" if codebooks else "none was given"
        raise click.UsageError(f"--report needs one --codebook, that of the version that learners had; {given}.")
    from builder.records.sources.scorm_report.options import Options
    from builder.records.sources.scorm_report.take import import_report

    options = Options(lms or "", time_zone or "", agency or "", pass_mark)
    failed = False
    for path in files:
        found = import_report(
            lake, path, mapping=report, codebook=codebooks[0], options=options, progress=_progress(path)
        )
        _clear()
        if found.problems:
            tell(found.problems, err=True)
            say(f"{printable(str(path))}: nothing was imported.", err=True)
            failed = True
            continue
        taken = found.taken
        say(
            f"{printable(str(path))}: {found.learners:,} learners of {found.course} {found.version}, "
            f"{found.attempts:,} attempts; {taken.kept:,} statements are new, {taken.duplicates:,} were there already."
        )
        if taken.aside:
            say(f"  {taken.aside:,} set aside; the view set_aside tells why: `peacebuilder records query`.")
    if failed:
        ctx.exit(1)


def _progress(path: Path) -> Callable[[int], None]:
    def show(attempts: int) -> None:
        if sys.stderr.isatty() and attempts % 500 == 0:
            click.echo(f"\r{printable(path.name)}: {attempts:,} attempts", err=True, nl=False)

    return show


def _clear() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
