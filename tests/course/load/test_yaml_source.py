"""What the YAML reader takes, what it refuses, and where it says that things stand."""

from __future__ import annotations

import time
from typing import Any

import pytest

from builder.course.load.document import Document
from builder.course.load.yaml_source import MAX_DEPTH, parse
from builder.diagnostics import Diagnostic


def read(text: str | bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    return parse("file.yaml", text.encode() if isinstance(text, str) else text)


def value(text: str) -> Any:
    document, problems = read(f"key: {text}\n")
    assert problems == ()
    return document.data["key"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("010", 10),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2026-11-22", "2026-11-22"),
        ("1.0.0", "1.0.0"),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".inf", ".inf"),
        ("9" * 400, "9" * 400),
        ("'12'", "12"),
        ('"true"', "true"),
        ("|\n  two\n  lines", "two\nlines\n"),
        (">\n  one\n  line", "one line\n"),
        ("[a, 1, [b]]", ["a", 1, ["b"]]),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, expected: Any) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_positions_count_characters(begin: str, end: str) -> None:
    lines = ["# Grüße 😀", "título: 'é😀'", "list:", "  - é: first", "    b: [x, {k: second}]", ""]
    document, problems = read(begin + end.join(lines))
    assert problems == ()
    assert str(document.at(("título",))) == "file.yaml:2:9"
    assert str(document.at_key(("título",))) == "file.yaml:2:1"
    assert str(document.at(("list", 0))) == "file.yaml:4:5"
    assert str(document.at(("list", 0, "b", 1, "k"))) == "file.yaml:5:16"
    assert document.line(5) == lines[4]


def test_position_of_what_is_missing_is_that_of_what_should_hold_it() -> None:
    document, _ = read("a:\n  b: 1\n")
    assert str(document.at(("a", "c", "d"))) == "file.yaml:2:3"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key: |\n  one [^x]\n  two [^x]\n", 3),
        ("key: |2-\n\n   one [^x]\n   two [^x]\n", 4),
        ("key: >\n  one [^x]\n\n  two [^x]\n", 4),
        ("key: one [^x]\n  two [^x]\n", 2),
        ('key: "one [^x]\n\n  two [^x]"\n', 3),
        ("key: 'one [^x]\n  two [^x]'\nother: [^x]\n", 2),
        ("key: |\r\n  one [^x]\r\n  two [^x]\r\n", 3),
    ],
)
def test_places_inside_a_text_are_found_however_it_is_quoted(text: str, line: int) -> None:
    document, problems = read(text)
    assert problems == ()
    place = document.within(("key",), "[^x]", 1)
    assert place.line == line
    assert (document.line(line) or "")[place.column - 1 :].startswith("[^x]")


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "Y103", 3, 1),
        ("- a: 1\n  'a': 2\n", "Y103", 2, 3),
        ("a: &x 1\n", "Y104", 1, 4),
        ("a: *x\n", "Y104", 1, 4),
        ("*x : 1\n", "Y104", 1, 1),
        ("a: !!python/object:os.system x\n", "Y105", 1, 4),
        ("!mine a: 1\n", "Y105", 1, 1),
        ("? [a]\n: 1\n", "Y106", 1, 3),
        ("a: 1\n---\nb: 2\n", "Y107", 2, 1),
        ("<<: {a: 1}\n", "Y113", 1, 1),
        ('a: "\\0"\n', "Y112", 1, 4),
        ("a: x\x07\n", "Y112", 1, 5),
        ("a: b\u2028c\n", "Y112", 1, 5),
        ("a: b\nc: \ufeff\n", "Y112", 2, 4),
        ("a:\n\tb: 1\n", "Y102", 2, 1),
        ("", "Y114", 0, 0),
        ("# only a comment\n", "Y114", 0, 0),
        ("a: b: c\n", "Y101", 1, 5),
        ("a: [1, 2\nb: 3\n", "Y101", 1, 4),
        ("a: 'x\n\n", "Y101", 1, 4),
        ("a: @x\n", "Y101", 1, 4),
        ('a: "\\q"\n', "Y101", 1, 5),
        ("a: 1\n b: 2\n", "Y101", 2, 3),
        ("%YAML 9.9\n---\na: 1\n", "Y101", 1, 1),
    ],
)
def test_traps_are_refused_at_their_place(text: str, code: str, line: int, column: int) -> None:
    _, problems = read(text)
    assert [(problem.code, problem.where.line, problem.where.column) for problem in problems] == [(code, line, column)]


def test_wrong_encoding_is_refused_at_its_place() -> None:
    _, problems = read("a: é\nb: ".encode() + b"\xe9\n")
    assert [(problem.code, str(problem.where)) for problem in problems] == [("Y111", "file.yaml:2:4")]
    _, problems = read("a: 1\n".encode("utf-16"))
    assert [problem.code for problem in problems] == ["Y111"]


def test_all_traps_of_a_file_are_told_and_the_rest_is_read() -> None:
    document, problems = read("a: &x 1\na: 2\nb: !t 3\nc: {<<: {d: 1}, e: 2}\n")
    assert [problem.code for problem in problems] == ["Y104", "Y103", "Y105", "Y113"]
    assert document.data == {"a": 1, "b": 3, "c": {"e": 2}}


def test_second_value_of_a_key_leaves_no_trace() -> None:
    document, problems = read("a: {x: 1}\na: {x: 2, y: [3]}\n")
    assert [problem.code for problem in problems] == ["Y103"]
    assert document.data == {"a": {"x": 1}}
    assert str(document.at(("a", "x"))) == "file.yaml:1:8"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_ends_early(opening: str) -> None:
    begin = time.process_time()
    _, problems = read(opening * 100_000)
    assert [problem.code for problem in problems] in (["Y108"], ["Y106"])
    assert time.process_time() - begin < 2


def test_nesting_up_to_the_limit_is_read() -> None:
    document, problems = read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert problems == ()
    assert document.usable


def test_a_billion_laughs_end_early() -> None:
    bomb = "a: &a [lol]\n" + "".join(
        f"{new}: &{new} [{f'*{old},' * 9}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    begin = time.process_time()
    document, problems = read(bomb)
    assert {problem.code for problem in problems} == {"Y104"}
    assert not document.usable
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("text", ["See form #12 first.", "Ask\n  unit #12", "#8a1c1c"])
def test_text_that_is_lost_behind_a_hash_is_pointed_out(text: str) -> None:
    _, [problem] = read(f"key: {text}\nother: 1\n")
    assert problem.code == "Y115"
    assert not problem.is_error
    assert problem.source is not None
    assert problem.source[problem.where.column - 1 :] == text[text.index("#") :]


@pytest.mark.parametrize(
    "text", ["a # note", "a#12", '"a #12"', "'a #12'", "|\n  a #12", ">-\n  a #12", "a # #12", "# b"]
)
def test_notes_and_text_in_quotes_are_left_alone(text: str) -> None:
    assert read(f"key: {text}\nother: 1\n")[1] == ()


def test_what_one_forgotten_dash_brings_about_is_told_once() -> None:
    _, problems = read("- id: a\n  text: b\n  id: c\n  text: d\n- id: e\n  id: f\n")
    assert [(problem.code, problem.where.line) for problem in problems] == [("Y103", 3), ("Y103", 6)]
    assert problems[0].text.startswith("a dash is missing before this line, or the key 'id'")
    assert problems[1].text.startswith("the key 'id' is here for the second time")
