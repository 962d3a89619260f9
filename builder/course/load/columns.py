"""The columns of a table of agencies: which key of an overlay each of them fills."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple, get_args

from pydantic import BaseModel

from builder.course.load.document import Document, Mark, NodePath
from builder.course.load.table import Record, marks
from builder.course.model.agency import Agency
from builder.course.model.base import SLUG

NUMBER: Final = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
"""Spreadsheets like to add decimals."""
ADDRESS: Final = re.compile(r"https?:|www\.", re.IGNORECASE)
NAMES: Final = {"contacts": "name", "policies": "title"}
"""What a list shows of an item; made of its id where no column says it."""


class Column(NamedTuple):
    """Where a cell goes: to a key, or to a key of the item with an id in a list.

    An empty key is that of a column such as `contacts.chief`: the number or the address itself.
    """

    name: str
    path: tuple[str, ...]
    item: str = ""
    is_number: bool = False


@cache
def known() -> Mapping[str, Column]:
    """All columns that do not name the item of a list."""
    found: dict[str, Column] = {}
    for name, field in Agency.model_fields.items():
        inner = _inner(field.annotation)
        if inner is None:
            found[name] = Column(name, (name,), is_number=_takes_number(field.annotation))
        elif name not in NAMES:
            for key, part in inner.model_fields.items():
                column = f"{name}.{key}"
                found[column] = Column(column, (name, key), is_number=_takes_number(part.annotation))
    return found


@cache
def item_keys(owner: str) -> tuple[str, ...]:
    """What a column may say of an item of a list."""
    inner = _inner(Agency.model_fields[owner].annotation)
    return tuple(key for key in inner.model_fields if key != "id") if inner else ()


def column(title: str) -> Column | None:
    """The column by its title, as in `name`, `colors.accent`, `contacts.chief` or `contacts.chief.phone`."""
    name = title.strip().lower()
    if name in known():
        return known()[name]
    owner, _, rest = name.partition(".")
    item, _, key = rest.partition(".")
    if owner not in NAMES or not re.fullmatch(SLUG, item) or (key and key not in item_keys(owner)):
        return None
    if not key and owner == "policies":
        key = "url"
    return Column(name, (owner, key), item)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table; None where the title is empty."""

    file: str
    delimiter: str
    columns: tuple[Column | None, ...]

    def document(self, record: Record) -> Document:
        """A row as if it were the file of an agency."""
        data: dict[str, Any] = {}
        for path, place in self._filled(record.cells):
            self._put(data, path, record.cells[place], self.columns[place])
        for owner, name in NAMES.items():
            for item in data.get(owner, ()):
                item.setdefault(name, item["id"].replace("-", " ").capitalize())
        where = _Marks(self, record)
        return Row(self.file, record.text, data, where, {}, usable=True, is_table=True, first=record.line)

    def twice(self, record: Record) -> Iterator[int]:
        """The cells that say what another cell of the row says already."""
        seen: set[NodePath] = set()
        for path, place in self._filled(record.cells):
            if path in seen:
                yield place
            seen.add(path)

    def _filled(self, cells: Sequence[str]) -> Iterator[tuple[NodePath, int]]:
        """The way to the value of each cell that is not empty."""
        items: dict[tuple[str, str], int] = {}
        counts: dict[str, int] = {}
        for place, (column, text) in enumerate(zip(self.columns, cells, strict=False)):
            if not text or column is None:
                continue
            if not column.item:
                yield column.path, place
                continue
            owner, key = column.path
            if (owner, column.item) not in items:
                items[owner, column.item] = counts[owner] = counts.get(owner, -1) + 1
            yield (owner, items[owner, column.item], key or ("url" if ADDRESS.match(text) else "phone")), place

    def _put(self, data: dict[str, Any], path: NodePath, text: str, column: Column | None) -> None:
        if column is None:
            return
        if column.item:
            owner, number, key = path
            items = data.setdefault(str(owner), [])
            if number == len(items):
                items.append({"id": column.item})
            items[number][key] = text
            return
        for key in path[:-1]:
            data = data.setdefault(str(key), {})
        digits = NUMBER.fullmatch(text) if column.is_number else None
        data[str(path[-1])] = int(digits[1]) if digits else text

    def where(self, record: Record) -> dict[NodePath, Mark]:
        """Where each value of a row stands; what holds several stands where the first of them does."""
        cells = marks(record, self.delimiter)
        first = cells[0]
        found: dict[NodePath, Mark] = {(): Mark(first.line, first.column, first.line, first.column)}
        for path, place in self._filled(record.cells):
            for end in range(1, len(path) + 1):
                found.setdefault(path[:end], cells[place])
        return found


@dataclass(frozen=True)
class Row(Document):
    """A row; `first` is the line in which it begins."""

    first: int = 1

    @property
    def start(self) -> str:
        return f"{self.name}:{self.first}"

    def line(self, number: int) -> str | None:
        return super().line(number - self.first + 1)


class _Marks(Mapping[NodePath, Mark]):
    """Found out only when asked for, since most rows have no fault."""

    def __init__(self, columns: Columns, record: Record) -> None:
        self._columns = columns
        self._record = record
        self._found: dict[NodePath, Mark] | None = None

    @property
    def found(self) -> dict[NodePath, Mark]:
        if self._found is None:
            self._found = self._columns.where(self._record)
        return self._found

    def __getitem__(self, path: NodePath) -> Mark:
        return self.found[path]

    def __iter__(self) -> Iterator[NodePath]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, or a list of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner(part))), None)


def _takes_number(annotation: Any) -> bool:
    return annotation is int or any(_takes_number(part) for part in get_args(annotation))
