"""peacebuilder lrs: commands about Learning Record Stores."""

import click

from builder.cli import lrs_backup, lrs_credentials, lrs_erase, lrs_launch, lrs_ping, lrs_serve


@click.group("lrs")
def command() -> None:
    """Work with Learning Record Stores."""


for one in (
    lrs_serve.command,
    lrs_credentials.command,
    lrs_launch.command,
    lrs_ping.command,
    lrs_backup.backup,
    lrs_backup.restore,
    lrs_erase.command,
):
    command.add_command(one)
