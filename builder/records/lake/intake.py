"""The one door into a lake: statements as lines of JSON become staged rows, and what is none is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.records.lake.flatten import Origin, flatten
from builder.records.lake.intake_kind import Kind, kind_of
from builder.records.lake.intake_list import statements_of
from builder.records.lake.intake_parquet import refuse_other_rows, take_rows
from builder.records.lake.intake_pieces import lines_of
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside, Taken
from builder.records.lake.writer import Writer


def take(
    writer: Writer,
    statements: Path,
    *,
    source: str,
    cursor: Mapping[str, Any] | None = None,
    first_line: int = 1,
    agency: str | None = None,
    agencies: Sequence[str | None] | None = None,
    aside: Sequence[Aside] = (),
    forget: Iterable[str] = (),
    told: Callable[[Sequence[Aside]], None] = lambda _aside: None,
) -> Taken:
    """One step: a file of some 100 MB at most, a statement a line, all of it or nothing.

    `agency` is taken where a statement tells none; `agencies`, one a line, wins over what it tells where it is a text.
    `aside`: what was set aside before, on the way to statements; it counts as read. `forget`: as in Writer.merge().
    `told` hears all that is set aside, once the step is done.
    """
    origin = Origin(source, agency, agencies)
    with writer.passing() as folder:
        found = flatten(writer.lake, statements, folder, origin, first_line)
        left = (*aside, *found.aside)
        taken = writer.merge(
            found.staged, source=source, read=found.read + len(aside), aside=left, cursor=cursor, forget=forget
        )
    told(left)
    return taken


def refuse_others(path: Path) -> None:
    """NotStatements when the file is of a kind that take_file() does not take; before a lake is made."""
    if kind_of(path) is Kind.PARQUET:
        refuse_other_rows(path)


def take_file(
    lake: Lake,
    path: Path,
    *,
    source: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    agency: str | None = None,
    told: Callable[[Sequence[Aside]], None] = lambda _aside: None,
) -> Taken:
    """A file of any size, in steps: lines or a list of statements, packed or not, or rows; else NotStatements.

    An interrupted one is taken up by taking it once more: what the lake has stays once in it. `progress` is told bytes
    (of rows their number) that are done, and of how many; `told` hears what each step set aside. Without a `source` it
    is the name of the file.
    """
    kind = kind_of(path)
    with lake.writing() as writer:
        if kind is Kind.PARQUET:
            return take_rows(writer, path, source=source, agency=agency, progress=progress, told=told)
        out = writer.staging() / "piece.ndjson"
        size = path.stat().st_size
        taken = Taken()
        for piece in (statements_of if kind is Kind.LIST else lines_of)(path, out):
            taken += take(
                writer,
                out,
                source=source or path.name,
                first_line=piece.first,
                agency=agency,
                aside=piece.aside,
                told=told,
            )
            progress(piece.done, size)
        return taken
