"""peacebuilder check: every problem of a course, without building it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from builder.cli.output import say, tell, tell_strictness
from builder.diagnostics import Diagnostic


@click.command("check")
@click.argument("course", type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or as a list for other programs.",
)
@click.pass_context
def command(ctx: click.Context, course: Path, strict: bool, output: str) -> None:
    """Say what is wrong with the course in the folder COURSE."""
    # Here, so that `--help` and the other commands do not wait for it.
    from builder.course.read import read_course

    _, diagnostics = read_course(course)
    if output == "json":
        say(json.dumps([record(diagnostic) for diagnostic in diagnostics], indent=2))
    elif diagnostics:
        tell(diagnostics, err=False)
    else:
        say(f"{course.as_posix()}: no problems.")
    if any(diagnostic.is_error or strict for diagnostic in diagnostics):
        if output == "text":
            tell_strictness(diagnostics, err=False)
        ctx.exit(1)


def record(diagnostic: Diagnostic) -> dict[str, str | int]:
    """A diagnostic for other programs; line and column are 0 where it is about a file as a whole."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.where.file,
        "line": diagnostic.where.line,
        "column": diagnostic.where.column,
        "message": diagnostic.text,
        "hint": diagnostic.hint,
    }
