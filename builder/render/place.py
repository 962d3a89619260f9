"""The place where text stands: what it may link to, what it has cited so far, how deep its headings are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from builder.course.resolved import Asset, Page, ResolvedCourse
from builder.render.catalogue import Words, direction, words


class Library:
    """What all pages of a course refer to; remembers which files they use."""

    def __init__(self, course: ResolvedCourse) -> None:
        self.sources = course.sources
        self.terms = course.terms
        self.firsts: Mapping[str, Page] = {lesson.id: lesson.pages[0] for lesson in course.lessons}
        self.language = course.language
        self.words: Words = words(course.language, copy=course.published is not None)
        self.used: set[str] = set()
        self._assets = course.assets

    def asset(self, path: str) -> Asset:
        """The file that the author wrote as `path`."""
        self.used.add(path)
        return self._assets[path]


@dataclass
class Place:
    """One article of the document, while it is being written."""

    library: Library
    anchor: str
    title: str = ""
    first: bool = False
    numbered: bool = True
    """Whether the article ends with a list of what it cites; without it a citation leads to the page of all sources."""
    cited: dict[str, int] = field(default_factory=dict)
    _outline: list[int] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return self.library.words

    def cite(self, source: str) -> tuple[int, bool]:
        """The number of the source on this page, and whether this is its first citation here."""
        is_new = source not in self.cited
        return self.cited.setdefault(source, len(self.cited) + 1), is_new

    def heading(self, level: int) -> int:
        """The level in the document for an author's level: below the page's h1, and no level is ever skipped."""
        while self._outline and self._outline[-1] >= level:
            self._outline.pop()
        self._outline.append(level)
        return min(len(self._outline) + 1, 6)

    @contextmanager
    def titled(self) -> Iterator[int]:
        """The level of titles inside a block; headings written under them are deeper, those after the block are not."""
        outer = self._outline
        self._outline = [*outer, 0]
        yield min(len(self._outline) + 1, 6)
        self._outline = outer

    def foreign(self, language: str | None) -> dict[str, str]:
        """The attributes of a passage in a language of its own; `dir` only where it runs against that of the course."""
        if language is None:
            return {}
        turned = direction(language) != direction(self.library.language)
        return {"lang": language, **({"dir": direction(language)} if turned else {})}
