"""The HTML of blocks that structure text: headings, lists, languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.course.model.blocks.dialogue import Dialogue, Speech
from builder.course.model.blocks.key_terms import KeyTerms
from builder.course.model.blocks.steps import Step, Steps
from builder.course.model.blocks.tabs import Tab, Tabs
from builder.course.model.blocks.timeline import Timeline, TimelineEntry
from builder.course.resolved import Block
from builder.render.components.registry import block_html
from builder.render.place import Place
from tests.render.strict_html import Element, read_html


def html(block: Block, place: Place) -> Element:
    return read_html(block_html(block, place))


def headings(tree: Element) -> Iterator[tuple[str, str]]:
    return ((e.tag, e.text) for e in tree.all() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6"))


TABS = Tabs(type="tabs", tabs=(Tab(title="One", text="## Deep\n\n### Deeper"), Tab(title="Two", text="x")))


def test_titles_of_a_block_stand_below_the_heading_before_it(place: Place) -> None:
    assert list(headings(html(TABS, place))) == [("h2", "One"), ("h3", "Deep"), ("h4", "Deeper"), ("h2", "Two")]
    block_html("## A\n\n### B", place)
    assert [tag for tag, _ in headings(html(TABS, place))] == ["h4", "h5", "h6", "h4"]


def test_headings_after_a_block_do_not_see_those_in_it(place: Place) -> None:
    block_html("## A", place)
    block_html(TABS, place)
    assert list(headings(html("### B", place))) == [("h3", "B")]
    assert list(headings(html("## C", place))) == [("h2", "C")]


def test_order_is_told_by_lists(place: Place) -> None:
    steps = html(Steps(type="steps", steps=(Step(title="A"), Step(title="B", text="How."))), place)
    assert [li.text.split() for li in next(steps.all("ol")).all("li")] == [["A"], ["B", "How."]]
    entries = (TimelineEntry(when="1829", title="A"), TimelineEntry(when="1968", title="B"))
    line = html(Timeline(type="timeline", entries=entries), place)
    assert [text for _, text in headings(line)] == ["1829 A", "1968 B"]


def test_terms_are_explained_where_they_are_shown(place: Place) -> None:
    tree = html(KeyTerms(type="key-terms", terms=("stop",)), place)
    assert next(tree.all("dt")).text == "Stop"
    assert next(tree.all("dd")).text.startswith("To stand still.")
    assert place.cited == {"second": 1}


@pytest.mark.parametrize(
    ("language", "attributes"),
    [(None, {}), ("es", {"lang": "es"}), ("ar", {"lang": "ar", "dir": "rtl"})],
)
def test_a_foreign_line_says_its_language(language: str | None, attributes: dict[str, str], place: Place) -> None:
    line = Speech(who="A", text="Hm", language=language, translation="Well")
    tree = html(Dialogue(type="dialogue", lines=(line, line)), place)
    assert next(tree.all("q")).attributes == attributes
    assert next(e for e in tree.all("span") if e.get("class") == "translation").attributes == {"class": "translation"}
