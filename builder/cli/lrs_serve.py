"""peacebuilder lrs serve: a Learning Record Store of one's own."""

from __future__ import annotations

import gc
from typing import Final

import click

from builder.cli.lrs_store import database, plain_words
from builder.cli.output import say

HOST: Final = "127.0.0.1"
PORT: Final = 8322


@click.command("serve")
@database
@click.option("--host", default=HOST, show_default=True, help="Where to listen. Others need a web server with TLS.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any that is free."
)
def command(db: str, host: str, port: int) -> None:
    """Run a Learning Record Store until Ctrl+C or SIGTERM.

    The first line of the output has its endpoint, which is printed when it can be reached.
    """
    gc.enable()  # this goes on for months, unlike other commands
    with plain_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lrs.serve import serve
        from builder.records.lrs.server.listen import PortTaken
        from builder.records.lrs.service import Settings

        try:
            serve(db, host, port, Settings(), _ready, lambda text: say(f"warning: {text}", err=True))
        except PortTaken as taken:
            raise click.ClickException(f"{taken}; try --port 0, which takes any that is free") from taken


def _ready(endpoint: str) -> None:
    say(f"The store is at {endpoint}/ - Ctrl+C ends it.")
