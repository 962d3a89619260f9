"""Ids: unique in their kind, and different when shortened for the saved state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from builder.course import ids
from builder.course.load.document import NodePath
from builder.course.model.blocks import QUESTIONS
from builder.course.model.blocks.acknowledgement import Acknowledgement
from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.reflection import Reflection
from builder.course.model.blocks.survey import Survey, asked
from builder.course.model.scenario import Situation
from builder.course.model.test import Attestation, FinalTest
from builder.course.validate.draft import Draft, Part
from builder.diagnostics import Diagnostic

ANSWERED: Final = ("options", "items", "lines", "spots", "gaps", "scale")
PIECES: Final = (*ANSWERED, "targets", "groups")
"""The lists of a question whose items have ids: what answers are made of, and what that is put to."""


class Use(NamedTuple):
    """A place where something gets its id; the ids of one kind must differ inside an owner."""

    part: Part[Any]
    path: NodePath
    kind: str
    id: str
    """As the author is told of it; that of a page names its lesson."""
    owner: tuple[object, ...]
    key: str


def used_twice(draft: Draft) -> Iterator[Diagnostic]:
    """R304."""
    first: dict[tuple[object, ...], Use] = {}
    for use in _uses(draft):
        before = first.setdefault((use.kind, use.owner, use.id), use)
        if before is not use and use.path == ("id",):
            yield _same_file_twice(before, use)
        elif before is not use and not same_id(before.part, use.part):
            text = f"the id '{use.id.rpartition('/')[2]}' stands for two {use.kind}; the first is at {_where(before)}"
            yield use.part.problem("R304", use.path, text, "give this one another id")


def _same_file_twice(one: Use, other: Use) -> Diagnostic:
    # A copied file has the longer name, as in "slow - Copy.yaml".
    old, new = sorted((one, other), key=lambda use: (len(use.part.document.name), use.part.document.name))
    names = " and ".join("/".join(PurePath(use.part.document.name).parts[-2:]) for use in (old, new))
    noun = "agency" if new.kind == "agencies" else new.kind.removesuffix("s")
    text = f"two files have the {noun} id '{new.id}': {names}"
    return new.part.problem("R304", new.path, text, "delete one, or give the new file its own ids")


def same_id(one: Part[Any], other: Part[Any]) -> bool:
    """Whether two files are one and its copy, so that all that is in both is told once."""
    if one.document is other.document or type(one.model) is not type(other.model):
        return False
    return bool(one.model.id == other.model.id)


def same_key(draft: Draft) -> Iterator[Diagnostic]:
    """L802."""
    first: dict[tuple[object, ...], Use] = {}
    for use in _uses(draft):
        before = first.setdefault((use.kind, use.owner, use.key), use)
        if use.key and before.id != use.id:
            text = f"'{use.id}' gets the same key in the saved state as '{before.id}' at {_where(before)}"
            yield use.part.problem("L802", use.path, text, "change one of the two ids by a letter")


def statement_and_question(draft: Draft) -> Iterator[Diagnostic]:
    """R325."""
    uses = list(_uses(draft))
    questions = {use.id: use for use in uses if use.kind == "questions"}
    for use in uses:
        if use.kind == "acknowledgements" and use.id in questions:
            text = f"the id '{use.id}' stands for a question, too, at {_where(questions[use.id])}"
            yield use.part.problem("R325", use.path, text, "give one of the two another id")


def _where(use: Use) -> str:
    return str(use.part.document.at(use.path))


def _uses(draft: Draft) -> Iterator[Use]:
    if course := draft.course:
        yield from _each(course, ("modules",), course.model.modules)
        yield from _each(course, ("objectives",), course.model.objectives)
    for lesson in draft.lessons:
        yield from _lesson(lesson)
    for scenario in draft.scenarios:
        yield from _scenario(scenario)
    for test in draft.tests:
        yield from _test(test)
    if draft.glossary:
        yield from _each(draft.glossary, ("terms",), draft.glossary.model.terms)
    if draft.sources:
        yield from _each(draft.sources, ("sources",), draft.sources.model.sources)
    for agency in draft.agencies:
        yield Use(agency, ("id",), "agencies", agency.model.id, (), "")
    for agency in draft.overlays:
        yield from _each(agency, ("policies",), agency.model.policies, (agency.document.name,))
        yield from _each(agency, ("contacts",), agency.model.contacts, (agency.document.name,))


def _each(
    part: Part[Any],
    path: NodePath,
    items: Iterable[Any],
    owner: tuple[object, ...] = (),
    key: Callable[[str], str] | None = None,
) -> Iterator[Use]:
    """The items of a list; the last key of the way to it names their kind."""
    for place, item in enumerate(items):
        yield Use(part, (*path, place, "id"), str(path[-1]), item.id, owner, key(item.id) if key else "")


def _lesson(part: Part[Any]) -> Iterator[Use]:
    lesson = part.model
    yield Use(part, ("id",), "lessons", lesson.id, (), ids.lesson_key(lesson.id))
    for number, page in enumerate(lesson.pages):
        path: NodePath = ("pages", number)
        yield Use(part, (*path, "id"), "pages", f"{lesson.id}/{page.id}", (), ids.page_key(lesson.id, page.id))
        for place, block in enumerate(page.blocks):
            if isinstance(block, QUESTIONS):
                yield from _question(part, (*path, "blocks", place), block)
            elif isinstance(block, Survey):
                yield from _survey(part, (*path, "blocks", place), block)
            elif isinstance(block, Checklist | Reflection):
                yield from _kept(part, (*path, "blocks", place), block)
            elif isinstance(block, Acknowledgement):
                yield _statement(part, (*path, "blocks", place), block)


def _test(part: Part[FinalTest]) -> Iterator[Use]:
    test = part.model
    yield Use(part, ("id",), "tests", test.id, (), ids.test_key(test.id))
    if test.attestation:
        yield _statement(part, ("attestation",), test.attestation)
    for place, item in enumerate(test.bank):
        yield from _question(part, ("bank", place), item)


def _statement(part: Part[Any], path: NodePath, block: Acknowledgement | Attestation) -> Use:
    return Use(part, (*path, "id"), "acknowledgements", block.id, (), ids.acknowledgement_key(block.id))


def _kept(part: Part[Any], path: NodePath, block: Checklist | Reflection) -> Iterator[Use]:
    """What learners keep for themselves."""
    key = ids.checklist_key(block.id) if isinstance(block, Checklist) else ""
    yield Use(part, (*path, "id"), f"{block.type}s", block.id, (), key)
    if isinstance(block, Checklist):
        item_key = partial(ids.item_key, block.id)
        yield from _each(part, (*path, "items"), block.items, (part.document.name, *path), item_key)


def _question(part: Part[Any], path: NodePath, question: Any) -> Iterator[Use]:
    yield Use(part, (*path, "id"), "questions", question.id, (), ids.question_key(question.id))
    for name in PIECES:
        key = partial(ids.option_key if name in ANSWERED else ids.target_key, question.id)
        yield from _each(part, (*path, name), _items(question, name), (part.document.name, *path), key)


def _items(question: Any, name: str) -> Iterable[Any]:
    """The scale of a question may be only the name of one."""
    items = getattr(question, name, ())
    return () if isinstance(items, str) else items


def _survey(part: Part[Any], path: NodePath, survey: Survey) -> Iterator[Use]:
    """Its statements become questions of their own, and so does its comment."""
    yield Use(part, (*path, "id"), "surveys", survey.id, (), "")
    for way, question in asked(survey):
        where = (*path, *way, "id") if len(way) > 1 else (*path, *way)
        yield Use(part, where, "questions", question.id, (), ids.question_key(question.id))
    yield from _each(part, (*path, "scale"), _items(survey, "scale"), (part.document.name, *path))


def _scenario(part: Part[Any]) -> Iterator[Use]:
    scenario = part.model
    yield Use(part, ("id",), "scenarios", scenario.id, (), ids.scenario_key(scenario.id))
    yield from _each(part, ("nodes",), scenario.nodes, (part.document.name,), partial(ids.node_key, scenario.id))
    for place, node in enumerate(scenario.nodes):
        if isinstance(node, Situation):
            key = partial(ids.choice_key, scenario.id, node.id)
            path = ("nodes", place, "choices")
            yield from _each(part, path, node.choices, (part.document.name, *path), key)
