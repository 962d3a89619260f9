"""cmi5: the site and a cmi5.xml that names what is launched: the course as one AU, or one AU a module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from lxml import etree

from builder.course.resolved import FinalTest, Module, ResolvedCourse
from builder.package.format import LAUNCH, PackageFile, Setting, Variant
from builder.package.xml import child, document, href
from builder.standards import cmi5
from builder.standards.cmi5 import LaunchMethod, MoveOn
from builder.standards.xapi import ActivityType

UNIT: Final = "unit"
"""The parameter that tells the player which part of the course it shows, by the id of a module or as `test:<id>`.

None of those that a launch brings (8.1).
"""


class Cmi5:
    """Packs a course for launch by an LMS that speaks cmi5."""

    name: Final = "cmi5"
    adapter: Final = "cmi5"

    def settings(self, course: ResolvedCourse, variant: Variant) -> Mapping[str, Setting]:
        return {}

    def manifests(self, course: ResolvedCourse, names: Sequence[str], variant: Variant) -> Iterator[PackageFile]:
        yield PackageFile(cmi5.MANIFEST, manifest(course, variant))


@dataclass(frozen=True, slots=True)
class Unit:
    """What is launched by itself; `id` stays the same in every version of the course."""

    id: str
    type: ActivityType
    title: str
    description: str
    url: str
    move_on: MoveOn
    pass_mark: int | None
    """Percent; None where no verdict is told."""
    objectives: tuple[str, ...]
    """Their ids."""


def units(course: ResolvedCourse, variant: Variant) -> Iterator[Unit]:
    """The units of the variant, in the order of the course."""
    if variant.units == "course":
        counts = course.test is not None and course.completion.test != "none"
        mark = variant.pass_mark if counts else None
        objectives = tuple(objective.id for objective in course.objectives)
        yield Unit(
            _unit_iri(course, "course"), ActivityType.COURSE, course.title, course.description, href(LAUNCH),
            _move_on(course), mark, objectives,
        )  # fmt: skip
        return
    yield from (_of_module(course, module) for module in course.modules)
    if course.test:
        yield _of_test(course, course.test, variant)


def _of_module(course: ResolvedCourse, module: Module) -> Unit:
    objectives = dict.fromkeys(id_ for lesson in module.lessons for id_ in lesson.objectives)
    return Unit(
        _unit_iri(course, f"module/{module.id}"), ActivityType.MODULE, module.title, module.title, _url(module.id),
        MoveOn.COMPLETED, None, tuple(objectives),
    )  # fmt: skip


def _of_test(course: ResolvedCourse, test: FinalTest, variant: Variant) -> Unit:
    objectives = dict.fromkeys(draw.objective for draw in test.blueprint)
    return Unit(
        _unit_iri(course, f"test/{test.id}"), ActivityType.ASSESSMENT, test.title, test.title, _url(f"test:{test.id}"),
        # A test that the course does not ask for is there for those who want it.
        _move_on(course) if course.completion.test != "none" else MoveOn.NOT_APPLICABLE,
        variant.pass_mark, tuple(objectives),
    )  # fmt: skip


def _move_on(course: ResolvedCourse) -> MoveOn:
    """What the player can be trusted to tell: `passed` only where the course asks for it (cmi5 13.1.4)."""
    asked = course.test is not None and course.completion.test == "passed"
    return MoveOn.COMPLETED_AND_PASSED if asked else MoveOn.COMPLETED


def _unit_iri(course: ResolvedCourse, name: str) -> str:
    # The course, a module and a test have IRIs of their own, and ids in a cmi5.xml are unique.
    return f"{course.iri}/au/{name}"


def _url(unit: str) -> str:
    return f"{href(LAUNCH)}?{urlencode({UNIT: unit})}"


def manifest(course: ResolvedCourse, variant: Variant) -> bytes:
    """The manifest; with more than one unit, the modules stand in a block."""
    root = etree.Element(f"{{{cmi5.NAMESPACE}}}courseStructure", nsmap={None: cmi5.NAMESPACE})
    _texts(child(root, "course", id=course.iri), course, course.title, course.description)
    if course.objectives:
        listed = child(root, "objectives")
        for objective in course.objectives:
            _texts(child(listed, "objective", id=objective.iri), course, objective.text, objective.text)
    found = tuple(units(course, variant))
    modules = [unit for unit in found if unit.type is ActivityType.MODULE]
    if modules:
        block = child(root, "block", id=f"{course.iri}/block/modules")
        _texts(block, course, course.title, course.description)
        for unit in modules:
            _unit(block, course, unit)
    for unit in found:
        if unit not in modules:
            _unit(root, course, unit)
    return document(root)


def _unit(parent: etree._Element, course: ResolvedCourse, unit: Unit) -> None:
    score = {} if unit.pass_mark is None else {"masteryScore": mastery_score(unit.pass_mark)}
    launch = {"moveOn": unit.move_on, "launchMethod": LaunchMethod.ANY_WINDOW, "activityType": unit.type}
    element = child(parent, "au", id=unit.id, **launch, **score)
    _texts(element, course, unit.title, unit.description)
    iris = {objective.id: objective.iri for objective in course.objectives}
    known = [iris[id_] for id_ in unit.objectives if id_ in iris]
    if known:
        listed = child(element, "objectives")
        for iri in known:
            child(listed, "objective", idref=iri)
    child(element, "url", unit.url)


def mastery_score(percent: float) -> str:
    """Percent as a decimal of 0 to 1 with as many digits as it needs, at most four."""
    score = round(Decimal(str(percent)) / 100, cmi5.MASTERY_SCORE_DIGITS).normalize()
    return f"{score:f}"


def _texts(parent: etree._Element, course: ResolvedCourse, title: str, description: str) -> None:
    for tag, text in (("title", title), ("description", description)):
        child(child(parent, tag), "langstring", text, lang=course.language)
