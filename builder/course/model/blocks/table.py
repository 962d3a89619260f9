"""A table with a caption."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.course.model.base import Line, Many, Markdown, Strict, TextKind

Cell = Annotated[str, StringConstraints(strip_whitespace=True), TextKind.MARKDOWN]


class Column(Strict):
    """A column: its title and how its cells are aligned."""

    title: Line = Field(description="The title.")
    align: Literal["left", "center", "right"] = Field(
        default="left", description="Where the text of its cells stands; numbers are easier to compare on the right."
    )


class Table(Strict):
    """A table; where it is wider than the screen it can be scrolled, by keyboard too."""

    type: Literal["table"]
    caption: Markdown = Field(description="What the table shows, in one line.")
    columns: Many[Column] = Field(min_length=1, max_length=12, description="The columns, in order.")
    rows: Many[Many[Cell]] = Field(
        min_length=1, description="The rows: of each its cells, in Markdown; numbers stand in quotes."
    )
    row_headers: bool = Field(default=False, description="Whether the first cell of each row tells what the row is.")
