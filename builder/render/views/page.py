"""A page of a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.resolved import Block, Module, Page, ResolvedCourse
from builder.render.catalogue import Words
from builder.render.components.registry import block_html
from builder.render.env import View, view_model
from builder.render.place import Library, Place
from builder.render.views.sources import cited
from builder.render.views.test import anchor

LEAD: Final = 200
"""Most characters of an opening paragraph that is set larger."""


@view_model
class BlockView:
    """A block and how it is set: `text` for the author's prose, `lead` where it opens a page in larger type."""

    html: Markup
    kind: str


@view_model
class OfferView:
    """A test that replaces the module which begins on this page."""

    test: str
    anchor: str


@view_model
class PageView(View):
    """`where` tells module, lesson and page in words."""

    template: ClassVar[str] = "pages/page.html.j2"
    anchor: str
    ref: str
    hidden: bool
    title: str
    where: tuple[str, ...]
    offer: OfferView | None
    blocks: tuple[BlockView, ...]
    cited: Markup


def pages(course: ResolvedCourse, library: Library) -> Iterator[Markup]:
    """All pages in order; only the first is in sight."""
    is_first = True
    offers = {test.module: OfferView(test.id, anchor(test)) for test in course.test_outs}
    for module in course.modules:
        for number, lesson in enumerate(module.lessons, 1):
            for count, page in enumerate(lesson.pages, 1):
                place = Place(library, page.anchor, page.title, is_first)
                where = _where(module, number, count, page, library.words)
                offer = offers.get(module.id) if number == count == 1 else None
                yield _page(page, f"{lesson.id}/{page.id}", place, where, offer).html(library.words)
                is_first = False


def _page(page: Page, ref: str, place: Place, where: tuple[str, ...], offer: OfferView | None) -> PageView:
    blocks = tuple(
        BlockView(block_html(block, place), _kind(block, number)) for number, block in enumerate(page.blocks)
    )
    return PageView(
        anchor=page.anchor,
        ref=ref,
        hidden=not place.first,
        title=page.title,
        where=where,
        offer=offer,
        blocks=blocks,
        cited=cited(place),
    )


def _where(module: Module, number: int, count: int, page: Page, t: Words) -> tuple[str, ...]:
    lesson = module.lessons[number - 1]
    lines = [module.title]
    if lesson.title != page.title:
        lines.append(lesson.title)
    if len(lesson.pages) > 1:
        lines.append(t("where.page", n=count, total=len(lesson.pages)))
    return tuple(lines)


def _kind(block: Block, number: int) -> str:
    if not isinstance(block, str):
        return ""
    opening, _, rest = block.partition("\n\n")
    opens = number == 0 and len(opening) <= LEAD and rest and opening[:1] not in ("#", "-", "*", "|", ">", "`")
    return "text lead" if opens else "text"
