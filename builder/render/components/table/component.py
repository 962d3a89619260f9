"""A table with a caption; its frame can be scrolled where the screen is narrower."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.model.blocks.table import Column, Table
from builder.render.env import View, view_model
from builder.render.markdown import phrase, plain, prose
from builder.render.place import Place


@view_model
class TableView(View):
    """`name` is the caption in plain words; `head` the first cell of a row where that is a header."""

    template: ClassVar[str] = "components/table/template.html.j2"
    name: str
    caption: Markup
    columns: tuple[Column, ...]
    rows: tuple[tuple[Markup, ...], ...]
    row_headers: bool


def table(block: Table, place: Place) -> Markup:
    caption = phrase(block.caption, place)
    rows = tuple(
        tuple(_cell(cell, place, head=block.row_headers and number == 0) for number, cell in enumerate(row))
        for row in block.rows
    )
    return TableView(plain(block.caption), caption, block.columns, rows, block.row_headers).html(place.words)


def _cell(text: str, place: Place, *, head: bool) -> Markup:
    """Several lines may be a list or paragraphs; a header is one phrase."""
    return prose(text, place) if "\n" in text and not head else phrase(text, place)
