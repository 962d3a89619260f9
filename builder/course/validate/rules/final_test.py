"""Tests: their blueprints, their banks and the objectives that they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.course.model.test import FinalTest
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import nearest
from builder.diagnostics import Diagnostic


def no_test(draft: Draft) -> Iterator[Diagnostic]:
    """T707."""
    course = draft.course
    if course and course.model.completion.test != "none" and draft.test is None and "test" not in draft.unread:
        wanted = course.model.completion.test
        text = f"the course is completed when its test is {wanted}, but there is no test.yaml"
        advice = "write test.yaml, or set `test: none` under `completion:`"
        yield course.problem("T707", ("completion", "test"), text, advice)


def bank_too_small(draft: Draft) -> Iterator[Diagnostic]:
    """T701 and T702."""
    for test in draft.tests:
        if not test.complete("bank"):
            continue
        stock = Counter(_meant(draft, item.objective) for item in test.model.bank)
        for place, draw in enumerate(test.model.blueprint):
            if not _is_known(draft, draw.objective):
                continue
            has = stock[draw.objective]
            path = ("blueprint", place)
            if not has:
                text = f"the bank has no item for the objective '{draw.objective}'"
                advice = f"add at least {draw.items} with `objective: {draw.objective}` to `bank:`"
                yield test.problem("T702", (*path, "objective"), text, advice)
            elif draw.items > has:
                text = f"{draw.items} items are drawn for '{draw.objective}', but the bank has {has}"
                yield test.problem("T701", (*path, "items"), text, f"write {has} or less, or add items to `bank:`")


def objective_drawn_twice(draft: Draft) -> Iterator[Diagnostic]:
    """T706."""
    for test in draft.tests:
        seen: set[str] = set()
        for place, draw in enumerate(test.model.blueprint):
            if draw.objective in seen:
                text = f"the blueprint has the objective '{draw.objective}' twice"
                yield test.problem("T706", ("blueprint", place, "objective"), text, "add the numbers up in one place")
            seen.add(draw.objective)


def item_without_objective(draft: Draft) -> Iterator[Diagnostic]:
    """T703."""
    for test in draft.tests:
        for place, item in enumerate(test.model.bank):
            if item.objective is None and test.complete("bank", place, "objective"):
                text = f"the item '{item.id}' names no objective, so it is never drawn"
                yield test.problem("T703", ("bank", place, "id"), text, "add `objective:`")


def item_never_drawn(draft: Draft) -> Iterator[Diagnostic]:
    """T704."""
    for test in draft.tests:
        if not test.all_items("blueprint"):
            continue
        drawn = {_meant(draft, draw.objective) for draw in test.model.blueprint}
        unasked: dict[str, list[int]] = {}
        for place, item in enumerate(test.model.bank):
            if item.objective and item.objective not in drawn and _is_known(draft, item.objective):
                unasked.setdefault(item.objective, []).append(place)
        for objective, places in unasked.items():
            yield _never_drawn(test, objective, places)


def _never_drawn(test: Part[FinalTest], objective: str, places: list[int]) -> Diagnostic:
    names = ", ".join(f"'{test.model.bank[place].id}'" for place in places[:8])
    names += f" and {len(places) - 8} more" if len(places) > 8 else ""
    are = "is" if len(places) == 1 else "are"
    text = f"the blueprint does not draw items for '{objective}', so {names} {are} never asked"
    advice = f"add `- objective: {objective}` with `items:` to `blueprint:`, or remove the items"
    return test.problem("T704", ("bank", places[0], "objective"), text, advice)


def objective_without_items(draft: Draft) -> Iterator[Diagnostic]:
    """T705; an objective with parts is checked through them."""
    course, test = draft.course, draft.test
    if course is None or test is None or not test.complete("bank") or not course.all_items("objectives"):
        return
    named = [*test.model.bank, *test.model.blueprint]
    checked = {_meant(draft, one.objective) for one in named}
    divided = {objective.part_of for objective in course.model.objectives}
    for place, objective in enumerate(course.model.objectives):
        if objective.tested and objective.id not in checked | divided:
            text = f"no item of the test checks the objective '{objective.id}'"
            advice = "add items with this `objective:` to test.yaml, or set `tested: false` here"
            yield course.problem("T705", ("objectives", place, "id"), text, advice)


def _is_known(draft: Draft, objective: str) -> bool:
    """Whether the course has the objective; if not, that is told, and what would follow is not."""
    return (known := _objectives(draft)) is None or objective in known


def _meant(draft: Draft, objective: str | None) -> str | None:
    """The objective, or the one that is most like a misspelled one."""
    known = _objectives(draft)
    return objective if not objective or known is None or objective in known else nearest(objective, known)


def _objectives(draft: Draft) -> list[str] | None:
    if draft.course is None or not draft.course.all_items("objectives"):
        return None
    return [objective.id for objective in draft.course.model.objectives]
