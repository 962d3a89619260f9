"""peacebuilder init: a small course that builds, whose comments teach."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

import click

from builder.cli.output import say

STARTER: Final = Path(__file__).parent / "starter"
STARTER_ID: Final = "my-course"
SCHEMAS: Final = ".schemas"
LONGEST: Final = 64


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a small course into the folder DIR, which must be new or empty."""
    # Here, so that `--help` and the other commands do not wait for it.
    from builder.course.schema import write

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"'{folder}' is there already and not empty. Give a new folder.")
    id_ = slug(folder.resolve().name)
    try:
        copy(STARTER, folder, id_)
        write(folder / SCHEMAS)
    except OSError as error:
        raise click.ClickException(f"'{folder}' cannot be written: {error.strerror or error}") from error
    typed = f'"{folder.as_posix()}"' if " " in str(folder) else folder.as_posix()
    say(f"A course is in {folder.as_posix()}. Read course.yaml first; then try:")
    say(f"  peacebuilder check {typed}")
    say(f"  peacebuilder build {typed}")
    say("Before learners begin, so that no update can lose their work:")
    say(f"  peacebuilder release {typed}")


def copy(source: Path, target: Path, id_: str) -> None:
    """Copies the starter, which is a course of its own, under another id."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.is_dir():
            copy(path, target / path.name, id_)
        else:
            # Bytes, so that line ends are those of the starter on every system.
            (target / path.name).write_bytes(path.read_bytes().replace(STARTER_ID.encode(), id_.encode()))


def slug(name: str) -> str:
    """The name of a folder as the id of a course; a word goes before what YAML reads as a number."""
    from builder.course.load.yaml_source import plain  # here for the same reason as above

    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-") or STARTER_ID
    return found if isinstance(plain(found), str) else f"course-{found}"
