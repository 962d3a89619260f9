"""Tables and figures: every value is a cell, and bars only draw what the cells say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.course.model.blocks.statistic import Bar, Chart
from builder.course.resolved import ResolvedCourse
from builder.render.components.statistic.component import written
from builder.render.site import render_site
from tests.render.gallery import course_files
from tests.render.strict_html import Element, read_html
from tests.render.test_pictures import example


def test_a_table_has_a_caption_headers_and_aligned_cells(page: Element) -> None:
    frame = example(page, "table").with_class("wide")[0]
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == (
        "region",
        "0",
        "What each study measured",
    )
    assert next(frame.all("caption")).text == "What each study measured1"
    heads = [(head.get("scope"), head.get("class"), head.text) for head in frame.all("th")]
    assert heads == [
        ("col", "", "Study"),
        ("col", "", "What it counted"),
        ("col", "center", "Cities"),
        ("col", "right", "Cases"),
        ("row", "", "Calls"),
        ("row", "", "Contacts"),
    ]
    cells = list(frame.all("td"))
    assert [cell.get("class") for cell in cells] == ["", "center", "right"] * 2
    assert [item.text for item in cells[3].all("li")] == ["at a stop", "on the street"]


def test_a_table_without_row_headers_has_cells_alone(page: Element) -> None:
    frame = example(page, "table").with_class("wide")[1]
    assert [head.get("scope") for head in frame.all("th")] == ["col", "col"]
    assert len(list(frame.all("td"))) == 4


def test_a_statistic_stands_with_its_scope_and_its_source(page: Element) -> None:
    figure = example(page, "statistic").with_class("statistic")[0]
    assert figure.with_class("figure")[0].text.startswith("46 % of those who began")
    assert figure.with_class("scope")[0].text == "Residents of an example state aged 16 or more, 2022"
    source = next(figure.all("figcaption"))
    assert source.text.startswith("Source: First (2020).")
    assert next(source.all("a")).get("href") == "#gallery--statistic_s1"


def test_bars_are_as_long_as_the_values_beside_them(page: Element) -> None:
    full, largest = example(page, "statistic").with_class("bars")
    assert [cell.text for cell in full.all("td")] == ["46 %", "31.5 %", "0 %"]
    assert [bar.get("width") for bar in full.all("rect")] == ["46%", "31.5%", "0%"]
    assert [cell.text for cell in largest.all("td")] == ["0.431", "0.1"]
    assert [bar.get("width") for bar in largest.all("rect")] == ["100%", "23.2%"]


@pytest.mark.parametrize(("value", "text"), [(46, "46"), (0.331, "0.331"), (4_300_000, "4300000"), (0, "0")])
def test_a_number_is_written_without_needless_digits(value: float, text: str) -> None:
    assert written(Bar(label="One", value=value)) == text


def test_a_chart_of_nothing_has_bars_of_no_length(course: Callable[..., ResolvedCourse]) -> None:
    lesson = course_files()["lessons/text.yaml"]
    chart = {"title": "None", "bars": [{"label": "One", "value": 0}, {"label": "Two", "value": 0}]}
    assert Chart.model_validate(chart)
    block = {"type": "statistic", "figure": "0", "label": "x", "scope": "y", "source": "first", "chart": chart}
    lesson["pages"][0]["blocks"] = [block]
    made = course({"lessons/text.yaml": lesson})
    tree = read_html(render_site(made)["index.html"].decode())
    text = next(e for e in tree.all("article") if e.get("data-ref") == "text/all")
    assert [bar.get("width") for bar in text.all("rect")] == ["0%", "0%"]
