"""peacebuilder records import: statements from files, codebooks and agencies into a lake."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from builder.cli.output import printable, say
from builder.cli.records_lake import identified_option, key_option, lake_option, lake_words
from builder.cli.records_scorm_report import import_reports, report_options

if TYPE_CHECKING:
    from builder.records.lake.lake import Lake
    from builder.records.lake.ledger import Aside, Taken

THERE: Final = click.Path(exists=True, path_type=Path)
A_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
FIRST: Final = 5
"""Reasons that are told on the screen."""


@click.command("import")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=THERE)
@lake_option
@click.option(
    "--codebook",
    "codebooks",
    multiple=True,
    metavar="FILE",
    type=A_FILE,
    help="A codebook of a build, JSON or CSV: what ids mean. Repeat it for several versions.",
)
@click.option("--agencies", metavar="FILE", type=A_FILE, help="CSV with id, name and state of agencies.")
@click.option("--agency", metavar="ID", help="Whose statements these are, where they do not tell it.")
@click.option("--source", metavar="NAME", help="What to call where they come from. [default: the name of the file]")
@identified_option
@key_option
@report_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: Sequence[Path],
    lake: Path,
    codebooks: Sequence[Path],
    agencies: Path | None,
    agency: str | None,
    source: str | None,
    identified: bool,
    key_file: Path | None,
    report: str | None,
    **of_report: Any,
) -> None:
    """Take statements from FILE into the lake: each once, however often it is imported.

    A FILE has statements as JSON: one a line, in a list, or as an LRS answers; packed with gzip or not. Or it is
    another lake, or Parquet of one. The lake is made if there is none. With --report it is the report of an LMS, as
    CSV, about a package that speaks only SCORM.
    """
    if not files and not codebooks and agencies is None:
        raise click.UsageError("Give a FILE, --codebook or --agencies.")
    with lake_words(), _interrupted():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lake.intake import refuse_others
        from builder.records.lake.lake import Lake

        def make() -> Lake:
            made = Lake.make(lake, identified=identified, key_file=key_file)
            _dimensions(made, codebooks, agencies)
            return made

        if report is not None:
            import_reports(
                ctx, make, files, report=report, codebooks=codebooks, agency=agency, source=source, **of_report
            )
            return
        for path in files:
            refuse_others(path)  # before anything is made
        there = make()
        taken = [_taken(there, path, source, agency) for path in files]
        _tell_unused(there, codebooks)
    if any(one.read and one.read == one.aside for one in taken):
        ctx.exit(1)


def _dimensions(lake: Lake, codebooks: Sequence[Path], agencies: Path | None) -> None:
    if not codebooks and agencies is None:
        return
    with lake.writing() as writer:
        for path in codebooks:
            writer.put_codebook(path)
            say(f"{printable(path.name)}: the codebook is in the lake.")
        if agencies is not None:
            count = writer.put_agencies(agencies)
            say(f"{printable(agencies.name)}: {count:,} {'agency is' if count == 1 else 'agencies are'} in the lake.")


def _tell_unused(lake: Lake, codebooks: Sequence[Path]) -> None:
    """Codebooks of courses of which there is nothing in the lake: somebody may have taken the wrong file."""
    if not codebooks:
        return
    with lake.writing() as writer:
        unused = [path for path in codebooks if writer.is_unused(path)]
    for path in unused:
        say(
            f"Note: {printable(path.name)} is the codebook of a course of which the lake has no statements; "
            "if it is the wrong one, import that of the course that learners had.",
            err=True,
        )


def _taken(lake: Lake, path: Path, source: str | None, agency: str | None) -> Taken:
    from builder.records.lake.intake import take_file  # as above

    first: list[Aside] = []

    def told(aside: Sequence[Aside]) -> None:
        first.extend(aside[: FIRST - len(first)])

    with _bar(path.name) as progress:
        taken = take_file(lake, path, source=source, agency=agency, progress=progress, told=told)
    say(f"{printable(path.name)}: {_told(taken)}.")
    for one in first:
        say(f"  {one.line:,}: {printable(one.reason)}", err=True)
    if taken.aside > FIRST:
        say(f"  and {taken.aside - FIRST:,} more", err=True)
    if taken.aside:
        query = "SELECT source, line, reason FROM set_aside"
        say(
            f'All that was set aside: peacebuilder records query --lake {printable(str(lake.folder))} "{query}"',
            err=True,
        )
    return taken


def _told(taken: Taken) -> str:
    parts = [f"{taken.read:,} read", f"{taken.kept:,} new"]
    counts = ((taken.duplicates, "known already"), (taken.voided, "voided"), (taken.aside, "set aside"))
    return ", ".join(parts + [f"{count:,} {what}" for count, what in counts if count])


@contextmanager
def _interrupted() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        say("\nInterrupted. What was taken is in the lake; do it again, and it goes on: nothing is doubled.", err=True)
        raise click.Abort from None


@contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how far it is, on a terminal."""
    with click.progressbar(
        length=1, label=printable(name), file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=False
    ) as bar:

        def told(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield told
