"""Charts: as wide as their numbers, within their room, and silent where nothing may be told."""

from __future__ import annotations

import pytest

from builder.records.page.cells import UNSHOWN, Cell
from builder.records.page.charts import KINDS, MOST, TRACK, Chart, Drawing, Row, Series, described, draw
from builder.records.page.shapes import WHOLE, wide


def chart(kind: str, *values: Cell, format_: str = "percent") -> Chart:
    return Chart(
        kind, (Series("Passed", format_),), tuple(Row((f"Row {at}",), (one,)) for at, one in enumerate(values))
    )


def widths(drawing: Drawing, name: str = "bar s0") -> list[str]:
    return [shape.attributes["width"] for shape in drawing.shapes if shape.attributes["class"] == name]


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if shape.tag == "text"]


def test_a_bar_is_as_long_as_its_share_of_the_whole() -> None:
    drawing = draw(chart("bars", 500, 0, 1000))
    assert widths(drawing) == [wide(TRACK // 2), wide(0), wide(TRACK)]
    assert texts(drawing) == ["Row 0", "50.0%", "Row 1", "0.0%", "Row 2", "100.0%"]


def test_counts_are_drawn_by_the_greatest() -> None:
    assert widths(draw(chart("bars", 4, 2, format_="count"))) == [wide(TRACK), wide(TRACK // 2)]


def test_numbers_below_nothing_go_the_other_way() -> None:
    less, more = (
        shape for shape in draw(chart("bars", -100, 100, format_="number")).shapes if "bar" in shape.attributes["class"]
    )
    assert (less.attributes["x"], less.attributes["width"]) == ("0%", wide(TRACK // 2))
    assert (more.attributes["x"], more.attributes["width"]) == (wide(TRACK // 2), wide(TRACK // 2))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_drawn_of_what_may_not_be_told(kind: str) -> None:
    assert draw(chart(kind)) == Drawing(0, ())
    assert draw(chart(kind, UNSHOWN, None)) == Drawing(0, ())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("many", [1, 2, 3, 40])
def test_all_is_within_the_picture(kind: str, many: int) -> None:
    values: list[Cell] = [at * 25 % 1001 for at in range(many - 1)]
    drawing = draw(chart(kind, *values, UNSHOWN, 1000))
    for shape in drawing.shapes:
        across = [float(shape.attributes[name][:-1]) for name in ("x", "x1", "x2", "cx") if name in shape.attributes]
        down = [float(shape.attributes[name][:-2]) for name in ("y", "y1", "y2", "cy") if name in shape.attributes]
        width = float(shape.attributes.get("width", "0%")[:-1])
        height = float(shape.attributes.get("height", "0em")[:-2])
        assert all(0 <= x <= WHOLE / 100 for x in across)
        assert max(across) + width <= WHOLE / 100
        assert min(down) >= 0
        assert max(down) + height <= drawing.height / 10


def test_bars_that_have_no_room_or_no_number_are_in_the_table() -> None:
    drawing = draw(chart("bars", *[10] * (MOST + 3), UNSHOWN))
    assert len(widths(drawing)) == MOST
    assert texts(drawing)[-2:] == ["3 more in the table", "1 not shown: too few learners"]


def test_a_line_breaks_where_nothing_may_be_told() -> None:
    drawing = draw(chart("line", 100, 200, UNSHOWN, 300, 400))
    assert [shape.attributes["class"] for shape in drawing.shapes].count("line s0") == 2


def test_what_is_missing_from_a_chart_has_its_reason_beside_it() -> None:
    """A month that is a gap may have had no learners, or too few."""
    drawing = draw(chart("line", 100, 200, UNSHOWN, 300, None, UNSHOWN))
    assert texts(drawing)[-2:] == ["2 not shown: too few learners", "1 without a number"]
    assert texts(draw(chart("histogram", 100, UNSHOWN, format_="count")))[-1] == "* not shown: too few learners"
    assert texts(draw(chart("bars", 100, None)))[-1] == "1 without a number"


def test_a_group_is_named_once_and_each_choice_says_where_it_leads() -> None:
    rows = tuple(Row((name,), (500,), ("At the door",), ("\u2192 The end",)) for name in ("Wait", "Go"))
    drawing = draw(Chart("flow", (Series("Share", "percent"),), rows))
    told = ["At the door", "Wait", "\u2192 The end", "50.0%", "Go", "\u2192 The end", "50.0%"]
    assert texts(drawing) == told


def test_who_does_not_see_it_is_told_the_same() -> None:
    assert described(chart("bars", 500, UNSHOWN)) == "Row 0: 50.0%; 1 not shown: too few learners."
    two = Chart("grouped", (Series("Began", "count"), Series("Passed", "count")), (Row(("North",), (9, UNSHOWN)),))
    assert described(two) == "North: Began 9, Passed not shown."
