"""A report, its mapping and its codebook, looked through: what can be imported, or all that keeps it from that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from builder.course.load.document import Document
from builder.course.validate.near import hint
from builder.diagnostics import Diagnostic, Location
from builder.records.codebook import Row
from builder.records.lake.codebooks import NotACodebook
from builder.records.sources.scorm_report import table
from builder.records.sources.scorm_report.answers import Standard, standard_of
from builder.records.sources.scorm_report.book import Book
from builder.records.sources.scorm_report.book import read as read_book
from builder.records.sources.scorm_report.codes import problem
from builder.records.sources.scorm_report.columns import Columns, columns, untitled, wanted
from builder.records.sources.scorm_report.dates import LETTERS, Forms, NotAForm, forms
from builder.records.sources.scorm_report.mapping import Mapping, load
from builder.records.sources.scorm_report.options import Options
from builder.records.sources.scorm_report.rows import Attempt, Told, gathered, of_row

MAIL: Final = re.compile(r"[^@\s<>,;:\x00-\x20]+@[^@\s<>,;:\x00-\x20]+\.[^@\s<>,;:\x00-\x20]+")
IRL: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
FEW: Final = 0.1
"""Interactions that differ from the codebook; of more, it is another codebook."""
ANY: Final = forms((), None, ZoneInfo("UTC"))
"""Where the forms of the mapping are none."""
ENOUGH: Final = 200
"""Answers that are looked at to know which standard wrote them."""


@dataclass(frozen=True)
class Report:
    """All that is needed to read the rows."""

    path: Path
    mapping: Mapping
    book: Book
    shape: table.Shape
    columns: Columns
    forms: Forms
    options: Options
    standard: Standard = "scorm12"

    @contextmanager
    def rows(self, broken: list[table.Cells] | None = None) -> Iterator[Iterator[table.Cells]]:
        """Those of this course; those whose cells are not where they belong are put with the `broken` ones."""
        escaped, empty = self.mapping.escaped == "html", frozenset(self.mapping.empty)
        with table.opened(self.path, self.shape, escaped=escaped, empty=empty) as rows:
            yield (row for row in rows if self._is_whole(row, broken) and self._is_ours(row))

    def _is_whole(self, row: table.Cells, broken: list[table.Cells] | None) -> bool:
        if row.wrong and broken is not None:
            broken.append(row)
        return not row.wrong

    def _is_ours(self, row: table.Cells) -> bool:
        named = table.folded(self.columns.cell(row.cells, "course"))
        return not named or named in {table.folded(one) for one in (self.book.course, self.book.title, self.book.iri)}

    @contextmanager
    def attempts(self, scratch: Path, broken: list[table.Cells] | None = None) -> Iterator[Iterator[Attempt]]:
        with self.rows(broken) as rows:
            if self.mapping.rows == "interactions":
                yield gathered(self.columns, rows, scratch)
            else:
                yield (of_row(self.columns, row) for row in rows)

    def row_of(self, told: Told) -> Row | None:
        return self.book.by_interaction.get(told["id"])

    def fits(self, told: Told, row: Row) -> bool:
        """Whether what the package told as right is what the codebook says, as far as both say it."""
        right = "".join(told["right"].split())
        told_right = [rights for rights in (row.scorm12_right, row.scorm2004_right) if rights]
        if not right or not told_right:
            return True
        return any(
            right in ("".join(",".join(rights).split()), *("".join(one.split()) for one in rights))
            for rights in told_right
        )


def open_report(
    path: Path, mapping: str, codebook: Path, options: Options
) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    """The report if nothing is wrong with it as a whole; else everything that is."""
    found, document, told = load(mapping)
    problems = list(told)
    book = _book(codebook, problems)
    if found is None or document is None:
        return None, tuple(problems)
    shape = _shape(path, found, book, problems)
    dates = _forms(found, document, options, problems)
    if shape is None:
        return None, tuple(problems)
    places, lacking = columns(found, document, book, shape.titles)
    problems += lacking
    if book is None:
        return None, tuple(problems)
    # Its rows are looked at whatever is wrong above them: another codebook is told in the same run.
    report = Report(path, found, book, shape, places, dates or ANY, options)
    return _looked_through(report, document, codebook, problems)


def _book(path: Path, problems: list[Diagnostic]) -> Book | None:
    try:
        book = read_book(path)
    except NotACodebook as error:
        problems.append(problem("M201", Location(str(path)), str(error), error.advice))
        return None
    if book.lacks_items:
        advice = "build the course again with this version of peacebuilder"
        problems.append(problem("M203", Location(str(path)), "it does not say how long the test is", advice))
    return book


def _shape(path: Path, mapping: Mapping, book: Book | None, problems: list[Diagnostic]) -> table.Shape | None:
    try:
        return table.shape(path, mapping.encoding, wanted(mapping, book), escaped=mapping.escaped == "html")
    except table.NotATable as error:
        problems.append(problem("M302", Location(str(path), error.line, int(error.line > 0)), str(error), error.advice))
    except OSError as error:
        text = f"the report cannot be read: {error.strerror}"
        problems.append(problem("M303", Location(str(path)), text, "check the path"))
    return None


def _forms(mapping: Mapping, document: Document, options: Options, problems: list[Diagnostic]) -> Forms | None:
    zone = options.time_zone or mapping.time_zone or "UTC"
    known = available_timezones()
    if zone not in known:
        where = Location("--time-zone") if options.time_zone else document.at(("time_zone",))
        problems.append(problem("M105", where, f"there is no time zone '{zone}'", hint(zone, known)))
        return None
    try:
        return forms(mapping.dates, mapping.months, ZoneInfo(zone))
    except NotAForm as error:
        wrong = next(n for n, one in enumerate(mapping.dates) if str(error) in one)
        text, advice = f"'{error}' is no part of a date", "known: " + ", ".join(f"%{letter}" for letter in LETTERS)
        problems.append(problem("M104", document.at(("dates", wrong)), text, advice, document))
    return None


@dataclass
class _Seen:
    """What looking through all rows has shown."""

    rows: int = 0
    interactions: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    other: int = 0
    dates: Counter[bool] = field(default_factory=Counter)
    date: tuple[str, str, int] | None = None
    """The first that could not be read: its key, its text, its line."""
    named: int = 0
    nobody: int = 0
    answers: list[tuple[Row, str, str]] = field(default_factory=list)


def _looked_through(
    report: Report, document: Document, codebook: Path, problems: list[Diagnostic]
) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    seen = _Seen()
    try:
        with report.rows() as rows:
            for row in rows:
                _look(report, of_row(report.columns, row), seen)
    except table.NotATable as error:
        problems.append(problem("M302", Location(str(report.path), error.line, 1), str(error), error.advice))
        return None, tuple(problems)
    problems += _complaints(report, document, codebook, seen)
    if any(one.is_error for one in problems):
        return None, tuple(problems)
    told = report.mapping.standard
    standard = standard_of(report.book, seen.answers) or "scorm12" if told == "any" else told
    return Report(**{**vars(report), "standard": standard}), ()


def _look(report: Report, attempt: Attempt, seen: _Seen) -> None:
    seen.rows += 1
    learner = attempt["learner"]
    seen.nobody += not learner
    seen.named += bool(learner) and not MAIL.fullmatch(learner)
    for key in ("started", "last"):
        if text := attempt[key]:
            fits = report.forms.moment(text) is not None
            seen.dates[fits] += 1
            if not fits and seen.date is None:
                seen.date = key, text, attempt.line
    for told in attempt.told:
        row = report.row_of(told)
        seen.interactions += 1
        if row is None:
            seen.unknown[told["id"]] += 1
            continue
        seen.other += not report.fits(told, row)
        if len(seen.answers) < ENOUGH:
            seen.answers.append((row, told["response"], told["result"]))


def _complaints(report: Report, document: Document, codebook: Path, seen: _Seen) -> Iterator[Diagnostic]:
    whole = Location(str(report.path))
    if not seen.rows:
        yield problem(
            "M304", whole, f"no row is of the course '{report.book.course}'", "give the codebook of its course"
        )
        return
    if seen.nobody == seen.rows and "learner" in report.columns.places:
        where = Location(str(report.path), report.shape.line, 1)
        title = report.columns.titles[report.columns.places["learner"]]
        yield problem(
            "M304", where, f"the column '{title}' is empty in all rows", "map a column that tells the learner"
        )
    if seen.named and not (report.options.lms or report.mapping.lms):
        text = f"{seen.named:,} rows tell learners by something else than a mail address"
        yield problem("M106", whole, text, "say in which LMS they are known: --lms https://lms.example.org")
    lms = report.options.lms or report.mapping.lms
    if lms and not IRL.fullmatch(lms):
        yield problem("M106", whole, f"'{lms}' is not an address", "write it as in https://lms.example.org")
    if seen.date and not seen.dates[True] and report.forms is not ANY:
        _, text, line = seen.date
        told = f"dates such as '{text}' (line {line}) have another form than the mapping says"
        yield problem(
            "M104", document.at(("dates",)), told, "add its form under `dates:`, as in %m/%d/%Y %I:%M %p", document
        )
    yield from _other_book(report, codebook, seen)
    if not seen.interactions and (names := untitled(report.mapping, report.book, report.columns)):
        text = f"nothing in the report tells that it is of the course '{report.book.title}': no column is called so"
        advice = f"{_beside(codebook)}; or map the key '{names[0]}' to the title that stands there"
        yield problem("M202", Location(str(codebook)), text, advice)


def _other_book(report: Report, codebook: Path, seen: _Seen) -> Iterator[Diagnostic]:
    """Whether most of what the report tells is of another course or version."""
    where = Location(str(codebook))
    unknown, known = sum(seen.unknown.values()), seen.interactions - sum(seen.unknown.values())
    advice = _beside(codebook)
    if unknown > FEW * seen.interactions:
        most = ", ".join(f"'{id_}'" if id_ else "without an id" for id_, _ in seen.unknown.most_common(3))
        named = f"{report.book.course} {report.book.version}"
        text = f"{unknown:,} of {seen.interactions:,} interactions are not in the codebook of {named}, such as {most}"
        yield problem("M202", where, text, advice)
    elif seen.other > FEW * known:
        text = f"{seen.other:,} of {known:,} right answers are others than in the codebook of {report.book.version}"
        yield problem("M202", where, text, advice)


def _beside(codebook: Path) -> str:
    others = sorted(one.name for one in codebook.parent.glob(f"*{codebook.suffix}") if one.name != codebook.name)[:5]
    return f"beside it lie: {', '.join(others)}" if others else "give the codebook of the version that learners had"
