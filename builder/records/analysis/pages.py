"""docs/views.md and docs/reports.md: what each view, report and column means, from the files beside their SQL.

`python -m builder.records.analysis.pages docs` writes them anew; a test says when they are old.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from builder.records.analysis.report import Report, ViewPage, reports, view_pages

FORMATS: Final = {
    "text": "text",
    "count": "whole number",
    "percent": "share, 0 to 1",
    "number": "number",
    "seconds": "seconds",
}


def views_page() -> str:
    return "\n".join(_views()) + "\n"


def reports_page() -> str:
    return "\n".join(_reports()) + "\n"


def _views() -> Iterator[str]:
    yield "# What can be asked: the views of a lake"
    yield ""
    yield "`peacebuilder records query` asks these; they are the same on DuckDB and Spark. Times are UTC."
    for page in view_pages():
        yield from _view(page)


def _view(page: ViewPage) -> Iterator[str]:
    yield from ("", f"## {page.name}", "", f"One row: {page.title[0].lower()}{page.title[1:]}. {page.text.strip()}", "")
    yield from ("| column | type | meaning |", "| --- | --- | --- |")
    for column in page.columns:
        yield f"| `{column.name}` | {column.type} | {_cell(column.meaning)} |"


def _reports() -> Iterator[str]:
    yield "# The reports"
    yield ""
    yield "`peacebuilder records report` shows all of them on one page. `slice` is the part of the lake of a row."
    yield "A row of too few learners shows nothing but which row it is; so do rows that it could be computed from."
    for one in reports():
        yield from _report(one)


def _report(one: Report) -> Iterator[str]:
    yield from ("", f"## {one.name}", "", f"{one.title}. {one.question}", "")
    yield from ("| column | title | type | meaning |", "| --- | --- | --- | --- |")
    for column in one.columns:
        yield f"| `{column.name}` | {_cell(column.label)} | {FORMATS[column.format]} | {_cell(column.meaning)} |"
    if one.notes:
        yield ""
    for note in one.notes:
        yield f"- {note}"


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|")


PAGES: Final[Mapping[str, Callable[[], str]]] = {"views.md": views_page, "reports.md": reports_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (Path(sys.argv[1]) / name).write_text(page(), encoding="utf-8")
