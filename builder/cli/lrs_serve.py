"""peacebuilder lrs serve: a Learning Record Store of one's own."""

from __future__ import annotations

import gc
from typing import Final

import click

from builder.cli import lrs_limits
from builder.cli.lrs_store import database, plain_words
from builder.cli.output import say
from builder.cli.web import web_address

HOST: Final = "127.0.0.1"
PORT: Final = 8322
ANY: Final = "*"


@click.command("serve")
@database
@click.option("--host", default=HOST, show_default=True, help="Where to listen. Others need a web server with TLS.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any that is free."
)
@click.option(
    "--url",
    metavar="URL",
    envvar="PEACEBUILDER_LRS_URL",
    show_envvar=True,
    help="How others reach it, such as https://lrs.example.org. It stands in what is stored, so it must not change.",
)
@click.option(
    "--origin",
    "origins",
    metavar="ORIGIN",
    multiple=True,
    help="An LMS whose pages may call the store from a browser, such as https://lms.example.org; may be repeated.",
)
@lrs_limits.option
@click.option("--open-metrics", is_flag=True, help="Let anybody read /metrics, who needs a credential otherwise.")
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="info",
    show_default=True,
    help="info has a line for each request.",
)
@click.option("--log-addresses", is_flag=True, help="Log the network addresses of clients, too.")
def command(
    db: str,
    host: str,
    port: int,
    url: str | None,
    origins: tuple[str, ...],
    limits: tuple[str, ...],
    open_metrics: bool,
    log_level: str,
    log_addresses: bool,
) -> None:
    """Run a Learning Record Store until Ctrl+C or SIGTERM.

    It prints its endpoint when it can be reached; the log goes to the standard error, a line of JSON for each event.
    """
    gc.enable()  # this goes on for months, unlike other commands
    address = _origin(url, "--url") if url is not None else None
    allowed = tuple(ANY if one == ANY else _origin(one, "--origin") for one in origins)
    with plain_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lrs.serve import Logging, Place, serve
        from builder.records.lrs.server.listen import PortTaken
        from builder.records.lrs.service import Settings

        most, rates = lrs_limits.limits_of(limits)
        settings = Settings(most, allowed, rates=rates, open_metrics=open_metrics)
        try:
            serve(db, Place(host, port, address), settings, Logging(log_level, log_addresses), _ready)
        except PortTaken as taken:
            raise click.ClickException(f"{taken}; try --port 0, which takes any that is free") from taken


def _ready(endpoint: str) -> None:
    say(f"The store is at {endpoint} - Ctrl+C ends it.")


def _origin(text: str, option: str) -> str:
    """Scheme and host, without a path: what a browser calls an origin."""
    parts = web_address(text)
    if parts is None or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise click.BadParameter(
            f"'{text}' is not scheme and host alone, such as https://lrs.example.org", param_hint=option
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"
