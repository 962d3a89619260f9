"""The test: one article that holds its screens and the whole bank; the run-time shows what the learner has drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from markupsafe import Markup

from builder.course.resolved import FinalTest
from builder.render.components.question.component import item
from builder.render.env import View
from builder.render.markdown import prose
from builder.render.place import Library, Place
from builder.render.views.sources import cited

TEST: Final = "test_"


@dataclass(frozen=True)
class TestView(View):
    """`count` items are drawn for an attempt; pass mark and attempts are the agency's, filled in by the run-time."""

    template: ClassVar[str] = "pages/test.html.j2"
    anchor: str
    title: str
    intro: Markup
    count: int
    items: tuple[Markup, ...]
    cited: Markup


def test(final: FinalTest, library: Library) -> Markup:
    place = Place(library, TEST, final.title)
    return TestView(
        anchor=TEST,
        title=final.title,
        intro=prose(final.intro, place) if final.intro else Markup(),
        count=sum(draw.items for draw in final.blueprint),
        items=tuple(item(question, place) for question in final.bank),
        cited=cited(place),
    ).html(library.words)
