"""peacebuilder records sql: the SQL of all views and reports, for a Spark of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from builder.cli.output import say
from builder.cli.records_lake import lake_words

TABLES: Final = ("codebook", "agencies", "imports", "set_aside")
"""Of which a lake may have no files."""


@click.command("sql")
@click.option(
    "--location",
    metavar="URL",
    help="Where the cluster finds the lake, as s3a://bucket/lake. By default the folder of --lake.",
)
@click.option(
    "--lake",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A copy of the lake on this computer, to see which tables it has.",
)
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(TABLES),
    help="A table of which the lake has no files; may be given several times.",
)
def command(location: str | None, lake: Path | None, without: tuple[str, ...]) -> None:
    """Print the SQL of all views and reports for Spark, in an order in which they can be run.

    \b
      peacebuilder records sql --location s3a://bucket/lake --without set_aside > lake.sql

    Reports are views with report_ before their names. They count everybody: small numbers are in them.
    """
    if location is None and lake is None:
        raise click.UsageError("Say where the lake is: --location, or --lake for a folder.")
    with lake_words():
        from builder.records.analysis.cluster import script
        from builder.records.analysis.engines.tables import BASES
        from builder.records.lake.lake import Lake

        empty = set(without)
        if lake:
            folder = Lake.open(lake).folder
            location = location or str(folder)
            empty |= {base.name for base in BASES if not base.files(folder)}
        say(script(location or "", empty), nl=False)
