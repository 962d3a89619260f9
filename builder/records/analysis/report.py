"""What is known of the reports: each is a SELECT in a file of its own, and beside it a page that says what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml
from pydantic import Field

from builder.strict import Many, Strict

REPORTS: Final = "reports"
VIEWS: Final = "views"
SLICE: Final = "slice"
SMALLEST: Final = 5
"""Learners, of whom a report may show something, unless told otherwise."""

Format = Literal["text", "count", "percent", "number", "seconds"]
"""`percent` is a share, 0 to 1; `number` has two decimals; `seconds` are shown as minutes and hours."""


class Column(Strict):
    """`stays`: says which row it is, so that it is shown where the numbers are not."""

    name: str
    label: str
    format: Format
    meaning: str
    stays: bool = False


class Sum(Strict):
    """Rows whose learners add up: to another row's, or, without `total`, to what a reader can know from any of them.

    Parts and total are alike in the columns of `alike`; where `inside` is told, a part has there what its total has in
    `of`.
    """

    alike: Many[str]
    parts: Mapping[str, str] = Field(default_factory=dict)
    total: Mapping[str, str] | None = None
    inside: str | None = None
    of: str | None = None


class Cells(Strict):
    """`count` is the column that says of how many learners a row tells; too few of them, and the row tells nothing."""

    count: str
    what: str
    sums: Many[Sum] = ()


class Chart(Strict):
    """How the page draws a report, by names of columns."""

    kind: Literal["bars", "grouped", "histogram", "line", "funnel", "flow"]
    label: str
    values: Many[str]
    split: str | None = None
    group: str | None = None
    to: str | None = None


class Report(Strict):
    """`cells` is None where nothing that is counted is learners."""

    name: str
    sql: str
    title: str
    question: str
    columns: Many[Column]
    cells: Cells | None = None
    chart: Chart | None = None
    notes: Many[str] = ()


class ViewColumn(Strict):
    """A column of a view."""

    name: str
    type: Literal["text", "integer", "number", "boolean", "time"]
    meaning: str


class ViewPage(Strict):
    """What a view tells: `title` is one row of it."""

    name: str
    title: str
    text: str
    columns: Many[ViewColumn]


@dataclass(frozen=True, slots=True)
class Result:
    """The rows that may be shown: in one that is hidden all is None but what says which row it is."""

    report: Report
    smallest: int
    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    hidden: tuple[bool, ...]


@cache
def reports() -> tuple[Report, ...]:
    """In the order of the file `order.txt`; those that it does not name follow by name."""
    found = {name: Report(sql=_text(REPORTS, f"{name}.sql"), **page) for name, page in _pages(REPORTS)}
    order = _text(REPORTS, "order.txt").split()
    return tuple(
        found[name]
        for name in sorted(found, key=lambda name: (name not in order, order.index(name) if name in order else 0, name))
    )


def report(name: str) -> Report | None:
    return next((one for one in reports() if one.name == name), None)


@cache
def view_pages() -> tuple[ViewPage, ...]:
    """By name."""
    return tuple(ViewPage(**page) for _, page in _pages(VIEWS))


def _pages(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in sorted(files(__package__).joinpath(folder).iterdir(), key=lambda entry: entry.name):
        name, _, kind = entry.name.rpartition(".")
        if kind == "yaml":
            yield name, {"name": name, **yaml.safe_load(entry.read_text(encoding="utf-8"))}


def _text(folder: str, name: str) -> str:
    return files(__package__).joinpath(folder, name).read_text(encoding="utf-8").strip().rstrip(";")
