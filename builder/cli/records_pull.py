"""peacebuilder records pull: what an LRS has, into a lake; next time only what is new."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click

from builder.cli.lrs_ping import check_address
from builder.cli.output import printable, say
from builder.cli.records_lake import identified_option, key_option, lake_option, lake_words

if TYPE_CHECKING:
    from builder.records.lake.lake import Lake
    from builder.records.lake.ledger import Taken
    from builder.records.sources.pull.client import Access
    from builder.records.sources.wanted import Heard, Wanted

DATABASES: Final = ("sqlite:", "postgresql:", "postgres:")


@click.command("pull")
@click.argument("url")
@lake_option
@click.option("--key", envvar="PEACEBUILDER_LRS_KEY", show_envvar=True, help="The key, also called username.")
@click.option(
    "--secret",
    envvar="PEACEBUILDER_LRS_SECRET",
    show_envvar=True,
    help="The secret, also called password. Better in the environment: other users of this computer can see options.",
)
@click.option("--source", metavar="NAME", help="What the lake calls this LRS; else its host and path.")
@click.option("--agency", metavar="ID", help="The agency of statements that tell none.")
@click.option(
    "--since", metavar="TIME", help="Read what was stored after it, such as 2026-11-01; not from where it was."
)
@click.option("--all", "everything", is_flag=True, help="Read all of it again; what is in the lake stays, once.")
@identified_option
@key_option
@click.option(
    "--page-size", type=click.IntRange(1, 10_000), default=500, show_default=True, help="Statements asked for at once."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1, 3600), default=60, show_default=True, help="Seconds without a sign of life."
)
def command(
    url: str, lake: Path, key: str | None, secret: str | None, source: str | None, agency: str | None,
    since: str | None, everything: bool, identified: bool, key_file: Path | None, page_size: int, timeout: float,
) -> None:  # fmt: skip
    """Take what the LRS at URL has into a lake; the next time only what is new.

    URL is the endpoint of any LRS, or the database of our own: sqlite:///FILE, postgresql://USER:PASSWORD@HOST/NAME.
    What was taken is kept when the LRS fails, or this command is stopped: run it again, and it goes on.
    """
    if since is not None and everything:
        raise click.UsageError("Give --since or --all, not both.")
    own = url.startswith(DATABASES)
    if not own:
        check_address(url)
        if "@" in urlsplit(url).netloc:  # the lake remembers the address
            raise click.UsageError("Give the key and the secret as --key and --secret, not in the URL.")
        if (key is None) != (secret is None):
            raise click.UsageError("Give both, --key and --secret, or neither.")
    with lake_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lake.lake import Lake
        from builder.records.sources.pull.client import Access
        from builder.records.sources.wanted import Wanted

        access = Access(url, key, secret, timeout)
        wanted = Wanted(source or _name(url), agency or None, _time(since), everything, page_size)
        make = partial(Lake.make, lake, identified=identified, key_file=key_file)
        with _heard() as heard:
            taken = _pull_store(make, url, wanted, heard) if own else _pull(lake, make, access, wanted, heard)
    say(told(taken, wanted.source))


def told(taken: Taken, source: str) -> str:
    """What came of it, in one sentence."""
    if not taken.read and not taken.forgotten:
        return f"Nothing new from {printable(source)}."
    parts = (
        (taken.duplicates, "there already"),
        (taken.voided, "voided"),
        (taken.aside, "set aside: records query \"SELECT code, reason, count(*) FROM set_aside GROUP BY ALL\""),
    )  # fmt: skip
    rest = "".join(f", {number:,} {what}" for number, what in parts if number)
    return f"{taken.read:,} read from {printable(source)}: {taken.kept:,} new{rest}."


def _pull(path: Path, make: Callable[[], Lake], access: Access, wanted: Wanted, heard: Heard) -> Taken:
    from builder.records.lake.lake import Lake
    from builder.records.sources.pull.failed import Failed
    from builder.records.sources.pull.run import pull, pull_first

    if access.key is not None and not access.is_private:
        heard.say("the key goes over the network as anybody can read it: better give an address with https://")
    try:
        if Lake.is_new(path):
            return pull_first(make, access, wanted, heard)
        return pull(make(), access, wanted, heard)
    except Failed as problem:
        raise click.ClickException(f"{printable(str(problem))}; {printable(problem.advice)}") from problem


def _pull_store(make: Callable[[], Lake], url: str, wanted: Wanted, heard: Heard) -> Taken:
    from builder.records.lrs.store.database import Unavailable
    from builder.records.lrs.store.open import NotAnAddress, open_database
    from builder.records.sources.store import pull_store

    try:
        with closing(open_database(url, make=False)) as database:
            return pull_store(make(), database, wanted, heard)
    except NotAnAddress as problem:
        raise click.BadParameter(printable(str(problem)), param_hint="URL") from problem
    except Unavailable as problem:
        advice = problem.advice.replace("--db", "URL")
        raise click.ClickException(f"{printable(str(problem))}; {printable(advice)}") from problem


def _name(url: str) -> str:
    if url.startswith(DATABASES):
        from builder.records.sources.store import name_of

        return name_of(url)

    from builder.records.sources.pull.run import source_of

    return source_of(url)


def _time(since: str | None) -> int | None:
    if since is None:
        return None
    from builder.records.xapi.values import micros_of

    try:
        return micros_of(since)
    except (ValueError, OverflowError) as problem:
        raise click.BadParameter(
            f"'{printable(since)}' is no time; give one as 2026-11-01 or 2026-11-01T06:00:00Z", param_hint="--since"
        ) from problem


@contextmanager
def _heard() -> Iterator[Heard]:
    """Sentences on stderr, and on a terminal how far it is."""
    from builder.records.sources.wanted import Heard

    shown = 0

    def clear() -> None:
        nonlocal shown
        if shown:
            say("\r" + " " * shown + "\r", err=True, nl=False)
        shown = 0

    def sentence(text: str) -> None:
        clear()
        say(f"Note: {printable(text)}.", err=True)

    def count(number: int) -> None:
        nonlocal shown
        if sys.stderr.isatty():
            line = f"{number:,} statements read"
            say(f"\r{line}", err=True, nl=False)
            shown = len(line)

    try:
        yield Heard(sentence, count)
    finally:
        clear()
