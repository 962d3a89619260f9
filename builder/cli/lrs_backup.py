"""peacebuilder lrs backup and restore: a store into one file, and back into any database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Final

import click

from builder.cli.lrs_store import database, plain_words
from builder.cli.output import printable, say

KINDS: Final = (
    ("statement", "statement", "statements"),
    ("document", "document", "documents"),
    ("attachment", "attachment", "attachments"),
    ("activity", "activity", "activities"),
    ("credential", "credential", "credentials"),
)
"""Tables that people know, and what they hold."""


@click.command("backup")
@database
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to make; it may not be there yet.",
)
def backup(db: str, out: Path) -> None:
    """Save the whole store in one file, also while it is served.

    The file has the key of the store and the hashes of all secrets, so keep it as you keep the store.
    """
    with plain_words(), _written(out):
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lrs.store.open import open_database
        from builder.records.lrs.times import now
        from builder.records.lrs.upkeep.backup import backup as save

        with closing(open_database(db, make=False)) as store, _bar("Saving") as told:
            header = save(store, out, now(), told)
    say(f"Saved {counted(header.counts)} in {printable(str(out))}.")
    say("Whoever has this file has all that is in the store: keep it as a secret.", err=True)


@click.command("restore")
@database
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(db: str, file: Path) -> None:
    """Put the backup FILE into an empty store: the same database, or another kind.

    All of it is there afterwards, or nothing. Credentials are as they were. Start the server when it is done.
    """
    with plain_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lrs.store.lock import serving
        from builder.records.lrs.store.open import file_of, open_database
        from builder.records.lrs.upkeep.restore import NotABackup, NotEmpty
        from builder.records.lrs.upkeep.restore import restore as load

        try:
            path = file_of(db)
            with (
                file.open("rb") as source,
                serving(path) if path else nullcontext(),  # no server may go on with the key of the empty store
                closing(open_database(db)) as store,
                _bar("Restoring") as told,
            ):
                header = load(store, source, told)
        except NotABackup as problem:
            raise click.ClickException(f"{printable(str(file))}: {problem}") from problem
        except NotEmpty as problem:
            raise click.ClickException(
                f"the store is not empty: it has {counted(problem.counts)}; give a --db that is new"
            ) from problem
        except OSError as problem:
            raise click.ClickException(f"{printable(str(file))} cannot be read: {problem.strerror}") from problem
    say(f"Restored {counted(header.counts)}, as they were at {header.made}.")


def counted(counts: Mapping[str, int]) -> str:
    """As in `3 statements, 1 document`."""
    known = [(counts.get(table, 0), one, many) for table, one, many in KINDS]
    told = [f"{number:,} {one if number == 1 else many}" for number, one, many in known if number]
    return ", ".join(told) or "nothing"


@contextmanager
def _written(out: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as problem:
        raise click.BadParameter(
            f"'{printable(str(out))}' is there already; give another name, or move it away", param_hint="--out"
        ) from problem
    except OSError as problem:
        raise click.ClickException(f"{printable(str(out))} cannot be written: {problem.strerror}") from problem


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how far it is, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield told
