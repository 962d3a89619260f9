"""The view models of the page: what its templates use, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.records.page.cells import NUMBERS, UNSHOWN, Cell, said
from builder.records.page.charts import Chart, Drawing, Row, Series, described, draw
from builder.records.page.parts import WHOLE, Part
from builder.records.page.shapes import high, lines
from builder.records.page.summary import Summary

SPLITS = {
    "all": "All together",
    "agency": "By agency",
    "state": "By state",
    "version": "By version of the course",
    "month": "By month of the start",
    "first": "First scores",
    "best": "Best scores",
}


@dataclass(frozen=True)
class CellView:
    """What a cell says."""

    text: str
    is_number: bool


@dataclass(frozen=True)
class ColumnView:
    """A head of a table."""

    label: str
    is_number: bool


@dataclass(frozen=True)
class PartView:
    """`number` tells parts of a page apart."""

    number: int
    name: str
    title: str
    about: tuple[str, ...]
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[CellView, ...], ...]
    count: str
    hushed: str
    """How many rows of the table say `not shown`; "" where none does."""
    more: str
    drawing: Drawing
    height: str
    described: str
    has_chart: bool
    measure: str
    """What the bars of a chart are, where they are one thing; else each says it itself."""


@dataclass(frozen=True)
class SectionView:
    """A report."""

    anchor: str
    title: str
    question: str
    notes: tuple[str, ...]
    folded: bool
    """Whether each part is closed until it is wanted, since there are many."""
    parts: tuple[PartView, ...]
    meanings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChapterView:
    """A course, or what is of no course."""

    anchor: str
    title: str
    summary: Summary
    sections: tuple[SectionView, ...]
    untold: tuple[str, ...]
    """Titles of reports that are not here, since no record tells of them."""


@dataclass(frozen=True)
class PageView:
    """All of it."""

    title: str
    facts: tuple[str, ...]
    style: Markup
    style_hash: str
    script: Markup
    script_hash: str
    data: Markup
    agencies: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    whole: str
    contents: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    chapters: tuple[ChapterView, ...]
    smallest: int
    limits: str
    made: str


def part_view(part: Part, number: int, title: str) -> PartView:
    """The part as it is for everything."""
    rows = tuple(part.cells(WHOLE))
    chart = chart_of(part, rows)
    drawing = draw(chart) if chart else Drawing(0, ())
    split = ": ".join(filter(None, (part.test, SPLITS.get(part.split, part.split))))
    return PartView(
        number,
        f"{title}: {split}" if split else title,
        split,
        part.about,
        tuple(ColumnView(column.label, column.format in NUMBERS) for column in part.columns),
        tuple(
            tuple(
                CellView(said(value, column.format), column.format in NUMBERS)
                for value, column in zip(row, part.columns, strict=True)
            )
            for row in rows
        ),
        counted_rows(len(rows)),
        hushed(rows),
        more(part, WHOLE),
        drawing,
        high(drawing.height),
        described(chart) if chart else "",
        chart is not None,
        chart.series[0].name if chart and len(chart.series) == 1 else "",
    )


def counted_rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def hushed(rows: Sequence[Sequence[Cell]]) -> str:
    count = sum(UNSHOWN in row for row in rows)
    return f"{count:,} of {counted_rows(len(rows))}" if count else ""


def more(part: Part, slice_: str) -> str:
    """What is not on the page, and where it is."""
    out = part.left_out.get(slice_, 0)
    if not out:
        return ""
    shown = len(part.rows[slice_])
    return (
        f"These are the {shown:,} largest of {shown + out:,}. All of them: "
        f"peacebuilder records export {part.report.name}"
    )


def chart_of(part: Part, rows: Sequence[Sequence[Cell]]) -> Chart | None:
    """What is drawn of the rows, where the report has a chart."""
    plan, columns = part.report.chart, part.columns
    if plan is None or not part.kind:
        return None
    at = {column.name: index for index, column in enumerate(columns)}

    def words(row: Sequence[Cell], name: str | None) -> tuple[str, ...]:
        if name is None:
            return ()
        found = said(row[at[name]], columns[at[name]].format)
        return lines(found) if found else ()

    return Chart(
        part.kind,
        tuple(Series(columns[at[name]].label, columns[at[name]].format) for name in plan.values),
        tuple(
            Row(
                words(row, plan.label),
                tuple(row[at[name]] for name in plan.values),
                words(row, plan.group),
                led(words(row, plan.to)),
            )
            for row in drawn(rows, at[plan.label], part.kind)
        ),
    )


def drawn(rows: Sequence[Sequence[Cell]], label: int, kind: str) -> Sequence[Sequence[Cell]]:
    """Without the row of all, which would dwarf its own parts."""
    return [row for row in rows if row[label] != WHOLE] if kind == "histogram" else rows


def led(to: tuple[str, ...]) -> tuple[str, ...]:
    return (f"\u2192 {to[0]}", *to[1:]) if to else ()
