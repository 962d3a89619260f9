"""The one who writes into a lake: takes staged rows, codebooks and agencies, a step at a time, all of it or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb

from builder.records.lake import agencies, cursors, locks
from builder.records.lake.duck import connection
from builder.records.lake.layout import ASKED, STATEMENTS
from builder.records.lake.ledger import Aside, Taken, record
from builder.records.lake.merge import merge, statements_of
from builder.records.lake.publish import Plan, clear, publish
from builder.records.lake.refusals import NotALake, Refused, Unusable, plain_words, unusable
from builder.records.lake.step import Step

if TYPE_CHECKING:
    from builder.records.lake.lake import Lake


class Writer:
    """Made by Lake.writing(), alone in the lake; `folder` is its own, and goes with it."""

    def __init__(self, lake: Lake, folder: Path) -> None:
        self.lake: Final = lake
        self._folder: Final = folder

    def staging(self) -> Path:
        """A new, empty folder on the disk of the lake."""
        with plain_words():
            return Path(tempfile.mkdtemp(prefix="in-", dir=self._folder))

    @contextmanager
    def passing(self) -> Iterator[Path]:
        """The same for one step: it is gone at its end, so a file of any size needs the disk of one."""
        folder = self.staging()
        try:
            yield folder
        finally:
            clear(self.lake.folder, folder)

    def merge(
        self,
        staged: Sequence[Path],
        *,
        source: str,
        read: int,
        aside: Sequence[Aside] = (),
        cursor: Mapping[str, Any] | None = None,
        forget: Iterable[str] = (),
    ) -> Taken:
        """Parquet files with the lake's columns and `month`, whose order is theirs; afterwards they are gone.

        Statements with the ids to `forget` are taken out before. The lake has all of it at the end, what was set
        aside, the ledger and the cursor included, or nothing.
        """
        with self._step() as (duck, step):
            merged = merge(duck, self.lake.folder, step, staged, forget)
            taken = Taken(read=read, aside=len(aside), **asdict(merged))
            if read or aside or merged.forgotten:
                record(duck, step, source, taken, aside)
            if cursor is not None:
                path = step.put(cursors.FOLDER, cursors.file_of(source))
                path.write_text(cursors.text_of(source, cursor), encoding="utf-8")
        for path in staged:
            with suppress(OSError):  # it goes with the writer's folder
                path.unlink()
        return taken

    def statements_of(self, identifiers: Iterable[str]) -> list[str]:
        """The ids of the statements about a person, who may be known by several identifiers; to be forgotten."""
        with self._step() as (duck, step):
            return statements_of(duck, self.lake.folder, map(self.lake.name_of, identifiers), step.scratch())

    def put_codebook(self, path: Path) -> None:
        """A codebook of a build, JSON or CSV; NotACodebook when it is none. One of the same version goes."""
        from builder.records.lake import codebooks  # here, since it brings the whole language of courses

        codebook = codebooks.read(path)
        with self._step() as (duck, step):
            codebooks.put(duck, step, codebook)

    def is_unused(self, path: Path) -> bool:
        """Whether a codebook is of a course of which the lake has no statement, though it has some of others."""
        from builder.records.lake import codebooks  # as above

        with self._step() as (duck, _):
            return codebooks.is_unused(duck, self.lake.files(STATEMENTS), codebooks.read(path))

    def put_agencies(self, path: Path) -> int:
        """A table with the columns id, name and state; how many. Agencies that it does not name stay as they are.

        BuildFailed with all that is wrong with it, line by line.
        """
        found = agencies.read(path)
        with self._step() as (duck, step):
            agencies.put(duck, step, found)
        return len(found)

    @contextmanager
    def _step(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, Step]]:
        """What is planned inside is published at the end."""
        with plain_words():
            self.lake.recover()
            stage = Path(tempfile.mkdtemp(prefix="step-", dir=self._folder))
            try:
                step = Step(self.lake.folder, stage)
                with connection(stage / "scratch") as duck:
                    yield duck, step
                if step.plan:
                    self._publish(step.plan)
            except duckdb.Error as error:
                plain = _plain(error, self.lake.folder)
                if plain is None:
                    raise
                raise plain from error
            finally:
                clear(self.lake.folder, stage)

    def _publish(self, plan: Plan) -> None:
        with locks.alone(self.lake.folder, self.lake.patience):
            publish(self.lake.folder, plan)


def _plain(error: duckdb.Error, lake: Path) -> Refused | None:
    """What DuckDB says of the disk, the memory or a file of the lake; None where it is our fault."""
    if isinstance(error, duckdb.OutOfMemoryException):
        return Unusable("the memory is not enough for this step", "do it again when less runs beside it")
    if isinstance(error, duckdb.IOException):
        return unusable(error)
    told = str(error).partition("\n")[0]
    if isinstance(error, duckdb.InvalidInputException) and any(f"{lake}/{kind}/" in told for kind in ASKED):
        return NotALake(f"a file of the lake is damaged: {told}", "restore it from a backup")
    return None
