"""peacebuilder records forget: a person out of a lake."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.output import say
from builder.cli.records_lake import key_option, lake_option, lake_words


@click.command("forget")
@lake_option
@key_option
@click.option(
    "--actor",
    required=True,
    metavar="JSON|IDENTIFIER",
    help="Who: an xAPI agent in JSON, an email address, an account as HOMEPAGE|NAME, a SHA-1 hash, or openid:IRI.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(lake: Path, key_file: Path | None, actor: str, yes: bool) -> None:
    """Take a person out of the lake, with all that the person did. It cannot be undone.

    Begin at the source (peacebuilder lrs erase-actor --delete): what is pulled or imported once more comes back.
    """
    with lake_words():
        # Here, because they belong to an extra that may not be installed.
        from builder.records.lake.lake import Lake
        from builder.records.lrs.upkeep.stand_in import NotAPerson, person_of

        try:
            person = person_of(actor)
        except NotAPerson as problem:
            raise click.BadParameter(str(problem), param_hint="--actor") from problem
        with Lake.open(lake, key_file=key_file).writing() as writer:
            found = writer.statements_of(person.identifiers)
            if not found:
                raise click.ClickException("nobody in the lake is known by that; nothing was changed")
            many = "" if len(found) == 1 else "s"
            say(f"{len(found):,} statement{many} about the person, to be deleted")
            if not yes:
                click.confirm("Shall it be done? It cannot be undone", abort=True)
            writer.merge((), source="forget", read=0, forget=found)
    say("It is done.")
    say("Backups, exports and reports of before, and the source, still have the person: see to them.", err=True)
