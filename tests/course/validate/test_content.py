"""Pictures, tables and figures that authors get wrong: each fault is told once, at its place, in words."""

from __future__ import annotations

import pytest

from tests.course.conftest import Folder

LESSON = "lessons/at-the-window.yaml"
SPOT = "{{x: {x}, y: {y}, label: {label}, text: There.}}"


def add(course: Folder, block: str) -> None:
    course.edit(LESSON, "      - type: download\n", f"{block}      - type: download\n")


def spots(*places: tuple[int, int]) -> str:
    lines = "".join(f"          - {SPOT.format(x=x, y=y, label=f'Spot {x} {y}')}\n" for x, y in places)
    return f"      - type: labelled-image\n        src: media/voice.svg\n        alt: A car\n        spots:\n{lines}"


@pytest.mark.parametrize(("x", "y"), [(101, 50), (50, 101), (-1, 50)])
def test_a_spot_outside_of_the_picture_is_refused(course: Folder, x: int, y: int) -> None:
    add(course, spots((x, y)))
    [problem] = course.problems()
    assert problem.code == "S217"


@pytest.mark.parametrize(("x", "y", "codes"), [(28, 20, ["B011"]), (29, 20, []), (20, 32, ["B011"]), (20, 33, [])])
def test_spots_that_meet_on_a_phone_are_told(course: Folder, x: int, y: int, codes: list[str]) -> None:
    add(course, spots((20, 20), (x, y)))
    assert [problem.code for problem in course.problems()] == codes


def test_two_labels_that_are_the_same_are_told(course: Folder) -> None:
    add(course, spots((20, 20), (60, 60)).replace("Spot 60 60", "Spot 20 20"))
    [problem] = course.problems()
    assert (problem.code, problem.text) == ("B002", "two spots are called 'Spot 20 20'")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("src: media/voice.svg\n        alt: decorative\n        zoom: true", "the picture is to be enlarged"),
        ("src: media/voice.svg\n        alt: decorative\n        zoom: false", ""),
    ],
)
def test_a_picture_that_says_something_is_not_decorative(course: Folder, fields: str, text: str) -> None:
    add(course, f"      - type: image\n        {fields}\n")
    assert [problem.text.partition(",")[0] for problem in course.problems()] == ([text] if text else [])


TABLE = """\
      - type: table
        caption: When and what
        columns:
          - title: When
          - title: What
        rows:
          - [{row}]
"""


@pytest.mark.parametrize(
    ("row", "code", "text"),
    [
        ("one, two", "", ""),
        ('one, ""', "", ""),
        ("one", "B012", "this row has 1 cell, but the table has 2 columns"),
        ("one, two, three", "B012", "this row has 3 cells, but the table has 2 columns"),
        ("one, 2", "S214", "item 2 of item 1 of 'rows' must be text, but this is a number"),
        ("", "B012", "this row has 0 cells, but the table has 2 columns"),
    ],
)
def test_a_row_has_a_cell_for_each_column(course: Folder, row: str, code: str, text: str) -> None:
    add(course, TABLE.format(row=row))
    found = [(problem.code, problem.text) for problem in course.problems()]
    assert found == ([(code, text)] if code else [])


def test_a_caption_that_is_empty_is_told(course: Folder) -> None:
    add(course, TABLE.format(row="one, two").replace("caption: When and what", "caption:"))
    [problem] = course.problems()
    assert (problem.code, problem.text) == ("S220", "'caption' is empty")


STATISTIC = """\
      - type: statistic
        figure: "46 %"
        label: of all
        scope: An example, 2022
        source: {source}
        chart:
          title: Parts
          bars:
            - {{label: One, value: {value}}}
            - {{label: Two, value: 2}}
"""


@pytest.mark.parametrize(
    ("source", "value", "found"),
    [
        ("weisburd2022", "46.5", []),
        ("nobody", "46", [("R309", "there is no source 'nobody'")]),
        ("weisburd2022", "46 %", [("S214", "'value' must be a number")]),
        ("weisburd2022", "-1", [("S217", "'value' must be at least 0")]),
    ],
)
def test_a_statistic_has_a_source_that_is_there_and_numbers(
    course: Folder, source: str, value: str, found: list[tuple[str, str]]
) -> None:
    add(course, STATISTIC.format(source=source, value=value))
    assert [(problem.code, problem.text) for problem in course.problems()] == found


def test_more_bars_than_can_be_compared_are_refused(course: Folder) -> None:
    more = "".join(f"            - {{label: Bar {n}, value: {n}}}\n" for n in range(7))
    add(course, STATISTIC.format(source="weisburd2022", value=1) + more)
    [problem] = course.problems()
    assert (problem.code, problem.text) == ("S218", "'bars' may have at most 8 items")


@pytest.mark.parametrize(("language", "codes"), [("es", []), ("es-MX", []), ("Spanish", ["S215"])])
def test_a_quote_names_its_language_by_a_tag(course: Folder, language: str, codes: list[str]) -> None:
    add(course, f"      - type: quote\n        text: Hola.\n        by: A neighbor\n        language: {language}\n")
    assert [problem.code for problem in course.problems()] == codes
