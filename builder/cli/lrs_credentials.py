"""peacebuilder lrs credentials: who may use the store, and what for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from builder.cli.lrs_store import database, plain_words
from builder.cli.output import printable, say

if TYPE_CHECKING:
    from builder.records.lrs.store.credentials import Credential
    from builder.records.lrs.store.database import Database, Session

SCOPES: Final = (
    "all",
    "all/read",
    "define",
    "profile",
    "state",
    "statements/read",
    "statements/read/mine",
    "statements/write",
)
UNITS: Final = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
LONGEST: Final = timedelta(days=100 * 366)
MOST_LETTERS: Final = 64
MICROSECOND: Final = timedelta(microseconds=1)

as_json = click.option(
    "--output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)


def _slug(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    from builder.strict import SLUG  # here, because it waits for the compiler's models

    if value is not None and (not re.fullmatch(SLUG, value) or len(value) > MOST_LETTERS):
        raise click.BadParameter(f"'{value}' is no id of an agency: lower-case letters, digits and single hyphens")
    return value


def _span(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """In microseconds."""
    if value is None:
        return None
    found = re.fullmatch(r"([1-9]\d{0,5})([dhm])", value, re.ASCII)
    span = int(found[1]) * UNITS[found[2]] if found else LONGEST
    if span >= LONGEST:
        raise click.BadParameter(f"'{value}' is no time like 90d, 12h or 30m")
    return span // MICROSECOND


agency = click.option(
    "--agency", metavar="ID", callback=_slug, help="Binds it to an agency: it sees and writes nothing of others."
)


@click.group("credentials")
def command() -> None:
    """Say who may use the store, and what for."""


@command.command("add")
@database
@click.option("--name", required=True, help="What people call it: an LMS, an analyst. Statements carry it.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    required=True,
    help="What it may do; may be repeated. An LMS that launches courses needs all.",
)
@agency
@click.option(
    "--expires",
    metavar="TIME",
    callback=_span,
    help="When it ends, from now: 90d, 12h, 30m. Without it: when it is revoked.",
)
@as_json
def add(db: str, name: str, scopes: tuple[str, ...], agency: str | None, expires: int | None, output: str) -> None:
    """Make a key and a secret. The secret is shown this once; the store keeps only its hash."""
    if not name.strip() or not name.isprintable():
        raise click.BadParameter("it must be a line of text", param_hint="--name")
    with opened(db) as store:
        from builder.records.lrs.scope import Scope
        from builder.records.lrs.store import credentials
        from builder.records.lrs.times import now

        made = now()

        def job(session: Session) -> tuple[str, str]:
            end = made + expires if expires is not None else None
            given = map(Scope, scopes)
            return credentials.add(session, store.key, name.strip(), given, made, agency=agency or "", expires=end)

        key, secret = store.write(job).result()
    if output == "json":
        say(json.dumps({"key": key, "secret": secret}))
        return
    say(f"key     {key}")
    say(f"secret  {secret}")
    say("The secret cannot be shown again: keep it where passwords are kept.", err=True)


@command.command("list")
@database
@as_json
def list_(db: str, output: str) -> None:
    """Show all credentials, without their secrets; those of launches are not among them."""
    with opened(db) as store:
        from builder.records.lrs.store import credentials
        from builder.records.lrs.times import now

        found = store.read(credentials.everyone).result()
        rows = [_row(one, now()) for one in found]
    if output == "json":
        say(json.dumps([asdict(row) for row in rows]))
        return
    if not rows:
        say("There is no credential yet; make one: peacebuilder lrs credentials add --name NAME --scope all")
    for row in rows:
        ends = f", until {row.expires}" if row.expires and row.state == "valid" else ""
        bound = f" of {row.agency}" if row.agency else ""
        say(f"{row.key}  {row.state}{ends}  {' '.join(row.scopes)}{bound}  {printable(row.name)}")


@command.command("revoke")
@database
@click.argument("key")
def revoke(db: str, key: str) -> None:
    """End the credential KEY and all launches that it made, for good."""
    with opened(db) as store:
        from builder.records.lrs.store import credentials
        from builder.records.lrs.times import now

        at = now()
        if not store.write(lambda session: credentials.revoke(session, key, at)).result():
            raise click.ClickException(
                f"there is no credential {printable(key)}; see peacebuilder lrs credentials list"
            )
    say("It is revoked; a server that runs refuses it within a second.")


@contextmanager
def opened(db: str) -> Iterator[Database]:
    """The store, for as long as the command works with it."""
    with plain_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lrs.store.open import open_database

        with closing(open_database(db)) as store:
            yield store


@dataclass(frozen=True, slots=True)
class Row:
    """A credential for people to see, or for other programs; times in ISO 8601."""

    key: str
    name: str
    scopes: list[str]
    agency: str | None
    state: str
    created: str
    expires: str | None
    revoked: str | None


def _row(one: Credential, now: int) -> Row:
    from builder.records.lrs.times import text_of

    return Row(
        one.key,
        one.name,
        sorted(one.scopes),
        one.agency or None,
        "revoked" if one.revoked is not None else "valid" if one.alive(now) else "expired",
        text_of(one.created),
        None if one.expires is None else text_of(one.expires),
        None if one.revoked is None else text_of(one.revoked),
    )
