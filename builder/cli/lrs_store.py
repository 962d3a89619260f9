"""What the commands about our own store share: which store, and words for what keeps it from working."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

DEFAULT: Final = "sqlite:///lrs.db"
PACKAGES: Final = {"uvicorn": "lrs", "starlette": "lrs", "httptools": "lrs", "psycopg": "postgres"}
"""What may be missing, and the extra that brings it."""

database = click.option(
    "--db",
    metavar="URL",
    envvar="PEACEBUILDER_LRS_DB",
    show_envvar=True,
    default=DEFAULT,
    show_default=True,
    help="The store: sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME. With a password better in the"
    " environment: other users of this computer can see options.",
)


@contextmanager
def plain_words() -> Iterator[None]:
    """Ends the command with one sentence where the store cannot be used, or a package is missing."""
    try:
        from builder.records.lrs.store.database import Unavailable
        from builder.records.lrs.store.open import NotAnAddress

        try:
            yield
        except NotAnAddress as problem:
            raise click.BadParameter(str(problem), param_hint="--db") from problem
        except Unavailable as problem:
            raise click.ClickException(f"{problem}; {problem.advice}") from problem
    except ModuleNotFoundError as missing:
        extra = PACKAGES.get((missing.name or "").partition(".")[0])
        if extra is None:
            raise
        raise click.ClickException(f"this needs more packages: pip install 'peacebuilder[{extra}]'") from missing
