"""A test of a public copy: the whole bank under its objectives, as text."""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from builder.course.resolved import Published, PublishedTest
from builder.render.components.published.component import published
from builder.render.env import View, view_model
from builder.render.markdown import prose
from builder.render.place import Library, Place
from builder.render.views.menu import LinkView
from builder.render.views.sources import cited


@view_model
class GroupView:
    """The items of an objective."""

    objective: str | None
    items: tuple[Markup, ...]


@view_model
class PublishedTestView(View):
    """`module` is the title of the one that the test replaces; `drawn` of `total` items are asked in an attempt."""

    template: ClassVar[str] = "pages/published-test.html.j2"
    anchor: str
    title: str
    module: str | None
    intro: Markup
    drawn: int
    total: int
    attestation: Markup
    groups: tuple[GroupView, ...]
    cited: Markup


def link(test: PublishedTest) -> LinkView:
    """Where the test is found; no article of a course that records has such an anchor, so none has its style either."""
    return LinkView(f"bank_{test.id}", test.title)


def published_test(test: PublishedTest, library: Library) -> Markup:
    place = Place(library, link(test).anchor, test.title)
    return PublishedTestView(
        anchor=place.anchor,
        title=test.title,
        module=test.module,
        intro=prose(test.intro, place) if test.intro else Markup(),
        drawn=test.drawn,
        total=sum(len(items) for _, items in test.groups),
        attestation=published(Published(test.attestation), place) if test.attestation else Markup(),
        groups=tuple(
            GroupView(objective, tuple(published(Published(one), place) for one in items))
            for objective, items in test.groups
        ),
        cited=cited(place),
    ).html(library.words)
