"""From a lake to its page: one folder, one file, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress as ignored
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from builder.records.analysis import slices as slicing
from builder.records.analysis.engines.engine import Engine
from builder.records.analysis.families import families
from builder.records.analysis.open import SHARED, Analysis, open_lake
from builder.records.analysis.report import Result, reports
from builder.records.analysis.slices import SLICES, Slice
from builder.records.analysis.suppress import suppress
from builder.records.page.assemble import assemble
from builder.records.page.choice import Agency, Chosen, Scope, choices
from builder.records.page.content import Answers, Wanted, content
from builder.records.page.parts import WHOLE
from builder.records.page.source import Source, look

INDEX: Final = "index.html"
LISTED: Final = 50
"""So many agencies can be chosen on a page."""

Told = Callable[[int, int], None]
"""How many reports are done, of how many."""


class NoSuchCourse(Exception):
    """There is no such course in the lake; `known` are those that are."""

    def __init__(self, course: str, known: Sequence[str]) -> None:
        super().__init__(course)
        self.known = known


class NoSuchAgency(Exception):
    """No learner of these agencies is in the lake, within the months asked for; `known` are those that have some."""

    def __init__(self, agencies: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(", ".join(agencies))
        self.agencies = agencies
        self.known = known


def make(lake: Path, wanted: Wanted, *, engine: str = "duckdb", told: Told = lambda _done, _all: None) -> bytes:
    """The page; the same bytes for the same lake."""
    with open_lake(lake, engine=engine) as analysis:
        for view in SHARED:
            analysis.engine.keep(view)
        source, listed, chosen = ask(analysis.engine, wanted)
        slices = tuple(one.slice for one in chosen)
        slice_by(analysis.engine, slices)
        results = tuple(_results(analysis, slices, wanted.smallest, told))
    return assemble(content(wanted, Answers(lake.resolve().name, source, chosen, listed, results)))


def write(page: bytes, out: Path) -> Path:
    """Puts the page into a folder; what was there stays until all of it is written."""
    out.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=out, prefix=".index-", delete=False) as stream:
        new = Path(stream.name)
        try:
            stream.write(page)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            new.chmod(0o644)
            return new.replace(out / INDEX)
        except BaseException:
            stream.close()
            with ignored(OSError):
                new.unlink()
            raise


def ask(engine: Engine, wanted: Wanted) -> tuple[Source, tuple[Agency, ...], tuple[Chosen, ...]]:
    """What there is, the agencies that can be chosen, and all choices."""
    source = _look(engine, wanted)
    listed = tuple(one for one in source.agencies if one.learners >= wanted.smallest)[:LISTED]
    return source, listed, tuple(choices(wanted.scope, source.months, listed, wanted.smallest))


def _look(engine: Engine, wanted: Wanted) -> Source:
    scope = wanted.scope
    slice_by(engine, (Slice(WHOLE),))
    everything = look(engine)
    courses = sorted({course for course, _ in everything.versions} | set(everything.courses))
    if wanted.course is not None and wanted.course not in courses:
        raise NoSuchCourse(wanted.course, courses)
    known = [one.id for one in everything.agencies]
    missing = [id_ for id_ in scope.agencies or () if id_ not in known]
    if missing:
        raise NoSuchAgency(missing, known)
    if scope == Scope():
        return everything
    slice_by(engine, (Slice(WHOLE, scope.agencies, scope.first, scope.last),))
    return look(engine)


def slice_by(engine: Engine, slices: Sequence[Slice]) -> None:
    """What follows is asked of these slices."""
    engine.run(f"CREATE OR REPLACE TEMPORARY VIEW {SLICES} AS {slicing.view(slices)}")


def _results(analysis: Analysis, slices: Sequence[Slice], smallest: int, told: Told) -> Iterator[Result]:
    every, adding = reports(), families(slices)
    for done, report in enumerate(every):
        told(done, len(every))
        yield suppress(report, analysis.engine.table(report.sql), smallest, adding)
    told(len(every), len(every))
