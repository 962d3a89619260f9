"""Tests that replace a module: which one, and whether they check what it teaches."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.model.course import Module
from builder.course.model.test import TestOut
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic


def unknown_module(draft: Draft) -> Iterator[Diagnostic]:
    """T708."""
    if draft.course is None or not draft.course.all_items("modules"):
        return
    known = [module.id for module in draft.course.model.modules]
    for test in draft.test_outs:
        if test.complete("module") and test.model.module not in known:
            advice = hint(test.model.module, known, "write the id of one of the `modules:` of course.yaml")
            yield test.problem("T708", ("module",), f"there is no module '{test.model.module}'", advice)


def two_of_one_module(draft: Draft) -> Iterator[Diagnostic]:
    """T709."""
    first: dict[str, Part[TestOut]] = {}
    for test in draft.test_outs:
        before = first.setdefault(test.model.module, test)
        if before is not test:
            where = before.document.at(("module",))
            text = f"the module '{test.model.module}' already has a test that replaces it, at {where}"
            yield test.problem("T709", ("module",), text, "put the items into one bank, and remove the other file")


def other_objectives(draft: Draft) -> Iterator[Diagnostic]:
    """T710."""
    for test in draft.test_outs:
        taught = _taught(draft, test)
        if not taught or not test.all_items("blueprint"):
            continue
        kin = {objective: _kin(draft, objective) for objective in taught}
        drawn = [draw.objective for draw in test.model.blueprint]
        for place, objective in enumerate(drawn):
            if not any(objective in family for family in kin.values()):
                text = f"the module '{test.model.module}' does not teach '{objective}', which this test asks for"
                advice = "draw items for the objectives of its lessons, or add the objective to a lesson"
                yield test.problem("T710", ("blueprint", place, "objective"), text, advice)
        skipped = [objective for objective, family in kin.items() if not family & set(drawn)]
        if skipped:
            names = ", ".join(f"'{objective}'" for objective in skipped)
            text = f"who passes this test skips a module that teaches {names}, and is not asked about it"
            where = test.document.at_key(("blueprint",))
            yield test.problem("T710", where, text, "add the objective to `blueprint:`, with items in the bank")


def _taught(draft: Draft, test: Part[TestOut]) -> list[str]:
    """The objectives of the lessons of its module that are to be tested; empty where not all could be read."""
    course = draft.course
    if (
        course is None
        or "lesson" in draft.unread
        or not (course.all_items("modules") and course.all_items("objectives"))
    ):
        return []
    module = next((one for one in course.model.modules if one.id == test.model.module), None)
    untested = {objective.id for objective in course.model.objectives if not objective.tested}
    return [objective for objective in _of_module(draft, module) if objective not in untested] if module else []


def _of_module(draft: Draft, module: Module) -> list[str]:
    lessons = [part.model for part in draft.lessons if part.model.id in module.lessons]
    return list(dict.fromkeys(objective for lesson in lessons for objective in lesson.objectives))


def _kin(draft: Draft, objective: str) -> set[str]:
    """The objective, its parts, and what it is a part of: each of them counts as checking it."""
    every = draft.course.model.objectives if draft.course else ()
    above = {one.part_of for one in every if one.id == objective and one.part_of}
    return {objective, *above, *(one.id for one in every if one.part_of == objective)}


def endless_attempts(draft: Draft) -> Iterator[Diagnostic]:
    """T711."""
    for test in draft.test_outs:
        if test.model.attempts == "unlimited":
            text = "this test may be taken without end, so guessing often enough skips the module"
            yield test.problem("T711", ("attempts",), text, "write a small number, such as 2")
