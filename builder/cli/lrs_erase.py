"""peacebuilder lrs erase-actor: a person out of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from builder.cli.lrs_store import database, plain_words
from builder.cli.output import printable, say

if TYPE_CHECKING:
    from builder.records.lrs.store.database import Database
    from builder.records.lrs.upkeep.erase import Erased


@click.command("erase-actor")
@database
@click.option(
    "--actor",
    required=True,
    metavar="JSON|IDENTIFIER",
    help="Who: an xAPI agent in JSON, an email address, an account as HOMEPAGE|NAME, a SHA-1 hash, or openid:IRI.",
)
@click.option("--delete", is_flag=True, help="Delete the statements about the person, too; counts change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(db: str, actor: str, delete: bool, yes: bool) -> None:
    """Take a person out of the store, also while it is served. It cannot be undone.

    Statements stay, for counting, but about somebody whom nobody knows: the person is replaced wherever xAPI tells of
    persons. Names, states, profiles and the files that came with these statements go. With --delete the statements
    that the person made, or that are about the person, go as well.
    """
    with plain_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lrs.keys import hasher
        from builder.records.lrs.store.open import open_database
        from builder.records.lrs.upkeep.erase import Erasure
        from builder.records.lrs.upkeep.stand_in import NotAPerson, person_of

        try:
            person = person_of(actor)
        except NotAPerson as problem:
            raise click.BadParameter(str(problem), param_hint="--actor") from problem
        with closing(open_database(db, make=False)) as store:
            erasure = Erasure(hasher(store.key), person, delete=delete)
            plan = store.read(erasure.plan).result()
            for other in store.read(erasure.alike).result():
                say(f"There is also {printable(other)}, perhaps the same person: erase it, too.", err=True)
            if plan.nothing:
                raise click.ClickException("nobody in the store is known by that; nothing was changed")
            for line in told(plan):
                say(line)
            if not yes:
                click.confirm("Shall it be done? It cannot be undone", abort=True)
            done = store.write(erasure.carry_out).result()
            say("It is done." if done == plan else f"It is done; meanwhile more had come: {'; '.join(told(done))}")
            _scrub(store)
    say("Backups and logs of before, and whoever pulled the records, still have the person: see to them.", err=True)


def told(erased: Erased) -> Iterator[str]:
    """What goes and what changes, a line each."""
    for number, what in (
        (erased.deleted, "statement{s} about the person, to be deleted"),
        (erased.changed, "statement{s} in which somebody unknown is to stand in the person's place"),
        (erased.files, "file{s} that came with these statements, to be deleted"),
        (erased.documents, "document{s} of the person, to be deleted"),
        (erased.names, "name{s} under which the person is known, to be deleted"),
        (erased.launches, "launch{es} of the person, to be ended"),
    ):
        if number:
            yield f"{number:>6,}  {what.format(s='' if number == 1 else 's', es='' if number == 1 else 'es')}"
    if erased.left:
        yield (
            f"{erased.left:>6,}  of them have a name or an address of the person in another place, such as an answer or"
            " an extension, which stays; --delete takes the person's own wholly"
        )


def _scrub(store: Database) -> None:
    from builder.records.lrs.store.database import Unavailable

    try:
        left = store.scrub()
    except Unavailable as problem:
        left = (
            f"the deleted bytes could not be taken out of the files: {problem}; {problem.advice}; or restore a new"
            " backup into a new store, and remove this one"
        )
    if left is not None:
        say(f"Note: {left}.", err=True)
