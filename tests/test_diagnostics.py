"""Places and problems as values."""

from __future__ import annotations

from builder.diagnostics import BuildFailed, Diagnostic, Location, Severity


def test_a_place_reads_as_editors_take_it() -> None:
    assert str(Location("course/test.yaml", 3, 7)) == "course/test.yaml:3:7"
    assert str(Location("course/test.yaml")) == "course/test.yaml"


def test_places_come_in_the_order_of_the_file() -> None:
    places = [Location("b", 1, 1), Location("a", 10, 1), Location("a", 9, 2), Location("a", 9, 1), Location("a")]
    assert sorted(places) == places[::-1]


def test_only_errors_are_errors() -> None:
    place = Location("course/test.yaml", 3, 7)
    assert Diagnostic("T701", place, "too few items").is_error
    assert not Diagnostic("T704", place, "never asked", severity=Severity.WARNING).is_error


def test_a_failed_build_carries_all_problems_in_their_order() -> None:
    problems = [Diagnostic(code, Location("x"), "text") for code in ("T701", "A401")]
    assert BuildFailed(iter(problems)).diagnostics == tuple(problems)
