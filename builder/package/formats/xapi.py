"""xAPI: the site and a tincan.xml that names the course activity and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from builder.course.resolved import ResolvedCourse
from builder.package.format import LAUNCH, PackageFile, Setting, Variant
from builder.package.xml import child, document, href
from builder.standards import tincan
from builder.standards.xapi import ActivityType


class Xapi:
    """Packs a course for launch by an LMS that speaks xAPI (Tin Can launch)."""

    name: Final = "xapi"
    adapter: Final = "xapi"

    def settings(self, course: ResolvedCourse, variant: Variant) -> Mapping[str, Setting]:
        return {"activityId": course.iri}

    def manifests(
        self,
        course: ResolvedCourse,
        names: Sequence[str],
        variant: Variant,
    ) -> Iterator[PackageFile]:
        yield PackageFile(tincan.MANIFEST, manifest(course))


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity that statements may name."""

    iri: str
    type: ActivityType
    name: str
    description: str


def activities(course: ResolvedCourse) -> Iterator[Activity]:
    """The course first: it alone can be launched."""
    yield Activity(course.iri, ActivityType.COURSE, course.title, course.description)
    for module in course.modules:
        yield Activity(module.iri, ActivityType.MODULE, module.title, module.title)
        for lesson in module.lessons:
            yield Activity(lesson.iri, ActivityType.LESSON, lesson.title, lesson.title)
    for scenario in course.scenarios:
        yield Activity(scenario.iri, ActivityType.SIMULATION, scenario.title, scenario.title)
    for test in course.tests:
        yield Activity(test.iri, ActivityType.ASSESSMENT, test.title, test.title)
    for objective in course.objectives:
        yield Activity(objective.iri, ActivityType.OBJECTIVE, objective.text, objective.text)


def manifest(course: ResolvedCourse) -> bytes:
    """The manifest; `lang` is a plain attribute here, not xml:lang."""
    root = etree.Element(f"{{{tincan.NAMESPACE}}}tincan", nsmap={None: tincan.NAMESPACE})
    holder = child(root, "activities")
    for activity in activities(course):
        element = child(holder, "activity", id=activity.iri, type=activity.type)
        child(element, "name", activity.name, lang=course.language)
        child(element, "description", activity.description, lang=course.language)
        if activity.iri == course.iri:
            child(element, "launch", href(LAUNCH), lang=course.language)
    return document(root)
