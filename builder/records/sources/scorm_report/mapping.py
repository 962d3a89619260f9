"""What the columns of an LMS's report mean: a small file, as data; one is here for each report that is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from builder.course.load.document import Document
from builder.course.load.yaml_source import MAX_BYTES, parse
from builder.course.validate.near import hint
from builder.course.validate.structure import check
from builder.diagnostics import Diagnostic, Location
from builder.records.sources.scorm_report.codes import problem
from builder.strict import Line, Many, Strict

FOLDER: Final = Path(__file__).parent / "mappings"
ENDINGS: Final = (".yaml", ".yml")
NUMBER: Final = "{n}"
"""In the title of a column that is there once for each interaction."""
TITLE: Final = "{title}"
"""In the title of a column: what the course is called."""

Titles = Annotated[Many[Line], Field(min_length=1)]
"""The titles that a column may have; the first that the report has is read."""


class Interaction(Strict):
    """Where a report tells an interaction."""

    id: Titles = Field(description="the id of the interaction")
    response: Titles | None = Field(default=None, description="what was answered, as the package told it")
    result: Titles | None = Field(default=None, description="right or wrong, a share, or neither")
    right: Titles | None = Field(
        default=None, description="the right answer, to know that the codebook is the right one"
    )
    time: Titles | None = Field(default=None, description="when: a date with its time, or a time of day")
    latency: Titles | None = Field(default=None, description="how long it took")
    number: Titles | None = Field(
        default=None, description="its number in the attempt, where each has a row of its own"
    )


class Mapping(Strict):
    """The report of one LMS."""

    format: Literal[1] = Field(description="of this file: 1")
    title: Line = Field(description="what report of what LMS it is")
    get: Line | None = Field(default=None, description="how to get the report from the LMS")
    rows: Literal["attempts", "interactions"] = Field(
        description="what a row is: all of an attempt, or one interaction"
    )
    learner: Titles = Field(description="who: a mail address, or what the LMS knows a learner by")
    attempt: Titles | None = Field(default=None, description="the number of the attempt in the LMS, from 1")
    started: Titles | None = Field(default=None, description="when the attempt began")
    last: Titles | None = Field(default=None, description="when the learner was last there")
    status: Titles | None = Field(default=None, description="passed, completed, failed, incomplete and the like")
    success: Titles | None = Field(
        default=None, description="passed or failed, where another column tells whether it is completed"
    )
    score: Titles | None = Field(default=None, description="percent, or points/most points, or a status in their place")
    time: Titles | None = Field(default=None, description="how long the attempt took in all")
    course: Titles | None = Field(
        default=None, description="the id or title of the course; rows of others are left out"
    )
    agency: Titles | None = Field(default=None, description="the id of the agency")
    interaction: Interaction | None = Field(default=None, description="where interactions are told")
    optional: Many[Line] = Field(default=(), description="which of the keys may have no column in a report")
    dates: Many[Line] = Field(default=("iso",), description="forms of dates, as strftime writes them, or iso")
    months: Annotated[Many[Line], Field(min_length=12, max_length=12)] | None = Field(
        default=None, description="the names of the months, where they are not English"
    )
    time_zone: Line | None = Field(default=None, description="of dates without one, such as America/Chicago")
    lms: Line | None = Field(
        default=None, description="the address of the LMS, where learners are not told by mail addresses"
    )
    statuses: dict[str, Literal["passed", "failed", "completed", "incomplete", "unknown"]] = Field(
        default={}, description="words of this LMS for a status"
    )
    results: dict[str, Literal["correct", "wrong", "neutral"]] = Field(
        default={}, description="words of this LMS for a result"
    )
    empty: Many[Line] = Field(default=("-",), description="what stands for nothing in a cell")
    escaped: Literal["no", "html"] = Field(default="no", description="html, where < stands as &lt; in cells")
    encoding: Line = Field(default="utf-8", description="of the file, where it has no mark that tells it")
    standard: Literal["scorm12", "scorm2004", "any"] = Field(
        default="any", description="in which words answers are told"
    )


KEYS: Final = (
    "learner", "attempt", "started", "last", "status", "success", "score", "time", "course", "agency",
)  # fmt: skip
OF_INTERACTIONS: Final = tuple(Interaction.model_fields)


@cache
def known() -> dict[str, Path]:
    """The mappings that are part of the program, by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}


def load(wanted: str) -> tuple[Mapping | None, Document | None, tuple[Diagnostic, ...]]:
    """A mapping by its name, or by the path of a file."""
    path = known().get(wanted) or Path(wanted)
    if wanted not in known() and not path.is_file():
        shown = wanted if wanted.endswith(ENDINGS) else f"'{wanted}'"
        text = f"there is no file {shown}" if wanted.endswith(ENDINGS) else f"no report is known as {shown}"
        return None, None, (problem("M101", Location(wanted), text, hint(wanted, known())),)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return None, None, (problem("M101", Location(wanted), f"the file cannot be read: {error.strerror}"),)
    document, faults = parse(path.name if wanted in known() else wanted, raw)
    if any(fault.is_error for fault in faults):
        return None, document, faults
    found, shape, _ = check(document, Mapping)
    senseless = _sense(found, document) if found else ()
    return (None if senseless else found), document, (*faults, *shape, *senseless)


def _sense(mapping: Mapping, document: Document) -> list[Diagnostic]:
    """What no type can say: relations between keys."""
    found: list[Diagnostic] = []
    keys = (*KEYS, *(f"interaction.{key}" for key in OF_INTERACTIONS))
    for n, key in enumerate(mapping.optional):
        if key not in keys:
            where = document.at(("optional", n))
            found.append(problem("M102", where, f"there is no key '{key}'", hint(key, keys), document))
    found += _numbered(mapping, document)
    if mapping.interaction is None and mapping.rows == "interactions":
        text = "rows are interactions, and nothing says which columns tell them"
        found.append(problem("M102", document.at(("rows",)), text, "add `interaction:`", document))
    if mapping.interaction is None and not (mapping.status or mapping.score or mapping.success):
        text = "neither interactions nor a status nor a score are mapped, so nothing would be learned"
        found.append(problem("M102", document.at(()), text, "add `interaction:`, `status:` or `score:`", document))
    return found


def _numbered(mapping: Mapping, document: Document) -> list[Diagnostic]:
    """With attempts as rows, each interaction has columns of its own, which are numbered; else none is."""
    found = []
    of = mapping.interaction
    for key in OF_INTERACTIONS if of else ():
        for n, title in enumerate(getattr(of, key) or ()):
            path = ("interaction", key, n)
            if mapping.rows == "attempts" and title.count(NUMBER) != 1:
                advice = f"write {NUMBER} once where the number stands, as in Question {NUMBER}"
                found.append(
                    problem("M103", document.at(path), f"the column '{title}' has no number", advice, document)
                )
            elif mapping.rows == "interactions" and NUMBER in title:
                advice = f"write `rows: attempts`, or the title without {NUMBER}"
                text = f"the column '{title}' has a number, but each interaction has a row of its own"
                found.append(problem("M103", document.at(path), text, advice, document))
    return found
