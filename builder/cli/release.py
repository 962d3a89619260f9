"""peacebuilder release: the ids that learners' records will know are written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.build import sentence
from builder.cli.output import counted, say, tell

if TYPE_CHECKING:
    from builder.pipeline import ReleaseResult


@click.command("release")
@click.argument("course", type=click.Path(path_type=Path))
@click.option(
    "--retire",
    multiple=True,
    metavar="KIND:ID",
    help="This released id is gone for good, with all that was part of it, as in question:voice-1 or page:lesson/page. "
    "May be given several times.",
)
@click.option("--strict", is_flag=True, help="Warnings stop the release too.")
def command(course: Path, retire: tuple[str, ...], strict: bool) -> None:
    """Write down in course.lock what the ids of the course in the folder COURSE mean.

    From then on check, build and preview refuse a course in which one of them is gone or means something else. Keep
    course.lock in version control.
    """
    # Here, so that `--help` and the other commands do not wait for the whole compiler.
    from builder.package.staging import NotWritten
    from builder.pipeline import WrongRequest, release_course

    try:
        result = release_course(course, retire, strict=strict)
    except WrongRequest as wrong:
        raise click.BadParameter(sentence(wrong), param_hint="--retire") from wrong
    except NotWritten as failure:
        raise click.ClickException(f"{failure}; nothing there was changed") from failure

    tell(result.warnings, err=True)
    say(summary(result))
    if result.warnings:
        say(f"Released with {counted(result.warnings)}.", err=True)


def summary(result: ReleaseResult) -> str:
    """What was written, in a line."""
    file = result.file.as_posix()
    if not result.written:
        return f"{file}  {result.version} is released already; nothing has changed."
    counts = ((result.added, "new"), (result.changed, "changed"), (result.retired, "retired"))
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{file}  {result.version} released: {told or 'the same ids'}."
