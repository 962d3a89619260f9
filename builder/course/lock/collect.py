"""What a course has now, as entries of a lock: every id that learners' records would know, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pydantic import BaseModel

from builder.course.defaults import defaults
from builder.course.ids import LETTERS
from builder.course.load.document import NodePath
from builder.course.lock.file import ITEM, Entry, Lock, Ref
from builder.course.lock.meaning import Meaning, meaning
from builder.course.lock.wording import plain
from builder.course.model.blocks import QUESTIONS
from builder.course.model.blocks.scenario import ScenarioBlock
from builder.course.model.blocks.survey import Survey
from builder.course.model.blocks.survey import asked as questions_of
from builder.course.model.lesson import Lesson
from builder.course.model.scenario import End, Scenario, Situation
from builder.course.model.test import FinalTest, TestOut
from builder.course.model.texts import texts
from builder.course.validate.draft import Draft, Part

WORDS: Final = ("prompt", "title", "text")
"""The keys that tell best what something is; else its first text does."""
UNTRACKED: Final = frozenset({"agency", "glossary", "sources"})
"""The kinds of file that have no id of learners' records."""
UNKNOWN: Final = "0.0.0"


@dataclass(frozen=True)
class Found:
    """An entry and the way to it in its file; `sure` is false when faults of the file hide a part of it."""

    entry: Entry
    part: Part[Any]
    path: NodePath
    words: NodePath
    sure: bool = True

    @property
    def id_path(self) -> NodePath:
        """Where the id stands; what has none in the file, as the answers of true-false, is found at its owner."""
        return (*self.path, "id")


@dataclass(frozen=True)
class Now:
    """All that the course has; `whole` is false when faults of its files may hide something."""

    draft: Draft
    found: dict[Ref, Found]

    @cached_property
    def whole(self) -> bool:
        draft = self.draft
        if draft.course is None or (draft.unread | draft.broken) - UNTRACKED:
            return False
        parts = tuple(part for part in (draft.course, *draft.lessons, *draft.scenarios, *draft.tests) if part)
        if any(part.cut or part.shortened for part in parts):
            return False
        placed = {lesson for module in draft.course.model.modules for lesson in module.lessons}
        played = {block.scenario for _, _, block in draft.blocks() if isinstance(block, ScenarioBlock)}
        return placed <= draft.ids["lesson"] and played <= draft.ids["scenario"]

    def lock(self, before: Lock | None) -> Lock:
        """What a release would write; needs a course file."""
        if self.draft.course is None:
            raise AssertionError("a course without faults has its file")
        course = self.draft.course.model
        old = before.entries if before else {}
        entries = dict(old)
        for ref, found in self.found.items():
            since = old[ref].since if ref in old else course.version
            entries[ref] = found.entry.model_copy(update={"since": since})
        return Lock(course.id, course.iri, course.version, entries)


def collect(draft: Draft) -> Now:
    """Of what has an id twice, the first counts."""
    found: dict[Ref, Found] = {}
    for one in _Collector(draft).everything():
        found.setdefault(one.entry.ref, one)
    return Now(draft, found)


