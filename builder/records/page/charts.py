"""From rows of cells to charts; templates/page.js draws the very same, and a test in a browser compares them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder.records.page.cells import UNSHOWN, Cell, is_number, said
from builder.records.page.shapes import WHOLE, Shape, dot, line, rect, text

MOST: Final = 24
"""So many bars at most; the rest is in the table."""
LONG: Final = 60
"""So many where each is a step on a way, whose end counts."""
TRACK, TRACKS = 7_000, 5_000
"""How wide a bar may be, where it is alone and where others stand under it: its value comes after it."""
FEW: Final = 3
"""Fewer points make no line."""
NARROW: Final = 6
"""More columns have room only for where each begins."""
DASH: Final = "\u2013"
STAR: Final = "*"
"""In place of a number that is not shown, where there is little room."""
TOO_FEW: Final = "not shown: too few learners"
ROW: Final = 15
"""The height of a line of letters."""
PLOT: Final = 130
"""The height of what is drawn upright."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn, and in which format it is."""

    name: str
    format: str


@dataclass(frozen=True, slots=True)
class Row:
    """`label` is one line or two; `group` a heading that it stands under; `to` where it leads."""

    label: tuple[str, ...]
    values: tuple[Cell, ...]
    group: tuple[str, ...] = ()
    to: tuple[str, ...] = ()

    @property
    def has_number(self) -> bool:
        return any(isinstance(value, int) for value in self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart is drawn from."""

    kind: str
    series: tuple[Series, ...]
    rows: tuple[Row, ...]

    def said(self, value: Cell, series: int) -> str:
        return said(value, self.series[series].format)

    def numbers(self) -> Iterator[int]:
        for row in self.rows:
            for value, series in zip(row.values, self.series, strict=True):
                if is_number(value, series.format):
                    yield value

    @property
    def most(self) -> int:
        return LONG if self.kind == "funnel" else MOST

    @property
    def shown(self) -> tuple[Row, ...]:
        """Rows that bars are drawn of: the first that have a number."""
        return tuple(row for row in self.rows if row.has_number)[: self.most]

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not drawn, and why."""
        empty = [row for row in self.rows if not row.has_number]
        more = 0 if self.is_line else len(self.rows) - len(empty) - len(self.shown)
        hidden = sum(UNSHOWN in row.values for row in (self.rows if self.is_line else empty))
        without = sum(UNSHOWN not in row.values for row in empty)
        told = ((more, "more in the table"), (hidden, TOO_FEW), (without, "without a number"))
        return tuple(f"{count} {words}" for count, words in told if count)

    @property
    def is_line(self) -> bool:
        return self.kind == "line" and len(self.rows) >= FEW

    @property
    def top(self) -> int:
        """The number at the end of the scale: of shares always the whole."""
        most = max(self.numbers(), default=1)
        return max(most, 1000 if self.series[0].format == "percent" else 1)

    @property
    def low(self) -> int:
        return min(0, min(self.numbers(), default=0))


@dataclass(frozen=True, slots=True)
class Drawing:
    """`height` is in tenths of the height of letters."""

    height: int
    shapes: tuple[Shape, ...]


def draw(chart: Chart) -> Drawing:
    """Nothing where no number may be shown."""
    if not any(True for _ in chart.numbers()):
        return Drawing(0, ())
    kind = bars if chart.kind == "line" and not chart.is_line else KINDS[chart.kind]
    return kind(chart)


def bars(chart: Chart) -> Drawing:
    """A bar a value, under its label; those of a row under each other."""
    shapes: list[Shape] = []
    down = 0
    group: tuple[str, ...] = ()
    track = TRACK if len(chart.series) == 1 else TRACKS
    span = chart.top - chart.low
    zero = -chart.low * track // span
    for row in chart.shown:
        if row.group and row.group != group:
            down, group = _said(shapes, "group", row.group, down + 6), row.group
        down = _said(shapes, "label", row.label, down)
        down = _said(shapes, "to", row.to, down)
        for at, value in enumerate(row.values):
            shapes.append(rect("track", 0, down + 3, track, 9))
            if is_number(value, chart.series[at].format):
                start, end = sorted((zero, zero + _floor(value * track, span)))
                shapes.append(rect(f"bar s{at}", start, down + 3, end - start, 9))
            name = f" {chart.series[at].name}" if len(chart.series) > 1 else ""
            shapes.append(text("value", track + 200, down + 11, chart.said(value, at) + name))
            down += ROW
        down += 5
    down = _said(shapes, "to", chart.left_out, down)
    return Drawing(down, tuple(shapes))


def histogram(chart: Chart) -> Drawing:
    """A column a row, its number above it, its label below."""
    shapes: list[Shape] = []
    each = WHOLE // len(chart.rows)
    for at, row in enumerate(chart.rows):
        value, left = row.values[0], at * each
        height = value * PLOT // chart.top if is_number(value, chart.series[0].format) else 0
        middle, top = left + each // 2, ROW + PLOT - height
        shapes.append(rect("bar s0", left + each // 12, top, each - each // 6, height))
        shapes.append(text("value mid", middle, top - 3, STAR if value == UNSHOWN else chart.said(value, 0)))
        if len(chart.rows) <= NARROW:
            shapes.append(text("tick mid", middle, ROW + PLOT + 13, row.label[0]))
        else:
            shapes.append(text("tick", left, ROW + PLOT + 13, row.label[0].partition(DASH)[0]))
    if len(chart.rows) > NARROW:
        shapes.append(
            text("tick end", each * len(chart.rows), ROW + PLOT + 13, chart.rows[-1].label[0].partition(DASH)[2])
        )
    shapes.append(line("axis", 0, ROW + PLOT, each * len(chart.rows), ROW + PLOT))
    down = ROW * 2 + PLOT + 5
    if any(row.values[0] == UNSHOWN for row in chart.rows):
        down = _said(shapes, "to", (f"{STAR} {TOO_FEW}",), down)
    return Drawing(down, tuple(shapes))


def lines(chart: Chart) -> Drawing:
    """A line a series, from left to right; it breaks where nothing may be told."""
    shapes = [line("grid", 0, _up(chart, part), WHOLE, _up(chart, part)) for part in (0, chart.top // 2, chart.top)]
    shapes += [text("tick", 0, _up(chart, part) - 3, chart.said(part, 0)) for part in (chart.top // 2, chart.top)]
    for at in range(len(chart.series)):
        shapes += _line(chart, at)
    shown = sorted({0, len(chart.rows) // 2, len(chart.rows) - 1})
    for at in shown:
        side = "" if at == 0 and len(chart.rows) > 1 else " end" if at == len(chart.rows) - 1 and at else " mid"
        shapes.append(text(f"tick{side}", _across(chart, at), ROW * 2 + PLOT + 13, chart.rows[at].label[0]))
    down = ROW * 3 + PLOT + 8
    if len(chart.series) > 1:
        for at, series in enumerate(chart.series):
            shapes.append(rect(f"bar s{at}", 0, down + 4, 300, 8))
            down = _said(shapes, "label in", (series.name,), down)
    down = _said(shapes, "to", chart.left_out, down)
    return Drawing(down, tuple(shapes))


def funnel(chart: Chart) -> Drawing:
    """Bars in the middle: how many came so far, out of those at the beginning."""
    shapes: list[Shape] = []
    down = 0
    for row in chart.shown:
        down = _said(shapes, "label", row.label, down)
        value = row.values[0]
        shapes.append(rect("track", 0, down + 3, TRACK, 12))
        if is_number(value, chart.series[0].format):
            width = value * TRACK // chart.top
            shapes.append(rect("bar s0", (TRACK - width) // 2, down + 3, width, 12))
        shapes.append(text("value", TRACK + 200, down + 13, chart.said(value, 0)))
        down += ROW + 8
    down = _said(shapes, "to", chart.left_out, down)
    return Drawing(down, tuple(shapes))


KINDS: Final[Mapping[str, Callable[[Chart], Drawing]]] = {
    "bars": bars,
    "grouped": bars,
    "flow": bars,
    "histogram": histogram,
    "line": lines,
    "funnel": funnel,
}


def _line(chart: Chart, series: int) -> Iterator[Shape]:
    before: tuple[int, int] | None = None
    for at, row in enumerate(chart.rows):
        value = row.values[series]
        here = None
        if is_number(value, chart.series[series].format):
            here = (_across(chart, at), _up(chart, value))
            if before:
                yield line(f"line s{series}", *before, *here)
            yield dot(f"bar s{series}", *here)
        before = here


def _across(chart: Chart, at: int) -> int:
    """From the scale's words to the right edge."""
    many = len(chart.rows) - 1
    return 900 + at * 8_900 // many if many else WHOLE // 2


def _up(chart: Chart, value: int) -> int:
    return ROW * 2 + PLOT - max(value, 0) * PLOT // chart.top


def _said(shapes: list[Shape], name: str, said: Iterable[str], down: int) -> int:
    """The texts under each other; how far down they reach."""
    for one in said:
        shapes.append(text(name, 350 if name.endswith(" in") else 0, down + 12, one))
        down += ROW
    return down


def _floor(number: int, by: int) -> int:
    """Towards zero, so that both sides of it are alike."""
    return number // by if number >= 0 else -(-number // by)


def described(chart: Chart) -> str:
    """What the drawing shows, for those who do not see it; the table has all of it."""
    return "; ".join((*(_row_said(chart, row) for row in chart.shown), *chart.left_out)) + "."


def _row_said(chart: Chart, row: Row) -> str:
    many = len(chart.series) > 1
    values = (
        f"{chart.series[at].name} {chart.said(value, at)}" if many else chart.said(value, at)
        for at, value in enumerate(row.values)
    )
    return f"{' '.join(row.label)}: {', '.join(values)}"
