"""Agencies from outside the course folder: checked by the rules of those inside, without reading the course again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from builder.course.load.document import Document, NodePath
from builder.course.load.media import MediaFile
from builder.course.model.agency import Agency
from builder.course.model.base import TextKind
from builder.course.model.blocks import Block
from builder.course.model.blocks.agency import Agency as AgencyBlock
from builder.course.model.blocks.chief_message import ChiefMessage
from builder.course.model.blocks.promise import PromiseBlock
from builder.course.model.blocks.resources import Resources
from builder.course.model.lesson import Lesson
from builder.course.validate.draft import Draft, Part
from builder.course.validate.rules import AGENCY_PROSE, AGENCY_RULES
from builder.course.validate.validate import read_part
from builder.diagnostics import Diagnostic

FILLED: Final = (AgencyBlock, ChiefMessage, PromiseBlock, Resources)
"""The blocks that show what an agency supplies."""


@dataclass(frozen=True)
class Host:
    """A valid course, for any number of agencies: what their rules ask of it is gathered once."""

    draft: Draft

    def check(self, document: Document, seal: Mapping[str, MediaFile]) -> tuple[Agency | None, tuple[Diagnostic, ...]]:
        """An agency, and what is wrong with it; `seal` is the file that lies beside its own."""
        part, shape = read_part(document, Agency)
        if part is None or shape:
            return None, shape
        visit = replace(
            self._visit,
            folder=Path(document.name).parent,
            media={**self.draft.media, **seal} if seal else self.draft.media,
            guest=part,
        )
        writes = any(text.kind is TextKind.MARKDOWN for text in part.texts)
        rules = (*AGENCY_RULES, *AGENCY_PROSE) if writes else AGENCY_RULES
        found = [problem for rule in rules for problem in rule(visit)]
        found.sort(key=lambda problem: (problem.where, problem.code))
        return None if any(problem.is_error for problem in found) else part.model, tuple(found)

    @cached_property
    def _visit(self) -> _Visit:
        return _Visit(self.draft.folder, host=self, ids=self.draft.ids)

    @cached_property
    def sources(self) -> tuple[str, ...] | None:
        return self.draft.known_sources

    @cached_property
    def terms(self) -> tuple[str, ...] | None:
        return self.draft.known_terms

    @cached_property
    def lessons(self) -> tuple[str, ...] | None:
        return self.draft.placed_lessons

    @cached_property
    def policies(self) -> tuple[str, ...]:
        return self.draft.known_policies or ()

    @cached_property
    def lesson_files(self) -> Mapping[str, str]:
        return self.draft.lesson_files

    @cached_property
    def linked_policies(self) -> tuple[str, ...]:
        return self.draft.linked_policies

    @cached_property
    def filled(self) -> tuple[tuple[Part[Lesson], NodePath, Block], ...]:
        return tuple(found for found in self.draft.blocks() if isinstance(found[2], FILLED))


@dataclass(frozen=True)
class _Visit(Draft):
    """A course as the rules about a guest see it: what they look through is the guest, what it refers to is known."""

    host: Host = field(kw_only=True)

    def blocks(self) -> Iterator[tuple[Part[Lesson], NodePath, Block]]:
        return iter(self.host.filled)

    @property
    def known_sources(self) -> tuple[str, ...] | None:
        return self.host.sources

    @property
    def known_terms(self) -> tuple[str, ...] | None:
        return self.host.terms

    @property
    def known_policies(self) -> tuple[str, ...] | None:
        own = super().known_policies or ()
        return tuple(dict.fromkeys((*self.host.policies, *own))) or None

    @property
    def lesson_files(self) -> Mapping[str, str]:
        return self.host.lesson_files

    @property
    def linked_policies(self) -> tuple[str, ...]:
        return self.host.linked_policies

    @property
    def placed_lessons(self) -> tuple[str, ...] | None:
        return self.host.lessons
