"""What the commands about a lake share: which lake, whose key, and words for what keeps it from working."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from builder.cli.output import printable

PACKAGES: Final = {
    "duckdb": "records",
    "tincan": "records",
    "pyspark": "spark",
    "uvicorn": "lrs",
    "starlette": "lrs",
    "httptools": "lrs",
    "psycopg": "postgres",
}
"""What may be missing, and the extra that brings it."""

lake_option = click.option(
    "--lake",
    required=True,
    metavar="DIR",
    envvar="PEACEBUILDER_LAKE",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the lake.",
)
key_option = click.option(
    "--key-file",
    metavar="FILE",
    envvar="PEACEBUILDER_LAKE_KEY_FILE",
    show_envvar=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The key of the pseudonyms, when it is not in the lake: lakes of the same key call a person the same.",
)
identified_option = click.option(
    "--identified",
    is_flag=True,
    help="Keep who did it as the statements tell it. Only of a new lake; the others have pseudonyms.",
)


@contextmanager
def lake_words() -> Iterator[None]:
    """Ends the command with one sentence where the lake cannot be used, or a package is missing."""
    try:
        from builder.records.lake.refusals import Refused  # nothing of the records is imported before it is needed

        try:
            yield
        except Refused as problem:
            raise click.ClickException(f"{printable(str(problem))}; {printable(problem.advice)}") from problem
    except ModuleNotFoundError as missing:
        extra = PACKAGES.get((missing.name or "").partition(".")[0])
        if extra is None:
            raise
        raise click.ClickException(f"this needs more packages: pip install 'peacebuilder[{extra}]'") from missing
