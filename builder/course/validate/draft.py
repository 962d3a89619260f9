"""A course whose files have the right shape but may not fit together: what the rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from builder.course.load.document import Document, NodePath
from builder.course.load.media import MediaFile
from builder.course.model.agency import Agency
from builder.course.model.base import TextKind
from builder.course.model.blocks import Block
from builder.course.model.course import CourseFile
from builder.course.model.lesson import Lesson
from builder.course.model.library import Glossary, Sources
from builder.course.model.scenario import Scenario
from builder.course.model.test import FinalTest
from builder.course.model.texts import Text, texts
from builder.diagnostics import Diagnostic, Location

M = TypeVar("M", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class Part(Generic[M]):
    """A file and what it says; not `whole` when faulty pieces had to be left out to understand the rest."""

    document: Document
    model: M
    whole: bool = True

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(texts(self.model))

    def problem(self, code: str, where: NodePath | Location, text: str, hint: str = "") -> Diagnostic:
        return self.document.problem(code, where, text, hint)


@dataclass(frozen=True)
class Draft:
    """All parts of a course; `ids` also holds those of files that could not be understood."""

    folder: Path
    media: Mapping[str, MediaFile] = field(default_factory=dict)
    course: Part[CourseFile] | None = None
    lessons: tuple[Part[Lesson], ...] = ()
    scenarios: tuple[Part[Scenario], ...] = ()
    test: Part[FinalTest] | None = None
    glossary: Part[Glossary] | None = None
    sources: Part[Sources] | None = None
    agencies: tuple[Part[Agency], ...] = ()
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """The kinds of file of which one could not be understood, not even its id."""
    unread: frozenset[str] = frozenset()
    """The kinds of file of which one could not be understood."""

    @property
    def parts(self) -> tuple[Part[BaseModel], ...]:
        single = (self.course, *self.lessons, *self.scenarios, self.test, self.glossary, self.sources, *self.agencies)
        return tuple(part for part in single if part)

    def blocks(self) -> Iterator[tuple[Part[Lesson], NodePath, Block]]:
        """Every block of every lesson, with the way to it."""
        for part in self.lessons:
            for number, page in enumerate(part.model.pages):
                for place, block in enumerate(page.blocks):
                    yield part, ("pages", number, "blocks", place), block

    def markdown(self) -> Iterator[tuple[Part[BaseModel], Text]]:
        """Every text in which Markdown is read."""
        for part in self.parts:
            for text in part.texts:
                if text.kind is TextKind.MARKDOWN:
                    yield part, text
