"""The menu: modules, lessons and pages as links, so that it is a table of contents without a script, too."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Lesson, ResolvedCourse
from builder.render.catalogue import Words
from builder.render.env import View, view_model
from builder.render.views.test import anchor


@view_model
class LinkView:
    """A line of the menu that leads to an article."""

    anchor: str
    title: str


@view_model
class LessonView:
    """A lesson with its pages; a lesson of one page shows none."""

    id: str
    link: LinkView
    minutes: int
    pages: tuple[LinkView, ...]


@view_model
class TestOutView:
    """A test that replaces the module."""

    id: str
    link: LinkView


@view_model
class ModuleView:
    """A part of the course."""

    title: str
    lessons: tuple[LessonView, ...]
    test_out: TestOutView | None


@view_model
class MenuView(View):
    """`also` leads to what stands beside the course."""

    template: ClassVar[str] = "pages/menu.html.j2"
    modules: tuple[ModuleView, ...]
    test: LinkView | None
    also: tuple[LinkView, ...]


def menu(course: ResolvedCourse, also: tuple[LinkView, ...], words: Words) -> Markup:
    outs = {test.module: TestOutView(test.id, LinkView(anchor(test), test.title)) for test in course.test_outs}
    return MenuView(
        modules=tuple(
            ModuleView(module.title, tuple(_lesson(lesson) for lesson in module.lessons), outs.get(module.id))
            for module in course.modules
        ),
        test=LinkView(anchor(course.test), course.test.title) if course.test else None,
        also=also,
    ).html(words)


def _lesson(lesson: Lesson) -> LessonView:
    links = tuple(LinkView(page.anchor, page.title) for page in lesson.pages)
    first = LinkView(links[0].anchor, lesson.title)
    return LessonView(lesson.id, first, lesson.minutes, links if len(links) > 1 else ())