class _Collector:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.iri = draft.course.model.iri if draft.course else ""
        self.scenarios = {part.model.id: part for part in reversed(draft.scenarios)}

    def everything(self) -> Iterator[Found]:
        if course := self.draft.course:
            for place, module in enumerate(course.model.modules):
                yield _found(course, ("modules", place), module, Ref("module", module.id))
            for place, objective in enumerate(course.model.objectives):
                yield _found(course, ("objectives", place), objective, Ref("objective", objective.id))
        placed = self.draft.placed_lessons
        for lesson in self.draft.lessons:
            if placed is None or lesson.model.id in placed:
                yield from self.lesson(lesson)
        for test in self.draft.tests:
            yield from self.test(test)

    def lesson(self, part: Part[Lesson]) -> Iterator[Found]:
        lesson = part.model
        yield _found(part, (), lesson, Ref("lesson", lesson.id))
        for number, page in enumerate(lesson.pages):
            ref = Ref("page", f"{lesson.id}/{page.id}")
            yield _found(part, ("pages", number), page, ref)
            for place, block in enumerate(page.blocks):
                yield from self.block(part, ("pages", number, "blocks", place), block, str(ref))

    def test(self, part: Part[FinalTest]) -> Iterator[Found]:
        ref = Ref("test", part.model.id)
        yield _found(part, (), part.model.model_copy(update={"title": self.title(part.model)}), ref)
        if stated := part.model.attestation:
            yield _found(part, ("attestation",), stated, Ref("acknowledgement", stated.id), place=str(ref))
        for number, item in enumerate(part.model.bank):
            yield from self.question(part, ("bank", number), item, str(ref))

    def title(self, test: FinalTest) -> str:
        says = defaults(self.draft.course.model.language if self.draft.course else "en")
        return test.title or (says.test_out if isinstance(test, TestOut) else says.test)

    def block(self, part: Part[Any], path: NodePath, block: object, place: str) -> Iterator[Found]:
        """A block whose type is yet to be written is known by its id, and its parts by theirs."""
        if isinstance(block, QUESTIONS):
            yield from self.question(part, path, block, place)
        elif isinstance(block, ScenarioBlock):
            if played := self.scenarios.get(block.scenario):
                yield from self.scenario(played, place)
        elif isinstance(block, Survey):
            yield _found(part, path, block, Ref(block.type, block.id), place=place)
            for way, asked in questions_of(block):
                yield from self.question(part, (*path, *way), asked, place)
        elif isinstance(block, BaseModel) and (id_ := getattr(block, "id", None)):
            kind = str(getattr(block, "type", "block"))
            yield _found(part, path, block, Ref(kind, id_), place=place)
            yield from self.inner(part, path, block, f"{kind}{ITEM}", id_, place)

    def inner(
        self, part: Part[Any], path: NodePath, block: BaseModel, kind: str, owner: str, place: str
    ) -> Iterator[Found]:
        for way, model in _below(block, path):
            if isinstance(model, QUESTIONS):
                yield from self.question(part, way, model, place)
            elif id_ := getattr(model, "id", None):
                yield _found(part, way, model, Ref(kind, f"{owner}/{id_}"))
                yield from self.inner(part, way, model, kind, f"{owner}/{id_}", place)
            else:
                yield from self.inner(part, way, model, kind, owner, place)

    def question(self, part: Part[Any], path: NodePath, question: Any, place: str) -> Iterator[Found]:
        meant = meaning(question, self.iri) if part.complete(*path) else Meaning()
        facts = {"type": question.type, "right": meant.right, "accepts": meant.accepts}
        yield _found(part, path, question, Ref("question", question.id), place=place, **facts)
        for piece in meant.pieces:
            ways = [way for way, model in _with_id(question, path) if getattr(model, "id", None) == piece.id]
            way = ways[-1 if piece.kind == "target" else 0] if ways else path
            id_, says = f"{question.id}/{piece.id}", plain(piece.text)
            entry = Entry(kind=piece.kind, id=id_, since=UNKNOWN, letter=piece.letter, says=says)
            yield Found(entry, part, way, (*way, "text") if ways else path)

    def scenario(self, part: Part[Scenario], place: str) -> Iterator[Found]:
        scenario = part.model
        yield _found(part, (), scenario, Ref("scenario", scenario.id), place=place)
        for number, node in enumerate(scenario.nodes):
            path: NodePath = ("nodes", number)
            id_ = f"{scenario.id}/{node.id}"
            end = ("safe" if node.safe else "unsafe") if isinstance(node, End) else None
            yield _found(part, path, node, Ref("node", id_), end=end)
            for at, choice in enumerate(node.choices if isinstance(node, Situation) else ()):
                ref = Ref("choice", f"{id_}/{choice.id}")
                yield _found(part, (*path, "choices", at), choice, ref, next=choice.next, letter=LETTERS[at])


def _found(part: Part[Any], path: NodePath, model: BaseModel, ref: Ref, **facts: Any) -> Found:
    said = {text.path[0]: text.text for text in texts(model) if len(text.path) == 1}
    key = next((key for key in (*WORDS, *said) if key in said), None)
    says = plain(said[key]) if key is not None else ""
    entry = Entry(kind=ref.kind, id=ref.id, since=UNKNOWN, says=says, **facts)
    return Found(entry, part, path, path if key is None else (*path, key), part.complete(*path))


def _with_id(model: BaseModel, path: NodePath) -> Iterator[tuple[NodePath, BaseModel]]:
    for way, below in _below(model, path):
        yield way, below
        yield from _with_id(below, way)


def _below(value: object, path: NodePath) -> Iterator[tuple[NodePath, BaseModel]]:
    """The models that a value holds, without those in them."""
    items = value if isinstance(value, BaseModel) else enumerate(value) if isinstance(value, tuple) else ()
    for key, item in items:
        if isinstance(item, BaseModel):
            yield (*path, key), item
        else:
            yield from _below(item, (*path, key))
