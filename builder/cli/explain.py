"""peacebuilder explain: what a diagnostic means and how to mend it."""

from __future__ import annotations

import textwrap

import click

from builder.cli.output import COLORS, say
from builder.cli.suggest import suggestion
from builder.diagnostics import Code


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what the diagnostic CODE means and how to mend it; without CODE, list all."""
    # Here, so that `--help` and the other commands do not wait for it.
    from builder.course.codes import CODES as OF_COURSES
    from builder.records.sources.scorm_report.codes import CODES as OF_REPORTS
    from builder.verify.codes import CODES as OF_PACKAGES

    codes = {**OF_COURSES, **OF_PACKAGES, **OF_REPORTS}

    if code is None:
        for name, entry in sorted(codes.items()):
            say(f"{name}  {entry.severity:<7}  {entry.title}")
        return
    known = codes.get(code.upper())
    if known is None:
        raise click.UsageError(
            f"There is no diagnostic '{code}'.{suggestion(code.upper(), codes) if len(code) < 8 else ''} "
            "`peacebuilder explain` lists all."
        )
    say(explained(code.upper(), known))


def explained(name: str, code: Code) -> str:
    """The entry as a small page."""
    head = f"{click.style(f'{code.severity} {name}', fg=COLORS[code.severity], bold=True)}: {code.title}"
    return "\n\n".join((head, wrapped(code.meaning), click.style("How to mend it", bold=True), wrapped(code.fix)))


def wrapped(text: str) -> str:
    """Paragraphs and lists at a width that reads well."""
    return "\n".join(
        textwrap.fill(line, 88, subsequent_indent="  " if line[:2] == "- " else "") for line in text.splitlines()
    )
