"""peacebuilder records query: asks a lake with SQL."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from builder.cli.records_lake import lake_option, lake_words

if TYPE_CHECKING:
    from builder.records.analysis.engines.engine import Stream
    from builder.records.analysis.open import Analysis

OUTPUTS: Final = ("table", "csv", "json", "parquet")
SHEETS: Final = (".xls", ".xlsx", ".ods")
"""Files of spreadsheets, which are not made here: a table under such a name would not open."""
FIRST: Final = ("learners", "attempts", "answers", "items", "decisions", "pages", "sessions")
"""Views that most questions are about."""
EXAMPLE: Final = "SELECT agency, count(*) AS learners FROM learners GROUP BY agency"
SIZE: Final = re.compile(r"\d{1,6}(\.\d{1,3})?\s*[kmgt](i?b)?", re.ASCII | re.IGNORECASE)


def size(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not SIZE.fullmatch(value):
        raise click.BadParameter("Give a number with its unit, as in 4GB or 512MB.")
    return value


memory_option = click.option(
    "--memory", metavar="SIZE", callback=size, help="How much may be used before disk is used in its place, as in 4GB."
)


@click.command("query")
@lake_option
@click.argument("sql", required=False)
@click.option(
    "--file",
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The SQL, in a file.",
)
@click.option(
    "--output",
    type=click.Choice(OUTPUTS),
    help="What it is printed as. By default as the ending of --out says, else as a table.",
)
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write it to a file.")
@memory_option
def command(
    lake: Path, sql: str | None, file: Path | None, output: str | None, out: Path | None, memory: str | None
) -> None:
    """Ask a lake with SQL: one SELECT over its views. Without SQL, tell what there is; `-` reads it from the input.

    \b
      peacebuilder records query --lake lake
      peacebuilder records query --lake lake "DESCRIBE learners"
      peacebuilder records query --lake lake "SELECT agency, count(*) AS learners FROM learners GROUP BY agency"
      peacebuilder records query --lake lake --output json --file questions.sql
    """
    if sql and file:
        raise click.UsageError("Give SQL or --file, not both.")
    if out and out.suffix.lower() in SHEETS:
        raise click.BadParameter("Give a name that ends in .csv; spreadsheets open it.", param_hint="--out")
    asked = _sql(sql, file)
    kind = output or _ending(out)
    if kind == "parquet" and (out is None or asked is None):
        raise click.BadParameter("Parquet goes into a file: give SQL and --out.", param_hint="--output")
    with lake_words(), ends_cleanly():
        _ask(lake, asked, kind, out, memory)


@contextmanager
def ends_cleanly() -> Iterator[None]:
    """A command that is told to end still removes its temporary files."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _sql(sql: str | None, file: Path | None) -> str | None:
    try:
        if file:
            return file.read_text("utf-8-sig")
        return sys.stdin.buffer.read().decode("utf-8-sig") if sql == "-" else sql
    except UnicodeDecodeError as error:
        raise click.UsageError("The SQL is not UTF-8.") from error


def _ending(out: Path | None) -> str:
    ending = out.suffix.lower().removeprefix(".") if out else ""
    return ending if ending in OUTPUTS else "table"


def _ask(lake: Path, sql: str | None, kind: str, out: Path | None, memory: str | None) -> None:
    from builder.records.analysis.open import open_lake
    from builder.records.export.file import whole

    with (
        whole(out) if out else nullcontext() as place,
        open_lake(lake, memory=memory, out=place and place.parent) as analysis,
    ):
        if kind == "parquet" and sql and place:
            analysis.write(sql, place)
            return
        if kind == "table" and sql is None:
            lines: Iterable[bytes] = (f"{line}\n".encode() for line in _overview(lake))
        else:
            lines = _told(analysis.stream(sql) if sql is not None else _columns(analysis), kind, out is None)
        _put(lines, place)


def _told(found: Stream, kind: str, shown: bool) -> Iterable[bytes]:
    from builder.records.export.formats import as_csv, as_json
    from builder.records.export.table import as_table

    if kind == "json":
        return as_json(found.columns, found.rows)
    if kind == "csv":
        return as_csv(found.columns, found.rows)
    width = shutil.get_terminal_size().columns if shown and sys.stdout.isatty() else None
    return (f"{line}\n".encode() for line in as_table(found.columns, found.types, found.rows, width))


def _put(parts: Iterable[bytes], place: Path | None) -> None:
    if place:
        with place.open("wb") as file:
            file.writelines(parts)
        return
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


def _columns(analysis: Analysis) -> Stream:
    from builder.records.analysis.engines.engine import Stream

    rows = ((name, row[0], row[1]) for name, table in analysis.views() for row in table.rows)
    return Stream(("view", "column", "type"), ("VARCHAR",) * 3, iter(tuple(rows)))


def _overview(lake: Path) -> Iterator[str]:
    from builder.records.analysis.engines.tables import BASES
    from builder.records.analysis.report import view_pages

    pages = sorted(view_pages(), key=lambda page: FIRST.index(page.name) if page.name in FIRST else len(FIRST))
    views, tables = ([(one.name, one.title) for one in pages], [(one.name, one.title) for one in BASES])
    width = max(len(name) for name, _ in (*views, *tables))
    for said, listed in (("Views, and what one row is:", views), ("Tables that they are made of:", tables)):
        yield said
        yield from (f"  {name:{width}}  {title}" for name, title in listed)
        yield ""
    asked = f"peacebuilder records query --lake {shlex.quote(str(lake))}"
    yield "The columns of a view (docs/views.md says what each means), and a question:"
    yield f'  {asked} "DESCRIBE learners"'
    yield f'  {asked} "{EXAMPLE}"'
