"""A report into a lake: all that is wrong with it in one go, or its statements through the one door."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from builder.diagnostics import Diagnostic, Location
from builder.records.lake.intake import take
from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.lake.writer import Writer
from builder.records.sources.scorm_report.codes import problem
from builder.records.sources.scorm_report.convert import Converter
from builder.records.sources.scorm_report.options import Options
from builder.records.sources.scorm_report.report import Report, open_report

STEP: Final = 50_000
"""Statements of one step, some 70 MB."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a report gave; `problems` are all errors, and then nothing was taken."""

    problems: tuple[Diagnostic, ...] = ()
    taken: Taken = field(default_factory=Taken)
    learners: int = 0
    attempts: int = 0
    course: str = ""
    version: str = ""


def import_report(
    lake: Lake, path: Path, *, mapping: str, codebook: Path, options: Options | None = None, source: str = ""
) -> Imported:
    """Importing a report again, or a longer one of the same attempts, doubles nothing."""
    report, problems = open_report(path, mapping, codebook, options or Options())
    return Imported(problems) if report is None else take_report(lake, report, source=source)


def take_report(
    lake: Lake, report: Report, *, source: str = "", progress: Callable[[int], None] = lambda _: None
) -> Imported:
    """A report that was opened; `progress` is told how many attempts were read."""
    converter = Converter(report, lake.id_of)
    with TemporaryDirectory(prefix="peacebuilder-") as scratch, lake.writing() as writer:
        taken = _taken(writer, converter, Path(scratch), source or report.path.name, progress)
    if not converter.attempts:
        return Imported((_nothing(report.path, converter),))
    return Imported((), taken, len(converter.learners), converter.attempts, report.book.course, report.book.version)


def _nothing(path: Path, converter: Converter) -> Diagnostic:
    reason = next(iter(converter.set_aside()), None)
    if reason is None:
        return problem("M304", Location(str(path)), "nobody has begun", "export the report when somebody has")
    return problem("M304", Location(str(path), reason.line, 1), f"nothing can be taken: {reason.reason}")


def _taken(writer: Writer, converter: Converter, scratch: Path, source: str, progress: Callable[[int], None]) -> Taken:
    total = Taken()
    for step in _steps(converter, scratch, progress):
        if not converter.attempts:
            break  # nothing but what is set aside: the mapping is wrong
        total += take(writer, step, source=source, aside=converter.set_aside())
    return total


def _steps(converter: Converter, scratch: Path, progress: Callable[[int], None]) -> Iterator[Path]:
    """The same file, filled anew for each step."""
    path = scratch / "statements.ndjson"
    lines = 0
    stream = path.open("w", encoding="utf-8")
    with converter.report.attempts(scratch, converter.broken) as attempts:
        for number, attempt in enumerate(attempts, 1):
            for statement in converter.statements(attempt):
                stream.write(json.dumps(statement, ensure_ascii=False) + "\n")
                lines += 1
            progress(number)
            if lines >= STEP:
                stream.close()
                yield path
                stream, lines = path.open("w", encoding="utf-8"), 0
    stream.close()
    yield path
