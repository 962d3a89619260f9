"""peacebuilder lrs: commands about Learning Record Stores."""

import click

from builder.cli import lrs_credentials, lrs_launch, lrs_ping, lrs_serve


@click.group("lrs")
def command() -> None:
    """Work with Learning Record Stores."""


for module in (lrs_serve, lrs_credentials, lrs_launch, lrs_ping):
    command.add_command(module.command)
