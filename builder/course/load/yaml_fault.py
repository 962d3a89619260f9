"""The parser's complaints in the words of an author."""

from __future__ import annotations

from typing import Final

import yaml

from builder.course.load.document import Document
from builder.diagnostics import Location

QUOTES: Final = "put the whole text into double quotes"

FAULTS: Final = (
    ("mapping values are not allowed", "a colon and a blank begin a value, and here is no place for one", QUOTES),
    ("could not find expected ':'", "this line has no colon after its key", "write `key: value`, or indent the line"),
    ("did not find expected key", "the line does not fit the lines above it", "check the indentation and the quotes"),
    ("did not find expected '-'", "the line does not fit the list above it", "indent every `-` of a list alike"),
    ("block sequence entries are not allowed", "a list item cannot stand here", "begin the list in a line of its own"),
    ("did not find expected ',' or ']'", "the bracket [ is not closed", "close it; text with brackets needs quotes"),
    ("did not find expected ',' or '}'", "the brace { is not closed", "close it; text with braces needs quotes"),
    ("found unexpected end of stream", "a quotation mark is not closed", "close it, with the same kind of mark"),
    ("unknown escape character", "a backslash has a meaning in double quotes", "write \\\\, or use single quotes"),
    ("escape", "a backslash has a meaning in double quotes", "write \\\\, or use single quotes"),
    ("cannot start any token", "a text cannot begin with this character", QUOTES),
    ("did not find expected alphabetic", "a text cannot begin with & or *", QUOTES),
    ("did not find expected node content", "a value is missing here", "write one, or remove the comma"),
    ("did not find expected <document start>", "the file goes on after its end", "indent all keys of a mapping alike"),
    ("did not find expected comment or line break", "the text must begin in the next line", "move it below the | or >"),
    ("tag", "a text cannot begin with !", QUOTES),
    ("directive", "a line cannot begin with %", QUOTES),
)  # fmt: skip

UNCLOSED: Final = ("expected ',' or", "unexpected end of stream")
"""Better told where the bracket or the quotation mark begins than where the parser gave up."""


def explain(error: yaml.YAMLError, document: Document) -> tuple[str, Location, str, str]:
    """Code, place, sentence and hint."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or "")
    if mark is None:
        return "Y101", Location(document.name), "this is not YAML", "see the examples in the author's guide"
    context = getattr(error, "context_mark", None)
    if context and any(words in problem for words in UNCLOSED):
        mark = context
    where = Location(document.name, mark.line + 1, mark.column + 1)
    if tab := _tab(document, where.line):
        return "Y102", tab, "a line is indented with a tab", "indent with spaces"
    for words, text, hint in FAULTS:
        if words in problem:
            return "Y101", where, text, hint
    return "Y101", where, "this is not YAML", "check the indentation and the quotes of this line and the line above"


def _tab(document: Document, number: int) -> Location | None:
    """A tab among the blanks that begin the line, or the line before."""
    for row in (number, number - 1):
        line = document.line(row) or ""
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            return Location(document.name, row, indent.index("\t") + 1)
    return None
