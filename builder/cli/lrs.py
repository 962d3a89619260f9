"""peacebuilder lrs: commands about Learning Record Stores."""

import click

from builder.cli import lrs_ping


@click.group("lrs")
def command() -> None:
    """Work with Learning Record Stores."""


command.add_command(lrs_ping.command)
