"""How diagnostics look."""

from __future__ import annotations

import click
import pytest

from builder.cli.output import counted, described
from builder.diagnostics import Diagnostic, Location, Severity

PLACE = Location("courses/fire/course.yaml", 14, 7)


def plain(diagnostic: Diagnostic) -> list[str]:
    return click.unstyle(described(diagnostic)).splitlines()


def test_the_place_the_fault_the_line_and_the_hint() -> None:
    assert plain(
        Diagnostic("R204", PLACE, "unknown asset 'exit.png'", "did you mean 'exits.png'?", "src:  exit.png")
    ) == [
        "courses/fire/course.yaml:14:7: error R204: unknown asset 'exit.png'",
        "    14 | src:  exit.png",
        "       |       ^",
        "  hint: did you mean 'exits.png'?",
    ]


def test_a_diagnostic_about_a_whole_file_has_no_excerpt() -> None:
    found = Diagnostic("S201", Location("courses/fire"), "no course.yaml", severity=Severity.WARNING)
    assert plain(found) == ["courses/fire: warning S201: no course.yaml"]


@pytest.mark.parametrize(
    ("source", "column", "caret"),
    [("title: 世界 x", 11, 12), ("title: e\u0301a", 10, 8), ("\ttitle", 2, 1), ("ab", 3, 2), ("ab", 1, 0)],
)
def test_the_caret_stands_below_its_letter(source: str, column: int, caret: int) -> None:
    lines = plain(Diagnostic("X", Location("a", 1, column), "x", source=source))
    assert lines[2].index("^") == len("     1 | ") + caret


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    source = "a" * 5000 + "FAULT" + "b" * 5000
    lines = plain(Diagnostic("X", Location("a", 1, 5001), "x", source=source))
    assert len(lines[1]) < 120
    assert lines[1][lines[2].index("^") :].startswith("FAULT")


def test_nothing_steers_the_terminal() -> None:
    steering = "\x1b[2J\x1b]0;owned\x07\u202e\x9b31m"
    found = Diagnostic("X", Location(f"a{steering}", 1, 1), f"b{steering}", f"c{steering}", f"d{steering}")
    assert all(char.isprintable() or char == "\n" for char in click.unstyle(described(found)))
    assert "\\u001b[2J" in described(found)


def test_a_byte_that_is_no_utf_8_is_shown_as_one_that_is_missing() -> None:
    found = Diagnostic("Y111", Location("a.csv", 2, 12), "this is not UTF-8 text", source="harbor,Harb\udcf6r PD")
    assert plain(found)[1].endswith("harbor,Harb\ufffdr PD")


@pytest.mark.parametrize(
    ("errors", "warnings", "text"),
    [(1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 3, "3 warnings"), (0, 0, "")],
)
def test_the_count(errors: int, warnings: int, text: str) -> None:
    error, warning = Diagnostic("X", PLACE, "x"), Diagnostic("X", PLACE, "x", severity=Severity.WARNING)
    assert counted([error] * errors + [warning] * warnings) == text
