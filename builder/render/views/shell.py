"""The document: head, frame, all articles, menu and data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.resolved import ResolvedCourse
from builder.render.catalogue import text as t
from builder.render.data import course_data
from builder.render.env import View
from builder.render.place import Library
from builder.render.script_json import script_json
from builder.render.views import beside
from builder.render.views.menu import LinkView, menu
from builder.render.views.page import pages
from builder.render.views.test import test

# connect-src is open since the launch names the LRS; everything else comes from the package.
POLICY: Final = (
    "default-src 'self'; connect-src 'self' https: http:; object-src 'none'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class ShellView(View):
    """`articles` in the order of the document, the first page first; `data` is the JSON of CourseData."""

    template: ClassVar[str] = "pages/index.html.j2"
    policy: str
    language: str
    title: str
    description: str
    notice: str | None
    articles: tuple[Markup, ...]
    menu: Markup
    data: Markup


def index(course: ResolvedCourse, library: Library) -> Markup:
    """The whole of index.html; the same for every agency."""
    articles = [*pages(course, library)]
    if course.test:
        articles.append(test(course.test, library))
    also = []
    if course.terms:
        articles.append(beside.glossary(course, library))
        also.append(LinkView(beside.GLOSSARY, t("glossary")))
    if course.sources:
        articles.append(beside.sources(course))
        also.append(LinkView(beside.SOURCES, t("sources")))
    articles += [beside.agency(), beside.about(course), beside.end()]
    also += [LinkView(beside.AGENCY, t("agency")), LinkView(beside.ABOUT, t("about"))]
    return ShellView(
        policy=POLICY,
        language=course.language,
        title=course.title,
        description=course.description,
        notice=course.notice,
        articles=tuple(articles),
        menu=menu(course, tuple(also)),
        data=script_json(course_data(course)),
    ).html()
