"""What stands beside the course: glossary, sources, resources, help, what bars a page, and the page after leaving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.model.blocks.download import Download
from builder.course.resolved import ResolvedCourse
from builder.render.catalogue import Words
from builder.render.components.download.component import download_view
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Library, Place
from builder.render.views.sources import SourceView, cited, source_view

GLOSSARY: Final = "glossary_"
SOURCES: Final = "sources_"
AGENCY: Final = "agency_"
ABOUT: Final = "about_"
DOCTOR: Final = "doctor_"
END: Final = "end_"
LOCKED: Final = "locked_"


@view_model
class TermView:
    """A word and what it means."""

    id: str
    term: str
    definition: Markup


@view_model
class GlossaryView(View):
    """The terms in alphabetical order."""

    template: ClassVar[str] = "pages/glossary.html.j2"
    anchor: str
    terms: tuple[TermView, ...]
    cited: Markup


@view_model
class SourcesView(View):
    """All sources of the course."""

    template: ClassVar[str] = "pages/sources.html.j2"
    anchor: str
    sources: tuple[SourceView, ...]


@view_model
class KeptView:
    """A file to keep, and the page that it comes from."""

    href: str
    title: str
    kind: str
    size: str
    anchor: str
    page: str


@view_model
class AgencyView(View):
    """The resources: the agency's own, whose slots are filled by the run-time, and the downloads of the course."""

    template: ClassVar[str] = "pages/agency.html.j2"
    anchor: str
    downloads: tuple[KeptView, ...]


@view_model
class LockedView(View):
    """What is seen in place of a page that is not open yet; the run-time says which and why."""

    template: ClassVar[str] = "pages/locked.html.j2"
    anchor: str


@view_model
class AboutView(View):
    """Help, and which course this is."""

    template: ClassVar[str] = "pages/about.html.j2"
    anchor: str
    course: str
    description: str
    version: str
    publisher: str | None


@view_model
class DoctorView(View):
    """What an administrator reads when something is not recorded; filled by the run-time."""

    template: ClassVar[str] = "pages/doctor.html.j2"
    anchor: str


@view_model
class EndView(View):
    """What is seen after leaving: what was saved, and a receipt."""

    template: ClassVar[str] = "pages/end.html.j2"
    anchor: str


def glossary(course: ResolvedCourse, library: Library) -> Markup:
    place = Place(library, GLOSSARY)
    terms = sorted(course.terms.values(), key=lambda term: (term.term.casefold(), term.id))
    views = tuple(TermView(term.id, term.term, prose(term.definition, place)) for term in terms)
    return GlossaryView(GLOSSARY, views, cited(place)).html(library.words)


def sources(course: ResolvedCourse, words: Words) -> Markup:
    ordered = sorted(course.sources.values(), key=lambda source: (source.text.casefold(), source.id))
    lines = tuple(source_view(source, f"source_{source.id}", None, words) for source in ordered)
    return SourcesView(SOURCES, lines).html(words)


def agency(course: ResolvedCourse, library: Library) -> Markup:
    return AgencyView(AGENCY, tuple(_downloads(course, library))).html(library.words)


def _downloads(course: ResolvedCourse, library: Library) -> Iterator[KeptView]:
    """Each file once, from where it is first offered."""
    known: set[str] = set()
    for page in course.pages:
        for block in page.blocks:
            if isinstance(block, Download) and block.src not in known:
                known.add(block.src)
                view = download_view(block, library)
                yield KeptView(view.href, view.title, view.kind, view.size, page.anchor, page.title)


def locked(words: Words) -> Markup:
    return LockedView(LOCKED).html(words)


def about(course: ResolvedCourse, words: Words) -> Markup:
    return AboutView(ABOUT, course.title, course.description, course.version, course.publisher).html(words)


def doctor(words: Words) -> Markup:
    return DoctorView(DOCTOR).html(words)


def end(words: Words) -> Markup:
    return EndView(END).html(words)
