"""Which column of a report holds what; and all that the report lacks of what the mapping reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.course.load.document import Document
from builder.course.validate.near import nearest
from builder.diagnostics import Diagnostic
from builder.records.sources.scorm_report.book import Book
from builder.records.sources.scorm_report.codes import problem
from builder.records.sources.scorm_report.mapping import KEYS, NUMBER, OF_INTERACTIONS, TITLE
from builder.records.sources.scorm_report.mapping import Mapping as ReportMapping
from builder.records.sources.scorm_report.table import folded

DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of columns, from 0; `interactions` by their number in the title, in its order, one where rows are such."""

    titles: tuple[str, ...]
    places: Mapping[str, int]
    interactions: tuple[tuple[int, Mapping[str, int]], ...]

    def cell(self, cells: Sequence[str], key: str) -> str:
        place = self.places.get(key)
        return cells[place] if place is not None and place < len(cells) else ""


def wanted(mapping: ReportMapping, book: Book | None) -> frozenset[str]:
    """All titles that may be read, folded; of numbered ones some."""
    of = mapping.interaction
    found = [title for key in KEYS for title in getattr(mapping, key) or ()]
    found += [title for key in OF_INTERACTIONS if of for title in getattr(of, key) or ()]
    numbered = (title.replace(NUMBER, str(n)) for title in found for n in range(3))
    return frozenset(folded(title.replace(TITLE, book.title if book else TITLE)) for title in numbered)


def untitled(mapping: ReportMapping, book: Book, columns: Columns) -> tuple[str, ...]:
    """The keys whose column bears the title of the course, where the report has no column of that title."""
    keys = tuple(key for key in KEYS if any(TITLE in one for one in getattr(mapping, key) or ()))
    titles = {folded(title) for title in columns.titles}
    named = {folded(one.replace(TITLE, book.title)) for key in keys for one in getattr(mapping, key) if TITLE in one}
    return keys if not named & titles else ()


@dataclass(slots=True)
class _Search:
    mapping: ReportMapping
    document: Document
    book: Book | None
    titles: tuple[str, ...]
    by_title: dict[str, int]

    def named(self, title: str) -> str:
        return title.replace(TITLE, self.book.title) if self.book else title

    def place(self, titles: Sequence[str]) -> int | None:
        return next(
            (self.by_title[folded(self.named(one))] for one in titles if folded(self.named(one)) in self.by_title), None
        )

    def lacks(self, path: tuple[str, ...], titles: Sequence[str]) -> Diagnostic:
        names = [self.named(title) for title in titles]
        told = " or ".join(f"'{name}'" for name in names[:4])
        where = self.document.at((*path, 0))
        return problem("M301", where, f"the report has no column {told}", self.advice(names), self.document)

    def advice(self, names: Sequence[str]) -> str:
        near = next((found for name in names if (found := nearest(name, self._free()))), None)
        if near:
            return f"did you mean '{near}'?" + (f" Else: {self.mapping.get}" if self.mapping.get else "")
        if self.mapping.get:
            return self.mapping.get
        shown = [title for title in self.titles if title][:8]
        return f"the report has: {', '.join(shown)}" + (", ..." if len(self.titles) > 8 else "")

    def _free(self) -> list[str]:
        """Titles that nothing reads."""
        read = wanted(self.mapping, self.book)
        return [title for title in self.titles if title and folded(DIGITS.sub("0", title)) not in read]


def columns(
    mapping: ReportMapping, document: Document, book: Book | None, titles: tuple[str, ...]
) -> tuple[Columns, list[Diagnostic]]:
    """Where everything stands; a title that is there twice is that of the first such column."""
    by_title: dict[str, int] = {}
    for place, title in enumerate(titles):
        by_title.setdefault(folded(title), place)
    search = _Search(mapping, document, book, titles, by_title)
    places: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for key in KEYS:
        options = getattr(mapping, key)
        if not options or (book is None and all(TITLE in one for one in options)):
            continue
        found_at = search.place(options)
        if found_at is not None:
            places[key] = found_at
        elif key not in mapping.optional:
            problems.append(search.lacks((key,), options))
    found, lacking = _interactions(search)
    return Columns(titles, places, found), problems + lacking


def _interactions(search: _Search) -> tuple[tuple[tuple[int, Mapping[str, int]], ...], list[Diagnostic]]:
    of = search.mapping.interaction
    if of is None:
        return (), []
    keys = {key: getattr(of, key) for key in OF_INTERACTIONS if getattr(of, key)}
    if search.mapping.rows == "interactions":
        places = {key: place for key, titles in keys.items() if (place := search.place(titles)) is not None}
        absent = [key for key in keys if key not in places and f"interaction.{key}" not in search.mapping.optional]
        return ((0, places),), [search.lacks(("interaction", key), keys[key]) for key in absent]
    by_number: dict[int, dict[str, int]] = {}
    for key, titles in keys.items():
        for number, place in _numbered(search, titles):
            by_number.setdefault(number, {}).setdefault(key, place)
    return tuple(sorted(by_number.items())), list(_gaps(search, keys, by_number))


def _numbered(search: _Search, titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    for title in titles:
        before, after = (re.escape(folded(part)) for part in search.named(title).split(NUMBER))
        pattern = re.compile(rf"{before}\s?(\d{{1,6}})\s?{after}")
        for known, place in search.by_title.items():
            if match := pattern.fullmatch(known):
                yield int(match[1]), place


def _gaps(
    search: _Search, keys: Mapping[str, Sequence[str]], by_number: Mapping[int, Mapping[str, int]]
) -> Iterator[Diagnostic]:
    """What a numbered interaction lacks, told once a key; a report in which nobody answered has no such columns."""
    for key, titles in keys.items():
        if f"interaction.{key}" in search.mapping.optional:
            continue
        lacking = [number for number, places in by_number.items() if key not in places]
        if lacking or (not by_number and key == "id"):
            first = min(lacking, default=0)
            names = [title.replace(NUMBER, str(first)) for title in titles]
            more = f", nor {len(lacking) - 1} more of this kind" if len(lacking) > 1 else ""
            told = search.lacks(("interaction", key), names)
            yield problem(told.code, told.where, told.text + more, told.hint, search.document)
