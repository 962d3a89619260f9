"""peacebuilder lrs ping: whether an LRS takes and gives back what a course sends."""

from __future__ import annotations

import click

from builder.cli.output import printable, say
from builder.cli.web import web_address


@click.command("ping")
@click.argument("url")
@click.option("--key", envvar="PEACEBUILDER_LRS_KEY", show_envvar=True, help="The key, also called username.")
@click.option(
    "--secret",
    envvar="PEACEBUILDER_LRS_SECRET",
    show_envvar=True,
    help="The secret, also called password. Better in the environment: other users of this computer can see options.",
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=10, show_default=True, help="Seconds for each answer."
)
@click.pass_context
def command(ctx: click.Context, url: str, key: str | None, secret: str | None, timeout: float) -> None:
    """Try the LRS at URL with what a course sends: a statement and a state, there and back."""
    check_address(url)
    if (key is None) != (secret is None):
        raise click.UsageError("Give both, --key and --secret, or neither.")
    try:
        # Here, because tincan belongs to an extra that may not be installed.
        from builder.records.ping import ping
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != "tincan":
            raise
        raise click.ClickException("this needs one more package: pip install 'peacebuilder[records]'") from missing

    failed = False
    for step in ping(url, key, secret, timeout=timeout):
        mark = click.style("ok", fg="green") if step.ok else click.style("failed", fg="red", bold=True)
        say(f"{step.name:<20} {mark}{': ' if step.detail else ''}{printable(step.detail)}")
        if not step.ok:
            failed = True
            say(f"{'':<20} {printable(step.advice)}")
    if failed:
        ctx.exit(1)
    say("The LRS takes and gives back what a course sends.")


def check_address(url: str) -> None:
    """Refuses what cannot be the endpoint of an LRS."""
    parts = web_address(url)
    if parts is None or parts.query or parts.fragment:
        raise click.BadParameter(
            f"'{url}' is not the address of an LRS; it is like https://lrs.example.org/xapi/", param_hint="URL"
        )
