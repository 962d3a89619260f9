"""Lines of JSON to the rows of a lake: all at once in SQL, and by the full model where that is not sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, starmap
from pathlib import Path
from typing import Final

import duckdb

from builder.records.lake.columns import COLUMNS, MONTH, NAMES
from builder.records.lake.duck import PASSING, connection, parquet, text, write
from builder.records.lake.duck import literal as plain
from builder.records.lake.flatten_lines import NOTHING, Lines, is_broken, seen
from builder.records.lake.flatten_one import LONGEST, Row, Unfit, as_json, row_of
from builder.records.lake.flatten_words import WORDS, Word, literal
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Aside

SQL: Final = Path(__file__).with_name("flatten.sql").read_text("utf-8")
FORMS: Final = Path(__file__).with_name("flatten_forms.sql").read_text("utf-8")
FEW: Final = 256
"""Lines that are not worth another attempt in SQL."""
PARTS: Final = 8
"""Into how many a file is cut in which the reader refuses a line."""
REFUSED: Final = (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException)
MICROSECONDS: Final = frozenset({"ts", "stored"})
COLUMN_NAMES: Final = ", ".join(NAMES)


@dataclass(frozen=True, slots=True)
class Flattened:
    """Files for Writer.merge, and what was set aside; `read` counts both."""

    staged: tuple[Path, ...]
    read: int
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """What rows have that no statement tells; the agencies as in intake.take()."""

    source: str
    agency: str | None = None
    agencies: Sequence[str | None] | None = None


def flatten(lake: Lake, statements: Path, folder: Path, origin: Origin, first_line: int = 1) -> Flattened:
    """Empty lines are nothing. `folder` is for what is made."""
    with connection(folder) as duck:
        step = _Step(lake, duck, folder, origin, Lines(statements))
        step.take_all()
        staged = (step.staged(),) if step.read else ()
        return Flattened(staged, step.read, tuple(step.aside(first_line)))


class _Step:
    """The lines of one file on their way."""

    def __init__(self, lake: Lake, duck: duckdb.DuckDBPyConnection, folder: Path, origin: Origin, lines: Lines) -> None:
        self._duck = duck
        self._folder = folder
        self._origin = origin
        self._lines = lines
        self._name_of: Callable[[str], str] = lake.name_of
        self._fast: dict[int, Path] = {}
        """Rows of all lines from a place on; the file knows of which it is sure."""
        self._doubted: set[int] = set()
        self._sure = 0
        self._slow: list[tuple[int, Row]] = []
        self._unfit: list[tuple[int, Unfit]] = []
        pads = lake.pseudonym_pads()
        words: dict[str, Word] = {**WORDS, "source": origin.source, "fallback": origin.agency}
        words["inner_pad"], words["outer_pad"] = (pads.inner, pads.outer) if pads else (None, None)
        for name, word in words.items():
            duck.execute(f"SET VARIABLE {name} = {literal(word)}")

    @property
    def read(self) -> int:
        """How many lines are not empty."""
        return self._sure + len(self._slow) + len(self._unfit)

    def take_all(self) -> None:
        """By the file as it is, if nothing in it is to be hidden from the reader."""
        lines = self._lines
        if lines.count > FEW and not lines.has_null and self._in_sql(lines.path, 0, lines.count):
            return
        self._doubted = {n for n, line in enumerate(lines.all) if is_broken(line)}
        self._take(0, lines.count)

    def _take(self, start: int, stop: int) -> None:
        """The lines of these places: in SQL, or in parts, or one by one."""
        if stop - start <= FEW:
            self._one_by_one(range(start, stop))
        elif not (self._at_once(start, stop) or (self._doubt(start, stop) and self._at_once(start, stop))):
            if stop - start == 1:
                self._one_by_one((start,))
                return
            size = -(-(stop - start) // PARTS)
            for first in range(start, stop, size):
                self._take(first, min(first + size, stop))

    def _doubt(self, start: int, stop: int) -> bool:
        """Whether lines are found that are no JSON, or of another form: the reader is not to see them once more."""
        self._duck.execute(f"CREATE OR REPLACE TEMP TABLE forms AS {FORMS}")
        rows = self._duck.execute("SELECT count(*) FROM forms").fetchone()
        found = {start + n for (n,) in self._duck.execute("SELECT rowid FROM forms WHERE is_odd").fetchall()}
        if rows != (stop - start,) or found <= self._doubted:
            return False
        self._doubted |= found
        return True

    def _at_once(self, start: int, stop: int) -> bool:
        """False where the reader refuses a line, so that nothing is known of any."""
        told = self._folder / "part.ndjson"
        with told.open("wb") as file:
            lines = enumerate(islice(self._lines.all, start, stop), start)
            file.writelines((NOTHING if n in self._doubted else seen(line)) + b"\n" for n, line in lines)
        return self._in_sql(told, start, stop - start)

    def _in_sql(self, told: Path, start: int, count: int) -> bool:
        """The same of a file that has these lines."""
        made = self._folder / f"part-{start}.parquet"
        self._duck.execute(f"SET VARIABLE file = {literal(plain(told))}")
        try:
            if write(self._duck, SQL, made, PASSING) != count:
                return False
        except REFUSED:
            return False
        table = parquet([made], ", file_row_number = true")
        unsure = self._duck.execute(f"SELECT file_row_number FROM {table} WHERE NOT sure ORDER BY 1").fetchall()
        self._one_by_one(start + place for (place,) in unsure)
        self._fast[start] = made
        self._sure += count - len(unsure)
        return True

    def _one_by_one(self, places: Iterable[int]) -> None:
        source, agency = self._origin.source, self._origin.agency
        for place in places:
            line = self._lines.all[place]
            if not line or line.isspace():
                continue
            row = row_of(line, source=source, agency=agency, name_of=self._name_of)
            if isinstance(row, Unfit):
                self._unfit.append((place, row))
            else:
                self._slow.append((place, row))

    def aside(self, first_line: int) -> Iterator[Aside]:
        """In the order of the lines."""
        for place, unfit in sorted(self._unfit, key=lambda one: one[0]):
            yield Aside(first_line + place, unfit.statement_id, unfit.code, unfit.reason)

    def staged(self) -> Path:
        """One file of all rows, in the order of their lines: the first of those with the same id counts."""
        if self._is_whole():
            return next(iter(self._fast.values()))
        told = self._folder / "rows.ndjson"
        with told.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(as_json(row, place) for place, row in self._slow)
        rows = " UNION ALL ".join([*starmap(_sure, self._fast.items()), _told(told)])
        made = self._folder / "rows.parquet"
        write(self._duck, f"SELECT * EXCLUDE (place) FROM ({self._sent(rows)}) ORDER BY place", made, PASSING)
        return made

    def _sent(self, rows: str) -> str:
        """The rows with the agency of whoever sent them, where it is known of each line."""
        if self._origin.agencies is None:
            return rows
        self._duck.execute(
            "CREATE TEMP TABLE senders AS SELECT unnest(range(len($1))) AS place, unnest($1::VARCHAR[]) AS sender",
            [list(self._origin.agencies)],
        )
        return (
            "SELECT * EXCLUDE (sender) REPLACE (coalesce(sender, agency) AS agency)"
            f" FROM ({rows}) LEFT JOIN senders USING (place)"
        )

    def _is_whole(self) -> bool:
        """Whether one file that SQL made has all rows, and nothing else."""
        return len(self._fast) == 1 and self._sure == self._lines.count and not self._origin.agencies


def _sure(start: int, made: Path) -> str:
    table = parquet([made], ", file_row_number = true")
    return f"SELECT {start} + file_row_number AS place, {COLUMN_NAMES}, {MONTH} FROM {table} WHERE sure"


def _told(rows: Path) -> str:
    types = {one.name: "BIGINT" if one.name in MICROSECONDS else one.type for one in COLUMNS}
    names = (f"make_timestamp({name}) AS {name}" if name in MICROSECONDS else name for name in NAMES)
    columns = ", ".join(f"{name}: '{type_}'" for name, type_ in {"place": "BIGINT", **types}.items())
    return (
        f"SELECT place, {', '.join(names)}, strftime(make_timestamp(ts), '%Y-%m') AS {MONTH}"
        f" FROM read_json({text(plain(rows))}, format = 'newline_delimited', hive_partitioning = false,"
        f" maximum_object_size = {4 * LONGEST}, columns = {{{columns}}})"
    )
