"""The parser's complaints in the words of an author."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

from builder.course.load.document import Document
from builder.diagnostics import Location

QUOTES: Final = "put the whole text into double quotes"
ALIKE: Final = "begin it in the column where the keys or dashes above it begin"
INDENTED: Final = "the indentation of this line does not fit the lines above it"
REST: Final = "did not find expected <document start>"

FAULTS: Final = (
    ("mapping values are not allowed", "a colon and a blank begin a value, and here is no place for one", QUOTES),
    ("could not find expected ':'", "the colon after a key is missing", "write `key: value`; indent text"),
    ("did not find expected key", INDENTED, ALIKE),
    ("did not find expected '-'", INDENTED, ALIKE),
    ("block sequence entries are not allowed", "a list item cannot stand here", "begin the list in a line of its own"),
    ("did not find expected ',' or ']'", "the bracket [ is not closed", "close it; text with brackets needs quotes"),
    ("did not find expected ',' or '}'", "the brace { is not closed", "close it; text with braces needs quotes"),
    ("found unexpected end of stream", "a quotation mark is not closed", "close it, with the same kind of mark"),
    ("escape", "a backslash has a meaning in double quotes", "write two of them, or use single quotes"),
    ("cannot start any token", "a text cannot begin with this character", QUOTES),
    ("did not find expected alphabetic", "a text cannot begin with & or *", QUOTES),
    ("did not find expected node content", "a value is missing here", "write one, or remove the comma"),
    (REST, INDENTED, "all keys of the file begin in the first column"),
    ("did not find expected comment or line break", "the text must begin in the next line", "move it below the | or >"),
    ("tag", "a text cannot begin with !", QUOTES),
    ("directive", "a line cannot begin with %", QUOTES),
)  # fmt: skip
EARLIER: Final = ("expected ',' or", "unexpected end of stream", "could not find expected ':'", "expected alphabetic")
"""Better told where the bracket, the quotation mark or the key begins than where the parser gave up."""
KEY_WITHOUT_BLANK: Final = re.compile(r"\s*(?:- )*[a-z_]+:(?=[^\s/])")


class Fault(NamedTuple):
    """What is told of a file that is not YAML."""

    code: str
    where: Location
    text: str
    hint: str


def explain(error: yaml.YAMLError, document: Document) -> Fault:
    """One fault, at the place that the author should look at."""
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    if any(words in problem for words in EARLIER):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return Fault("Y101", Location(document.name), "this is not YAML", "compare it with a file that works")
    where = Location(document.name, mark.line + 1, mark.column + 1)
    return _by_line(document, where, problem) or _by_problem(where, problem)


def _by_line(document: Document, where: Location, problem: str) -> Fault | None:
    """Mistakes that the parser cannot name, but the line shows."""
    for row in (where.line, where.line - 1):
        line = document.line(row) or ""
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            place = Location(document.name, row, indent.index("\t") + 1)
            return Fault("Y102", place, "a line is indented with a tab", "indent with spaces")
    before = KEY_WITHOUT_BLANK.match(document.line(where.line - 1) or "")
    if before and problem.startswith("mapping values"):
        place = Location(document.name, where.line - 1, before.end() + 1)
        return Fault("Y101", place, "a blank is missing after the colon", "write `key: value`")
    within = (document.line(where.line) or "")[: where.column - 1].strip()
    if within and problem.startswith(("did not find expected '-'", "did not find expected key", REST)):
        advice = "put the whole text into double quotes, or double a ' inside single ones"
        return Fault("Y101", where, "the text goes on after its closing quotation mark or bracket", advice)
    return None


def _by_problem(where: Location, problem: str) -> Fault:
    for words, text, hint in FAULTS:
        if words in problem:
            return Fault("Y101", where, text, hint)
    return Fault("Y101", where, "this is not YAML", "check indentation and quotes of this line and the one above")
