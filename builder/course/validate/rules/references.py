"""Ids that one file uses and another gives: lessons, scenarios, objectives, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from builder.course.load.document import NodePath
from builder.course.model.blocks.quote import Quote
from builder.course.model.blocks.scenario import ScenarioBlock
from builder.course.model.blocks.statistic import Statistic
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint, nearest
from builder.course.validate.rules.identifiers import same_id
from builder.diagnostics import Diagnostic, Location


def unknown_lesson(draft: Draft) -> Iterator[Diagnostic]:
    """R301."""
    if "lesson" in draft.broken:
        return
    known = draft.ids["lesson"]
    for part, path, lesson in _lesson_uses(draft):
        if lesson not in known:
            advice = hint(lesson, known, "a lesson is found by the `id:` in its file in lessons/")
            if id := _by_file_name(lesson, draft.lessons):
                advice = f"did you mean '{id}'? That is the `id:` in the file of this name"
            yield part.problem("R301", path, f"there is no lesson '{lesson}'", advice)


def _lesson_uses(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, str]]:
    for path, lesson in _module_lessons(draft):
        if draft.course:
            yield draft.course, path, lesson
    for test in draft.tests:
        for place, item in enumerate(test.model.bank):
            if item.lesson:
                yield test, ("bank", place, "lesson"), item.lesson


def _module_lessons(draft: Draft) -> Iterator[tuple[NodePath, str]]:
    if draft.course:
        for number, module in enumerate(draft.course.model.modules):
            for place, lesson in enumerate(module.lessons):
                yield ("modules", number, "lessons", place), lesson


def lesson_in_no_module(draft: Draft) -> Iterator[Diagnostic]:
    """R302."""
    if draft.course is None or not draft.course.all_items("modules"):
        return
    placed = _meant({lesson for _, lesson in _module_lessons(draft)}, draft.ids["lesson"], draft.lessons)
    for part in draft.lessons:
        if part.complete("id") and part.model.id not in placed:
            text = f"the lesson '{part.model.id}' is in no module, so it is not part of the course"
            yield part.problem("R302", ("id",), text, "add its id to the `lessons:` of a module in course.yaml")


def lesson_in_two_places(draft: Draft) -> Iterator[Diagnostic]:
    """R303."""
    seen: dict[str, NodePath] = {}
    for path, lesson in _module_lessons(draft):
        first = seen.setdefault(lesson, path)
        if first != path and draft.course:
            text = f"the lesson '{lesson}' is already at {draft.course.document.at(first)}"
            yield draft.course.problem("R303", path, text, "remove one of the two")


def unknown_scenario(draft: Draft) -> Iterator[Diagnostic]:
    """R305."""
    if "scenario" in draft.broken:
        return
    known = draft.ids["scenario"]
    for part, path, block in draft.blocks():
        if isinstance(block, ScenarioBlock) and block.scenario not in known:
            advice = hint(block.scenario, known, "a scenario is found by the `id:` in its file in scenarios/")
            if id := _by_file_name(block.scenario, draft.scenarios):
                advice = f"did you mean '{id}'? That is the `id:` in the file of this name"
            yield part.problem("R305", (*path, "scenario"), f"there is no scenario '{block.scenario}'", advice)


def scenario_in_two_places(draft: Draft) -> Iterator[Diagnostic]:
    """R306."""
    seen: dict[str, tuple[Part[Any], Location]] = {}
    for part, path, block in draft.blocks():
        if not isinstance(block, ScenarioBlock):
            continue
        where = part.document.at((*path, "scenario"))
        before, first = seen.setdefault(block.scenario, (part, where))
        if first != where and not same_id(before, part):
            text = f"the scenario '{block.scenario}' is already played at {first}"
            yield part.problem("R306", where, text, "remove one of the two, or copy the scenario under another id")


def scenario_in_no_lesson(draft: Draft) -> Iterator[Diagnostic]:
    """R307."""
    if "lesson" in draft.unread or any(not part.all_items("pages") for part in draft.lessons):
        return
    blocks = {block.scenario for _, _, block in draft.blocks() if isinstance(block, ScenarioBlock)}
    played = _meant(blocks, draft.ids["scenario"], draft.scenarios)
    for part in draft.scenarios:
        if part.complete("id") and part.model.id not in played:
            text = f"the scenario '{part.model.id}' is in no lesson, so it is not part of the course"
            yield part.problem("R307", ("id",), text, "add a block with `type: scenario` to a page")


def _meant(used: set[str], known: frozenset[str], parts: Iterable[Part[Any]]) -> set[str]:
    """Also what was meant by an unknown id, so that one wrong letter is told once."""
    meant = {_by_file_name(id, parts) or nearest(id, known) for id in used - known}
    return used | {id for id in meant if id}


def _by_file_name(name: str, parts: Iterable[Part[Any]]) -> str | None:
    """The id in the file that has this name."""
    return next((part.model.id for part in parts if PurePath(part.document.name).stem == name), None)


def unknown_objective(draft: Draft) -> Iterator[Diagnostic]:
    """R308."""
    if draft.course is None or not draft.course.all_items("objectives"):
        return
    known = [objective.id for objective in draft.course.model.objectives]
    for part, path, objective in _objective_uses(draft):
        if objective not in known:
            advice = hint(objective, known, "add it to the `objectives:` of course.yaml")
            yield part.problem("R308", path, f"there is no objective '{objective}'", advice)


def _objective_uses(draft: Draft) -> Iterator[tuple[Part[Any], NodePath, str]]:
    if draft.course:
        for place, objective in enumerate(draft.course.model.objectives):
            if objective.part_of:
                yield draft.course, ("objectives", place, "part_of"), objective.part_of
    served: tuple[Part[Any], ...] = (*draft.lessons, *draft.scenarios)
    for part in served:
        for place, objective in enumerate(part.model.objectives):
            yield part, ("objectives", place), objective
    for test in draft.tests:
        for place, draw in enumerate(test.model.blueprint):
            yield test, ("blueprint", place, "objective"), draw.objective
    for part, path, question in draft.questions():
        if question.objective:
            yield part, (*path, "objective"), question.objective


def objective_within_itself(draft: Draft) -> Iterator[Diagnostic]:
    """R317."""
    if draft.course is None:
        return
    above = {objective.id: objective.part_of for objective in draft.course.model.objectives}
    for place, objective in enumerate(draft.course.model.objectives):
        seen: list[str] = []
        current = objective.part_of
        while current and current not in seen:
            seen.append(current)
            current = above.get(current)
        if objective.id in seen:
            text = f"the objective '{objective.id}' is part of itself"
            path = ("objectives", place, "part_of")
            yield draft.course.problem("R317", path, text, "remove `part_of:` from one of them")


def unknown_source(draft: Draft) -> Iterator[Diagnostic]:
    """R309, for the source of a quote or a statistic."""
    known = draft.known_sources
    if known is None:
        return
    for part, path, block in draft.blocks():
        if isinstance(block, Quote | Statistic) and block.source and block.source not in known:
            advice = hint(block.source, known, "add it to sources.yaml")
            yield part.problem("R309", (*path, "source"), f"there is no source '{block.source}'", advice)
