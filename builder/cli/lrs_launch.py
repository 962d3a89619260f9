"""peacebuilder lrs launch: the address that opens a Tin Can package for one learner."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import click

from builder.cli.lrs_credentials import agency, opened
from builder.cli.lrs_store import database
from builder.cli.output import printable, say
from builder.cli.web import web_address

HOURS: Final = 12
MOST_HOURS: Final = 24 * 7
HOUR: Final = 3600 * 1_000_000


@click.command("launch")
@database
@click.option(
    "--url",
    required=True,
    envvar="PEACEBUILDER_LRS_URL",
    show_envvar=True,
    help="Where the learner's browser reaches the store, such as https://lrs.example.org.",
)
@click.option("--actor", metavar="JSON", help="The learner, as an xAPI agent.")
@click.option("--name", help="The learner's name, with --mbox or --account.")
@click.option("--mbox", metavar="EMAIL", help="The learner's email address.")
@click.option("--account", nargs=2, metavar="HOMEPAGE NAME", help="Where the learner has an account, and its name.")
@click.option("--registration", metavar="UUID", help="Of this learner in this course; the same each time.")
@click.option("--activity", metavar="IRI", help="The activity as which the LMS knows the course.")
@agency
@click.option(
    "--hours",
    type=click.FloatRange(0, MOST_HOURS, min_open=True),
    default=HOURS,
    show_default=True,
    help="How long the address works.",
)
@click.argument("package_url")
def command(db: str, url: str, package_url: str, agency: str | None, hours: float, **told: Any) -> None:
    """Print the address that opens the Tin Can package at PACKAGE_URL for one learner.

    Whoever has the address can learn in the learner's name while it works.
    """
    address = _web(url.rstrip("/").removesuffix("/xapi"), "--url")
    package = _web(package_url, "PACKAGE_URL")
    wanted = {"actor": _actor(told["actor"], told["name"], told["mbox"], told["account"])}
    wanted |= {name: told[name] for name in ("registration", "activity") if told[name] is not None}
    with opened(db) as store:
        from builder.records.lrs.access.bounds import SCOPES
        from builder.records.lrs.access.launches import NotWanted, granted, launch_of, wanted_of
        from builder.records.lrs.scope import Scope
        from builder.records.lrs.store import credentials
        from builder.records.lrs.times import now

        try:
            launch = launch_of(wanted_of(wanted))
        except NotWanted as problem:
            raise click.UsageError(f"{problem}.") from problem
        at = now()
        key, code = store.write(
            lambda session: credentials.add_launch(
                session, store.key, launch, SCOPES | {Scope.DEFINE}, at,
                expires=at + int(hours * HOUR), name="peacebuilder lrs launch", agency=agency or "",
            )
        ).result()  # fmt: skip
        grant = granted(store.key, address, key, code)
    query = {"endpoint": grant["endpoint"], "auth": grant["auth"], "actor": json.dumps(wanted["actor"])}
    query |= {
        name: told[of] for name, of in (("registration", "registration"), ("activity_id", "activity")) if told[of]
    }
    say(f"{package}{'&' if urlsplit(package).query else '?'}{urlencode(query, quote_via=quote)}")


def _actor(actor: str | None, name: str | None, mbox: str | None, account: tuple[str, str] | None) -> dict[str, Any]:
    if sum(one is not None for one in (actor, mbox, account)) != 1 or (actor is not None and name is not None):
        raise click.UsageError("Say who learns, by one of --actor, --mbox and --account.")
    if actor is not None:
        try:
            found = json.loads(actor)
        except ValueError as problem:
            raise click.BadParameter(f"it is no JSON: {problem}", param_hint="--actor") from problem
        if not isinstance(found, dict):
            raise click.BadParameter("it must be an agent", param_hint="--actor")
        return found
    who: dict[str, Any] = {"objectType": "Agent", **({"name": name} if name else {})}
    if account is not None:
        return {**who, "account": {"homePage": account[0], "name": account[1]}}
    return {**who, "mbox": f"mailto:{(mbox or '').removeprefix('mailto:')}"}


def _web(text: str, where: str) -> str:
    parts = web_address(text)
    if parts is None or parts.fragment:
        raise click.BadParameter(f"'{printable(text)}' is no web address", param_hint=where)
    return text
