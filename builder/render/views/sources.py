"""The sources that an article cites, as the list at its end."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from markupsafe import Markup

from builder.course.model.library import Source
from builder.render.catalogue import Words
from builder.render.env import View, view_model
from builder.render.place import Place


@view_model
class SourceView:
    """`anchor` is the id of its line; `back` that of its first citation, if there is one."""

    anchor: str
    back: str | None
    text: str
    url: str | None
    host: str
    retrieved: str | None


@view_model
class CitedView(View):
    """The list at the end of an article, numbered as in its text."""

    template: ClassVar[str] = "pages/cited.html.j2"
    sources: tuple[SourceView, ...]


def cited(place: Place) -> Markup:
    """The list for an article whose text has been rendered; empty when it cites nothing."""
    if not place.cited:
        return Markup()
    lines = (
        source_view(
            place.library.sources[source], f"{place.anchor}_s{number}", f"{place.anchor}_r{number}", place.words
        )
        for source, number in place.cited.items()
    )
    return CitedView(tuple(lines)).html(place.words)


def source_view(source: Source, anchor: str, back: str | None, words: Words) -> SourceView:
    host = urlsplit(source.url).hostname or "" if source.url else ""
    retrieved = words.date(source.retrieved) if source.retrieved else None
    return SourceView(anchor, back, source.text, source.url, host.removeprefix("www."), retrieved)
