"""A figure with its scope and its source; bars are drawn in a table that holds their values."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.statistic import Bar, Chart, Statistic
from builder.render.env import View, view_model
from builder.render.markdown import phrase
from builder.render.place import Place


@view_model
class StatisticView(View):
    """`bars`: label, value in words, length in percent; `citation` is the number of the source, as in text."""

    template: ClassVar[str] = "components/statistic/template.html.j2"
    figure: str
    label: str
    scope: str
    source: str
    citation: Markup
    title: str
    bars: tuple[tuple[str, str, str], ...]


def statistic(block: Statistic, place: Place) -> Markup:
    source = place.library.sources[block.source or ""]
    return StatisticView(
        figure=block.figure,
        label=block.label,
        scope=block.scope,
        source=source.text,
        citation=phrase(f"[^{source.id}]", place),
        title=block.chart.title if block.chart else "",
        bars=_bars(block.chart) if block.chart else (),
    ).html(place.words)


def _bars(chart: Chart) -> tuple[tuple[str, str, str], ...]:
    full = chart.full or max(bar.value for bar in chart.bars) or 1
    return tuple((bar.label, bar.text or written(bar), f"{100 * bar.value / full:.4g}") for bar in chart.bars)


def written(bar: Bar) -> str:
    """The number without needless digits: 46, 0.331, 4300000."""
    return f"{bar.value:.15g}"
