"""Passages side by side: headings and texts that the run-time turns into tabs."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.tabs import Tabs
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Place


@view_model
class TabsView(View):
    """`tabs`: title and text of each; `level` is that of the headings."""

    template: ClassVar[str] = "components/tabs/template.html.j2"
    level: int
    tabs: tuple[tuple[str, Markup], ...]


def tabs(block: Tabs, place: Place) -> Markup:
    with place.titled() as level:
        return TabsView(level, tuple((tab.title, prose(tab.text, place)) for tab in block.tabs)).html(place.words)
