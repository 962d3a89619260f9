"""The pages of views and reports say what the files beside their SQL say."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.records.analysis.pages import PAGES
from builder.records.analysis.report import reports, view_pages
from builder.records.analysis.texts import views

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_new_as_what_it_tells_of(name: str) -> None:
    told = (DOCS / name).read_text(encoding="utf-8")
    assert told == PAGES[name](), f"python -m builder.records.analysis.pages {DOCS.name}"


def test_each_view_has_a_page() -> None:
    assert {page.name for page in view_pages()} == {view.name for view in views()}


def test_reports_stand_in_their_order() -> None:
    assert [one.name for one in reports()][:2] == ["completion", "attempts"]
    assert [one.name for one in reports()][-1] == "quality"
