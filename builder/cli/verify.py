"""peacebuilder verify: an independent check of finished packages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.check import record
from builder.cli.output import counted, described, printable, say, tell_strictness
from builder.cli.suggest import suggestion
from builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from builder.profiles.profile import Profile
    from builder.verify.report import Report

FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command("verify")
@click.argument("packages", metavar="PACKAGE.zip ...", nargs=-1, required=True, type=FILE)
@click.option("--lms", metavar="ID", help="Compare with what this LMS takes, too.")
@click.option(
    "--schemas", metavar="DIRECTORY", type=FOLDER, help="Validate by the official schemas in this folder, too."
)
@click.option("--hashes", is_flag=True, help="Print the SHA-256 of each file.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for other programs.",
)
@click.pass_context
def command(
    ctx: click.Context,
    packages: tuple[Path, ...],
    lms: str | None,
    schemas: Path | None,
    hashes: bool,
    strict: bool,
    output: str,
) -> None:
    """Say what is wrong with finished packages, whoever made them, before they are uploaded."""
    # Here, so that `--help` and the other commands do not wait for it.
    from builder.verify.schemas import NoSchemas
    from builder.verify.verify import verify

    profile = _profile(lms) if lms is not None else None
    reports = []
    for path in packages:
        try:
            reports.append(verify(path, schema_folder=schemas, profile=profile))
        except NoSchemas as problem:
            raise click.UsageError(str(problem)) from problem
        except OSError as problem:
            raise click.UsageError(f"{path} cannot be read: {problem.strerror}.") from problem
        if output == "text":
            _tell(reports[-1], hashes=hashes)
    problems = [problem for report in reports for problem in report.problems]
    if output == "json":
        records = [_record(report) for report in reports]
        say(json.dumps(records if len(records) > 1 else records[0], indent=2))
    elif problems:
        say(f"More about a code: peacebuilder explain {problems[0].code}")
    if any(problem.is_error or strict for problem in problems):
        if output == "text":
            tell_strictness(problems, err=False)
        ctx.exit(1)


def _profile(name: str) -> Profile:
    from builder.profiles import PROFILES  # here: only this option needs it

    if name not in PROFILES:
        raise click.UsageError(f"There is no profile of an LMS '{name}'.{suggestion(name, PROFILES)}")
    return PROFILES[name]


def _tell(report: Report, *, hashes: bool) -> None:
    """The package in one line, its hashes if asked for, its problems."""
    files = f"{len(report.hashes)} file{'' if len(report.hashes) == 1 else 's'}"
    state = counted(report.problems) or "no problems"
    say(f"{printable(report.package)}: {report.format}, {_size(report.size)}, {files}, {state}")
    say(f"  sha256 {report.sha256}")
    if hashes:
        for name, sha256 in report.hashes.items():
            say(f"  {sha256}  {printable(name)}")
    for problem in report.problems:
        say(described(problem))


def _size(size: int) -> str:
    return f"{size / 1e6:.2f} MB" if size >= 10_000 else f"{size} bytes"


def _record(report: Report) -> dict[str, object]:
    """A report for other programs."""
    return {
        "package": report.package,
        "format": report.format,
        "size": report.size,
        "sha256": report.sha256,
        "problems": [_problem(problem) for problem in report.problems],
        "files": dict(report.hashes),
    }


def _problem(problem: Diagnostic) -> dict[str, object]:
    facts = {key: value for key, value in record(problem).items() if key not in ("file", "line", "column")}
    return {**facts, "where": str(problem.where)}
