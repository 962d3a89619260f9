"""The document: head, frame, all articles, menu and data."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.resolved import ResolvedCourse
from builder.render.catalogue import direction
from builder.render.data import course_data
from builder.render.env import View, view_model
from builder.render.place import Library
from builder.render.script_json import script_json
from builder.render.views import beside
from builder.render.views.menu import LinkView, menu
from builder.render.views.page import pages
from builder.render.views.published import link, published_test
from builder.render.views.test import test

# connect-src is open since the launch names the LRS; everything else comes from the package. The style of the first
# page stands in the document, known by its hash: as a file it would keep the first text from a learner on a slow line
# for a third as long again. The whole sheet follows as a file, also for a server that forbids the one inside.
POLICY: Final = (
    "default-src 'self'; style-src 'self' 'sha256-{hash}'; connect-src 'self' https: http:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)


@view_model
class ShellView(View):
    """`articles` in the order of the document, the first page first; `data` is the JSON of CourseData.

    `copy` is what every page of a public copy says of it; such a copy cannot be left, since nothing of it is recorded.
    """

    template: ClassVar[str] = "pages/index.html.j2"
    policy: str
    style: Markup
    language: str
    direction: str
    title: str
    description: str
    notice: str | None
    copy: str | None
    articles: tuple[Markup, ...]
    menu: Markup
    data: Markup


def index(course: ResolvedCourse, library: Library, style: bytes) -> Markup:
    """The whole of index.html; the same for every agency. `style`: the sheet of the first page."""
    t = library.words
    articles = [*pages(course, library)]
    articles += [test(one, course, library) for one in course.tests]
    also = [link(one) for one in course.published or ()]
    articles += [published_test(one, library) for one in course.published or ()]
    if course.terms:
        articles.append(beside.glossary(course, library))
        also.append(LinkView(beside.GLOSSARY, t("glossary")))
    if course.sources:
        articles.append(beside.sources(course, t))
        also.append(LinkView(beside.SOURCES, t("sources")))
    articles += [beside.agency(course, library), beside.about(course, t), beside.doctor(t)]
    articles += [beside.locked(t), beside.end(t)]
    also += [LinkView(beside.AGENCY, t("agency")), LinkView(beside.ABOUT, t("about"))]
    page = ShellView(
        policy=POLICY.format(hash=b64encode(sha256(style).digest()).decode()),
        style=Markup(style.decode()),  # noqa: S704
        language=t.language,
        direction=direction(t.language),
        title=course.title,
        description=course.description,
        notice=course.notice,
        copy=None if course.published is None else t("published.notice"),
        articles=tuple(articles),
        menu=menu(course, tuple(also), t),
        data=script_json(course_data(course, t.bare)),
    ).html(t)
    return t.settled(page)
