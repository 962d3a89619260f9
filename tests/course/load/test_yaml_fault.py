"""Mistakes of authors who do not know YAML, told so that they can mend them."""

from __future__ import annotations

import pytest

from builder.course.load.yaml_source import parse


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("- *Important* words first\n", "Y101", "1:3", "cannot begin with & or *"),
        ("- @home\n", "Y101", "1:3", "cannot begin with this character"),
        ("- `code` first\n", "Y101", "1:3", "cannot begin with this character"),
        ('- "Quoted" and then more\n', "Y101", "1:12", "goes on after its closing quotation mark"),
        ("- 'It's broken'\n", "Y101", "1:7", "goes on after its closing quotation mark"),
        ("a: [x] a task\n", "Y101", "1:8", "goes on after its closing quotation mark or bracket"),
        ("a: What: this\n", "Y101", "1:8", "a colon and a blank"),
        ("a: 1\nb:2\nc: 3\n", "Y101", "2:1", "the colon after a key is missing"),
        ("type:quote\ntext: x\n", "Y101", "1:6", "a blank is missing after the colon"),
        ("- a: 1\n  b 2\n  c: 3\n", "Y101", "2:3", "the colon after a key is missing"),
        ("- a: 1\n b: 2\n", "Y101", "2:2", "the indentation of this line"),
        ("a:\n  - b\n - c\n", "Y101", "3:2", "the indentation of this line"),
        ("a: |\n  b\n c\n", "Y101", "3:2", "the indentation of this line"),
        ("a: > b\n  c\n", "Y101", "1:6", "must begin in the next line"),
        ("a: - b\n", "Y101", "1:4", "a list item cannot stand here"),
        ('a: "b\nc: d\n', "Y101", "1:4", "a quotation mark is not closed"),
        ("a: [b\nc: d\n", "Y101", "1:4", "the bracket [ is not closed"),
        ("a: {b: c\nd: e\n", "Y101", "1:4", "the brace { is not closed"),
        ('a: "C:\\quarry"\n', "Y101", "1:7", "a backslash has a meaning"),
        ("a:\n\t- b\n", "Y102", "2:1", "indented with a tab"),
        ("a: b\n \tc: d\n", "Y102", "2:2", "indented with a tab"),
    ],
)
def test_the_place_and_the_reason(text: str, code: str, place: str, words: str) -> None:
    _, [problem] = parse("file.yaml", text.encode())
    assert (problem.code, str(problem.where)) == (code, f"file.yaml:{place}")
    assert words in problem.text
    assert problem.hint
