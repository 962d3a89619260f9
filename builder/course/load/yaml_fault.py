"""The parser's complaints in the words of an author."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

import yaml

from builder.course.load.document import Document
from builder.course.load.quoting import OTHER_DASHES, advice, typed_value
from builder.course.model.files import MODELS
from builder.diagnostics import Location

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

QUOTES: Final = "put the whole text into double quotes"
ALIKE: Final = "begin it in the column where the keys or dashes above it begin"
INDENTED: Final = "the indentation of this line does not fit the lines above it"
BLANK: Final = "write a blank (space) after the colon, as in `key: value`"
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
    ("hexdecimal", "a backslash has a meaning in double quotes", "write two of them, or use single quotes"),
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
KEY_LINE: Final = re.compile(r"(\s*(?:- +)*)([a-z_]+):(?:\s|$)")
ITEM_LINE: Final = re.compile(r"(\s*)- ")
STRUCTURE: Final = re.compile(r"\s*(?:- |[a-z_]+:(?:\s|$))")
NO_BREAK: Final = re.compile(r" *([\u00a0\u2007\u202f])")
OTHER_DASH: Final = re.compile(rf"\s*([{OTHER_DASHES}])\s")
HASH: Final = re.compile(r"\s#\w")
KEY_WITHOUT_BLANK: Final = re.compile(r"\s*(?:- )*[a-z_]+(?:\uff1a|:(?=[^ \t\r\n/]))")
DASH_WITHOUT_BLANK: Final = re.compile(r"\s*-(?=[^\s-])")


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
    return _by_line(document, where, problem) or _by_problem(document, where, problem)


@cache
def _keys() -> frozenset[str]:
    """All keys of the language."""
    models = list(MODELS.values())
    found: set[str] = set()
    for model in models:
        schema = model.model_json_schema()
        for part in (schema, *schema.get("$defs", {}).values()):
            found |= part.get("properties", {}).keys()
    return frozenset(found)


def _by_line(document: Document, where: Location, problem: str) -> Fault | None:
    """Mistakes that the parser cannot name, but the line shows."""
    return (
        _typing(document, where)
        or _open_quote(document, where)
        or _blank_missing(document, where, problem)
        or _indented(document, where, problem)
        or _after_end(document, where, problem)
        or _after_hash(document, where, problem)
    )


def _typing(document: Document, where: Location) -> Fault | None:
    """Characters that are not what they look like."""
    for row in (where.line, where.line - 1):
        line = document.line(row) or ""
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            place = Location(document.name, row, indent.index("\t") + 1)
            return Fault("Y102", place, "a line is indented with a tab", "indent with spaces")
        if found := NO_BREAK.match(line):
            place = Location(document.name, row, found.start(1) + 1)
            fix = "delete the blanks at the beginning of the line, and type them again"
            return Fault("Y101", place, "a line is indented with a no-break space, as word processors make it", fix)
        if found := OTHER_DASH.match(line):
            place = Location(document.name, row, found.start(1) + 1)
            return Fault("Y101", place, f"a list item begins with a hyphen, not with {found.group(1)}", "write '- '")
    return None


def _open_quote(document: Document, where: Location) -> Fault | None:
    """A quotation mark that was not closed ends at the next one, often many lines below."""
    last = None
    try:
        for token in yaml.scan(document.text, Loader=LOADER):
            if token.start_mark.line >= where.line:
                break
            if isinstance(token, yaml.ScalarToken) and document.text[token.start_mark.index] in "'\"":
                last = token
    except yaml.YAMLError:
        pass
    if last is None or last.end_mark.line + 1 != where.line or last.start_mark.line == last.end_mark.line:
        return None
    start = last.start_mark
    rows = range(start.line + 2, last.end_mark.line + 2)
    if not any(STRUCTURE.match(document.line(row) or "") for row in rows):
        return None
    place = Location(document.name, start.line + 1, start.column + 1)
    text = f"the text that begins with a quotation mark in line {place.line} was not closed"
    return Fault("Y101", place, text, "close it, with the same kind of mark")


def _blank_missing(document: Document, where: Location, problem: str) -> Fault | None:
    if not problem.startswith(("mapping values", "could not find expected ':'")):
        return None
    for row in (where.line - 1, where.line) if problem.startswith("mapping") else (where.line,):
        line = document.line(row) or ""
        if before := DASH_WITHOUT_BLANK.match(line):
            place = Location(document.name, row, before.end() + 1)
            return Fault("Y101", place, "a blank (space) is missing after the dash", "write '- ' before each item")
        if before := KEY_WITHOUT_BLANK.match(line):
            place = Location(document.name, row, before.end() + 1)
            text = "a blank (space) is missing after the colon"
            if before.group().endswith("\uff1a"):
                return Fault("Y101", place, "this is not the colon of YAML, but a wide one", BLANK)
            if line[before.end()].isspace():
                text = "the blank after the colon is a no-break space, as word processors make it"
            return Fault("Y101", place, text, BLANK)
    return None


def _indented(document: Document, where: Location, problem: str) -> Fault | None:
    """A key of the language that was taken for a part of the text above it."""
    line = document.line(where.line) or ""
    key = KEY_LINE.fullmatch(line[: where.column])
    if not key or not problem.startswith("mapping values") or key.group(2) not in _keys():
        return None
    above = next((text for row in range(where.line - 1, 0, -1) if (text := document.line(row) or "").strip()), "")
    if found := KEY_LINE.match(above):
        fix = f"begin it in column {found.end(1) + 1}, where '{found.group(2)}' begins above"
    elif found := ITEM_LINE.match(above):
        fix = f"begin it with a dash in column {found.end(1) + 1}, like the item above"
    else:
        fix = ALIKE
    place = Location(document.name, where.line, key.end(1) + 1)
    return Fault("Y101", place, "this line is indented too far, or a dash is missing before it", fix)


def _after_end(document: Document, where: Location, problem: str) -> Fault | None:
    line = document.line(where.line) or ""
    typed = typed_value(line)
    ends = problem.startswith(("did not find expected '-'", "did not find expected key", REST))
    if not line[: where.column - 1].strip() or not ends:
        return None
    text = "the text goes on after its closing quotation mark or bracket"
    if typed[:1] not in ("'", '"', "[", "{"):
        return Fault("Y101", where, text, f"{QUOTES}, or double a ' inside single ones")
    return Fault("Y101", where, text, advice(typed))


def _after_hash(document: Document, where: Location, problem: str) -> Fault | None:
    """A # ends a text, so the next line of the text has no place."""
    if not problem.startswith(("could not find expected ':'", "did not find expected")):
        return None
    for row in (where.line, where.line - 1):
        line = document.line(row) or ""
        if (found := HASH.search(line)) and typed_value(line)[:1] not in ("'", '"', "#"):
            place = Location(document.name, row, found.start() + 2)
            text = "everything after # is left out here; it is read as a note"
            return Fault("Y101", place, text, "put the whole text into quotes")
    return None


def _by_problem(document: Document, where: Location, problem: str) -> Fault:
    for words, text, hint in FAULTS:
        if words in problem:
            line = document.line(where.line) or ""
            if hint == QUOTES and (typed := typed_value(line)) and typed != line.strip():
                hint = advice(typed)
            if hint == ALIKE:
                hint = _near_column(document, where) or hint
            return Fault("Y101", where, text, hint)
    return Fault("Y101", where, "this is not YAML", "check indentation and quotes of this line and the one above")


def _near_column(document: Document, where: Location) -> str | None:
    """The column of the key or dash above that was missed by a blank or two."""
    line, above = document.line(where.line) or "", document.line(where.line - 1) or ""
    if ITEM_LINE.match(line):
        found, what = ITEM_LINE.match(above), "the dash"
    else:
        found = KEY_LINE.match(above) if KEY_LINE.match(line) else None
        what = f"'{found.group(2)}'" if found else ""
    if found is None or not 0 < abs(found.end(1) + 1 - where.column) <= 2:
        return None
    return f"begin it in column {found.end(1) + 1}, where {what} begins above"
