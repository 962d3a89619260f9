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
        ("a: 1\nb:2\nc: 3\n", "Y101", "2:3", "a blank (space) is missing after the colon"),
        ("type:quote\ntext: x\n", "Y101", "1:6", "a blank (space) is missing after the colon"),
        ("a: 1\nb:\u00a02\nc: 3\n", "Y101", "2:3", "a no-break space"),
        ("a: 1\nb\uff1a 2\nc: 3\n", "Y101", "2:3", "a wide one"),
        ("pages:\n  - id: a\n     title: b\n", "Y101", "3:6", "indented too far, or a dash is missing"),
        ("- Say it.\n  type: quote\n", "Y101", "2:3", "indented too far, or a dash is missing"),
        ("- Say it\n  in these words: no.\n", "Y101", "2:17", "a colon and a blank"),
        ("a:\n  -Say it.\n  - b: c\n", "Y101", "2:4", "missing after the dash"),
        ("- a\n\u00a0 b: c\n", "Y101", "2:1", "a no-break space"),
        ("- a\n\u2013 b: c\n", "Y101", "2:1", "begins with a hyphen"),
        ('- a: "never closed\n- b: 2\n- c: "d: e"\n', "Y101", "1:6", "quotation mark in line 1 was not closed"),
        ('- "A text of\n  two lines" goes on\n', "Y101", "2:14", "goes on after its closing"),
        ('a: "C:\\Users"\n', "Y101", "1:9", "a backslash has a meaning"),
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
        ("- Call unit #12\n  at once.\n- b\n", "Y101", "1:13", "everything after # is left out"),
        ("a: 1 #note\nb: - c\n", "Y101", "2:4", "a list item cannot stand here"),
        ("a:\n\t- b\n", "Y102", "2:1", "indented with a tab"),
        ("a: b\n \tc: d\n", "Y102", "2:2", "indented with a tab"),
    ],
)
def test_the_place_and_the_reason(text: str, code: str, place: str, words: str) -> None:
    _, [*notes, problem] = parse("file.yaml", text.encode())
    assert {note.code for note in notes} <= {"Y115"}
    assert (problem.code, str(problem.where)) == (code, f"file.yaml:{place}")
    assert words in problem.text
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('- "Slow down" is the rule.', """single quotes around the whole text: '"Slow down" is the rule.'"""),
        ('- "He said "no" twice."', """single quotes around the whole text: 'He said "no" twice.'"""),
        ('- "It\'s" a "no".', """and double each ' in it: '"It\'\'s" a "no".'"""),
        ("- 'It's broken'", 'double quotes around the whole text: "It\'s broken"'),
        ("text: *Wait* for it.", 'double quotes around the whole text: "*Wait* for it."'),
        ("- [^cit] says so.", 'double quotes around the whole text: "[^cit] says so."'),
        ("title: What: this", 'double quotes around the whole text: "What: this"'),
        ("text: \u201cAsk: who?\u201d", 'these are curly quotes; type straight ones: "Ask: who?"'),
    ],
)
def test_the_quotes_that_help_are_shown_and_do_help(text: str, shown: str) -> None:
    _, [problem] = parse("file.yaml", text.encode())
    assert shown in problem.hint
    assert problem.hint.endswith("the rest of this file is read once this is mended")
    key = text[: text.index(" ") + 1]
    assert parse("file.yaml", (key + shown.split(": ", 1)[1]).encode())[1] == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("- a: 1\n b: 2\n", "begin it in column 3, where 'a' begins above"),
        ("a:\n  - b\n - c\n", "begin it in column 3, where the dash begins above"),
        ("x:\n    - id: a\n      text: b\n b: 2\n", "begin it in the column where the keys or dashes above it begin"),
        ("pages:\n  - id: a\n     title: b\n", "begin it in column 5, where 'id' begins above"),
        ("blocks:\n  - Say it.\n    type: quote\n", "begin it with a dash in column 3, like the item above"),
    ],
)
def test_the_column_that_was_missed_is_named(text: str, hint: str) -> None:
    _, [problem] = parse("file.yaml", text.encode())
    assert problem.hint == f"{hint}; the rest of this file is read once this is mended"
