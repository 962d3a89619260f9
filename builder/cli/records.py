"""peacebuilder records: commands about what learners did."""

import click

from builder.cli import (
    records_export,
    records_forget,
    records_import,
    records_pull,
    records_query,
    records_report,
    records_simulate,
    records_sql,
)


@click.group("records")
def command() -> None:
    """Gather what learners did in a lake, and ask it."""


for one in (
    records_pull.command,
    records_import.command,
    records_forget.command,
    records_query.command,
    records_export.command,
    records_report.command,
    records_sql.command,
    records_simulate.command,
):  # fmt: skip
    command.add_command(one)
