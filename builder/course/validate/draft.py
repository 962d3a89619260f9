"""A course whose files have the right shape but may not fit together: what the rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Generic, TypeVar

from pydantic import BaseModel

from builder.course.load.document import Document, NodePath
from builder.course.load.media import MediaFile
from builder.course.model.agency import Agency
from builder.course.model.base import TextKind
from builder.course.model.blocks import QUESTIONS, AnyQuestion, Block
from builder.course.model.course import CourseFile
from builder.course.model.lesson import Lesson
from builder.course.model.library import Glossary, Sources
from builder.course.model.scenario import Scenario
from builder.course.model.test import FinalTest, TestOut
from builder.course.model.texts import Text, texts
from builder.course.validate import markup
from builder.diagnostics import Diagnostic, Location

M = TypeVar("M", bound=BaseModel, covariant=True)


@dataclass(frozen=True)
class Part(Generic[M]):
    """A file and what it says.

    Faulty pieces were left out to understand the rest: `cut` tells the keys, `shortened` the lists that lost items.
    """

    document: Document
    model: M
    cut: frozenset[NodePath] = frozenset()
    shortened: frozenset[NodePath] = frozenset()

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return tuple(texts(self.model))

    def complete(self, *path: str | int) -> bool:
        """Whether all that the author wrote at `path` is in the model."""
        return not any(piece[: len(path)] == path for piece in self.cut | self.shortened)

    def all_items(self, *path: str | int) -> bool:
        """Whether no list at `path` or below it lost an item; keys may have been left out of them."""
        return not any(piece[: len(path)] == path for piece in self.shortened)

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
    test_outs: tuple[Part[TestOut], ...] = ()
    glossary: Part[Glossary] | None = None
    sources: Part[Sources] | None = None
    agencies: tuple[Part[Agency], ...] = ()
    guest: Part[Agency] | None = None
    """An agency from outside the course folder."""
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """The kinds of file of which one could not be understood, not even its id."""
    unread: frozenset[str] = frozenset()
    """The kinds of file of which one could not be understood."""

    @property
    def overlays(self) -> tuple[Part[Agency], ...]:
        return (*self.agencies, self.guest) if self.guest else self.agencies

    @property
    def parts(self) -> tuple[Part[BaseModel], ...]:
        single = (self.course, *self.lessons, *self.scenarios, *self.tests, self.glossary, self.sources, *self.overlays)
        return tuple(part for part in single if part)

    @property
    def tests(self) -> tuple[Part[FinalTest], ...]:
        """The final test first, if there is one, then those that replace a module."""
        return (*((self.test,) if self.test else ()), *self.test_outs)

    def blocks(self) -> Iterator[tuple[Part[Lesson], NodePath, Block]]:
        """Every block of every lesson, with the way to it."""
        for part in self.lessons:
            for number, page in enumerate(part.model.pages):
                for place, block in enumerate(page.blocks):
                    yield part, ("pages", number, "blocks", place), block

    def questions(self) -> Iterator[tuple[Part[BaseModel], NodePath, AnyQuestion]]:
        """Every question of every lesson, then the items of the banks."""
        for part, path, block in self.blocks():
            if isinstance(block, QUESTIONS):
                yield part, path, block
        for test in self.tests:
            for place, item in enumerate(test.model.bank):
                yield test, ("bank", place), item

    def markdown(self) -> Iterator[tuple[Part[BaseModel], Text]]:
        """Every text in which Markdown is read."""
        for part in self.parts:
            for text in part.texts:
                if text.kind is TextKind.MARKDOWN:
                    yield part, text

    @property
    def lesson_files(self) -> Mapping[str, str]:
        """The ids of the lessons by the names of their files."""
        return {PurePath(part.document.name).name: part.model.id for part in self.lessons}

    @property
    def linked_policies(self) -> tuple[str, ...]:
        """The policies that the text of the course links to."""
        texts = (text.text for part, text in self.markdown() if not isinstance(part.model, Agency))
        targets = (markup.TARGET.fullmatch(found.name) for text in texts for found in markup.links(text))
        return tuple(sorted({target[2] for target in targets if target and target[1] == "policy"}))

    @property
    def known_sources(self) -> tuple[str, ...] | None:
        """The ids that text may cite; None when not all of them could be read."""
        if "sources" in self.unread or (self.sources and not self.sources.all_items("sources")):
            return None
        return tuple(source.id for source in self.sources.model.sources) if self.sources else ()

    @property
    def known_terms(self) -> tuple[str, ...] | None:
        if "glossary" in self.unread or (self.glossary and not self.glossary.all_items("terms")):
            return None
        return tuple(term.id for term in self.glossary.model.terms) if self.glossary else ()

    @property
    def known_policies(self) -> tuple[str, ...] | None:
        """The policies that at least one agency supplies; None when there is no agency to tell."""
        if "agency" in self.unread or any(not agency.all_items("policies") for agency in self.overlays):
            return None
        return tuple({policy.id: None for agency in self.overlays for policy in agency.model.policies}) or None

    @property
    def placed_lessons(self) -> tuple[str, ...] | None:
        """The lessons that the modules name; None when not all of them could be read."""
        if self.course is None or not self.course.all_items("modules"):
            return None
        placed = (lesson for module in self.course.model.modules for lesson in module.lessons)
        stems = {PurePath(part.document.name).stem: part.model.id for part in self.lessons}
        # Who names the file instead of the id is told so once, and not again at every link.
        return tuple(lesson if lesson in self.ids["lesson"] else stems.get(lesson, lesson) for lesson in placed)
