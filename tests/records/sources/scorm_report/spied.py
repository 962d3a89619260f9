"""The statements of a report as they are before the lake takes them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builder.records.sources.scorm_report.convert import Converter
from builder.records.sources.scorm_report.options import Options
from builder.records.sources.scorm_report.report import open_report
from builder.records.xapi.careful import slips
from builder.records.xapi.faults import faults
from tests.records.sources.scorm_report.bench import Bench


def statements(bench: Bench, report: bytes, mapping: str = "moodle-interactions", **more: Any) -> list[dict[str, Any]]:
    """All of them are good by our own eyes."""
    found, problems = open_report(bench.write(report), mapping, bench.book, Options(**more))
    assert found is not None, problems
    converter = Converter(found, lambda identifier: identifier)
    with TemporaryDirectory() as scratch, found.attempts(Path(scratch)) as attempts:
        told = [statement for attempt in attempts for statement in converter.statements(attempt)]
    for statement in told:
        assert not (faults(statement) or slips(statement)), statement
    return told
