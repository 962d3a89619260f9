"""Dates along a line: each heading begins with its date."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.timeline import Timeline
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class TimelineView(View):
    """`entries`: when, title and text of each; `level` is that of the headings."""

    template: ClassVar[str] = "components/timeline/template.html.j2"
    level: int
    entries: tuple[tuple[str, str, Markup], ...]


def timeline(block: Timeline, place: Place) -> Markup:
    with place.titled() as level:
        entries = tuple(
            (entry.when, entry.title, prose(entry.text, place) if entry.text else Markup()) for entry in block.entries
        )
        return TimelineView(level, entries).html(place.words)
