"""Words of somebody else, in whatever language."""

from __future__ import annotations

from tests.render.strict_html import Element
from tests.render.test_pictures import example


def test_a_quote_in_another_language_says_so_and_runs_its_own_way(page: Element) -> None:
    passages = list(example(page, "quote").all("blockquote"))
    attributes = [(passage.get("lang"), passage.get("dir")) for passage in passages]
    assert attributes == [("", ""), ("", ""), ("es", ""), ("ar", "rtl")]
