"""What DuckDB says of SQL that it cannot answer, as one sentence and one advice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import duckdb

from builder.course.validate.near import nearest
from builder.records.lake.refusals import NotALake, Refused

KIND: Final = re.compile(r"^[A-Z][A-Za-z ]*Error: ")
PLACE: Final = re.compile(r"\n+(LINE (\d+): )(.*)\n( *)\^", re.DOTALL)
MEANT: Final = re.compile(r'\s*Did you mean "([^"]+)"\?')
COLUMNS: Final = re.compile(r"\s*Candidate bindings: (.+)")
CANDIDATES: Final = re.compile(r"\n\s*Candidate functions:.*", re.DOTALL)
COLUMN: Final = re.compile(r'column "([^"]+)"')
TEXT: Final = re.compile(r'column "([^"]*[^\w"][^"]*)" not found|^Could not convert string', re.IGNORECASE)
"""What comes of a text that is not between single quotes."""
OTHERWISE: Final = "`records query` without SQL lists the views and their columns"


class NotAnswered(Refused):
    """SQL that cannot be computed: an unknown name, a wrong type, too little memory."""


@contextmanager
def plain_words() -> Iterator[None]:
    """NotAnswered in place of DuckDB's own errors."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise NotAnswered(
            "this takes more memory, or more room for temporary files, than it may",
            "ask for fewer columns or months, or allow more, as in --memory 8GB",
        ) from error
    except duckdb.IOException as error:
        raise NotAnswered(told(str(error))[0], "check who may read the lake, and its disk") from error
    except duckdb.Error as error:
        raise NotAnswered(*told(str(error))) from error


@contextmanager
def whole_files() -> Iterator[None]:
    """NotALake where a file of the lake cannot be read, or a folder."""
    try:
        yield
    except PermissionError as error:
        raise NotALake(
            f"{error.filename} cannot be read: {error.strerror}", "ask the owner of the lake to let you read it"
        ) from error
    except (duckdb.InvalidInputException, duckdb.IOException) as error:
        text = KIND.sub("", str(error).partition("\n")[0])
        raise NotALake(f"a file of the lake cannot be read: {text}", "restore it from a backup") from error


def told(message: str) -> tuple[str, str]:
    """Text and advice; the text names line and column of the SQL where DuckDB does."""
    place = PLACE.search(message)
    text = CANDIDATES.sub("", KIND.sub("", PLACE.split(message)[0]))
    advice = OTHERWISE
    if TEXT.search(text):
        advice = "a text stands between single quotes, as in '2026-11'"
    elif found := MEANT.search(text):
        advice = f"did you mean '{found[1]}'?"
    elif found := COLUMNS.search(text):
        advice = _columns(text, re.findall(r'"([^"]+)"', found[1]))
    text = " ".join(COLUMNS.sub("", MEANT.sub("", text)).split()).rstrip("!.")
    where = f" (line {place[2]}, column {len(place[4]) - len(place[1]) + 1})" if place else ""
    return f"{text[:1].lower()}{text[1:]}{where}", advice


def _columns(text: str, known: list[str]) -> str:
    meant = COLUMN.search(text)
    if meant and (near := nearest(meant[1], known)):
        return f"did you mean '{near}'?"
    return f"there are: {', '.join(known)}, ..."
