"""Attempts of a report to statements as lines of JSON; what cannot be told is set aside with its row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from builder.records.codebook import Row
from builder.records.lake.ledger import Aside
from builder.records.sources.scorm_report.answers import Unreadable, response_of, result_of
from builder.records.sources.scorm_report.book import Book
from builder.records.sources.scorm_report.clock import NoDate, moments
from builder.records.sources.scorm_report.dates import span
from builder.records.sources.scorm_report.report import MAIL, Report
from builder.records.sources.scorm_report.rows import Attempt, Told
from builder.records.sources.scorm_report.statements import Teller, percent
from builder.records.sources.scorm_report.story import UNKNOWN, Event, Interaction, story
from builder.records.sources.scorm_report.table import Cells
from builder.records.sources.scorm_report.verdict import Outcome, outcome, whole
from builder.records.xapi.flat import seconds
from builder.records.xapi.values import micros_of

Json = dict[str, Any]
ID: Final = "report-id"
RIGHT: Final = "report-right"
ANSWER: Final = "report-answer"
DATE: Final = "report-date"
LEARNER: Final = "report-learner"
STATUS: Final = "report-status"
ROW: Final = "report-row"


@dataclass
class Converter:
    """Also counts what it has seen. `id_of` is how the lake calls what is made of a report."""

    report: Report
    id_of: Callable[[str], str]
    aside: list[Aside] = field(default_factory=list)
    broken: list[Cells] = field(default_factory=list)
    """Rows that are none; who reads the report puts them here."""
    learners: set[str] = field(default_factory=set)
    attempts: int = 0

    def set_aside(self) -> tuple[Aside, ...]:
        """What was since the last time."""
        found = (*self.aside, *(Aside(row.line, None, ROW, row.wrong) for row in self.broken))
        self.aside.clear()
        self.broken.clear()
        return found

    def statements(self, attempt: Attempt) -> Iterator[Json]:
        if not attempt["learner"]:
            if attempt.told or attempt["status"]:
                self._set_aside(attempt.line, LEARNER, "learner", "the row does not tell who it was")
            return
        known = [(told, self._row(told)) for told in attempt.told]
        started, last = self._date(attempt, "started"), self._date(attempt, "last")
        if not known and started is None and last is None:
            return  # has not begun
        try:
            at = moments([told["time"] for told, _ in known], started, last, self.report.forms)
        except NoDate:
            text = "neither the interactions nor the attempt tell a date"
            self._set_aside(attempt.line, DATE, "started", text)
            return
        read = [self._read(told, row, when) for (told, row), when in zip(known, at, strict=True)]
        self.attempts += 1
        self.learners.add(attempt["learner"])
        yield from self._told(attempt, read, started, last, at)

    def _told(
        self, attempt: Attempt, interactions: list[Interaction], started: datetime | None, last: datetime | None,
        at: list[datetime],
    ) -> Iterator[Json]:  # fmt: skip
        report = self.report
        events = tuple(story(report.book, interactions))
        found = self._outcome(attempt)
        mark = report.options.pass_mark
        teller = Teller(
            report.book, self._actor(attempt["learner"]), self.id_of, attempt["attempt"] or "1",
            attempt["agency"] or report.options.agency, verdicts(report.book, events, found, mark), mark,
        )  # fmt: skip
        begun = min([*at, *([started] if started else [])], default=last)
        ended = max([*at, *([last] if last else [])], default=started)
        if begun is None or ended is None:
            return
        yield from whole(teller, found, events, begun, ended)
        for event in events:
            yield from teller.told(event)

    def _actor(self, learner: str) -> Json:
        if MAIL.fullmatch(learner):
            return {"objectType": "Agent", "mbox": f"mailto:{learner}"}
        home = self.report.options.lms or self.report.mapping.lms
        return {"objectType": "Agent", "account": {"homePage": home, "name": learner}}

    def _row(self, told: Told) -> Row:
        row = self.report.row_of(told)
        if row is not None:
            return row
        reason = "no such id in the codebook" if told["id"] else "the interaction has no id"
        self._set_aside_of(told, ID, "id", reason)
        return Row(UNKNOWN, told["id"])

    def _read(self, told: Told, row: Row, at: datetime) -> Interaction:
        when = micros_of(at.astimezone(UTC).isoformat())
        useless = Interaction(told.number, row, when, usable=False)
        if row.kind == UNKNOWN:
            return useless
        if not self.report.fits(told, row):
            self._set_aside_of(told, RIGHT, "right", "it is another one than in the codebook")
            return useless
        report, key = self.report, "response"
        words = {word.casefold(): meaning for word, meaning in report.mapping.results.items()}
        try:
            response = response_of(report.book, row, told["response"], report.standard)
            key = "result"
            success, share = result_of(report.book, row, told["result"], words)
        except Unreadable as error:
            self._set_aside_of(told, ANSWER, key, str(error))
            return useless
        return Interaction(told.number, row, when, response, success, share, lasted(told["latency"]))

    def _date(self, attempt: Attempt, key: str) -> datetime | None:
        text = attempt[key]
        found = self.report.forms.moment(text) if text else None
        if text and found is None:
            self._set_aside(attempt.line, DATE, key, "the date has another form than the mapping says")
        return found

    def _outcome(self, attempt: Attempt) -> Outcome:
        found, wrong = outcome(attempt, self.report.mapping)
        for key in wrong:
            self._set_aside(attempt.line, STATUS, key, "the mapping does not know the word that stands there")
        return found

    def _set_aside(self, line: int, code: str, key: str, reason: str) -> None:
        """`key` of a column of attempts."""
        self._add(line, code, self.report.columns.places.get(key), key, reason)

    def _set_aside_of(self, told: Told, code: str, key: str, reason: str) -> None:
        self._add(told.line, code, told.places.get(key), key, reason)

    def _add(self, line: int, code: str, place: int | None, key: str, reason: str) -> None:
        title = self.report.columns.titles[place] if place is not None else key
        self.aside.append(Aside(line, None, code, f"column '{title}': {reason}"))


def lasted(text: str) -> float | None:
    """Seconds of a latency in either standard."""
    if not text:
        return None
    return seconds(text) if text.startswith("P") else span(text)


def verdicts(
    book: Book, events: tuple[Event, ...], found: Outcome, pass_mark: float | None
) -> dict[tuple[str, int], bool]:
    """Which attempts at the final test were passed, as far as it is certain.

    By what passes, if that was said. Else by the LMS: one that says failed knows of no attempt that passed; one that
    says passed says so of the best. Whether others passed, too, nobody can tell.
    """
    final = book.final_test
    scores = {
        event.attempt or 0: percent(event.points or 0, event.items or 1)
        for event in events
        if event.kind == "test-finished" and final and event.subject.id == final.id
    }
    if not scores or final is None:
        return {}
    if pass_mark is not None:
        return {(final.id, n): score >= pass_mark for n, score in scores.items()}
    if found.passed is None:
        return {}
    best = max(scores.values())
    return {(final.id, n): found.passed for n, score in scores.items() if not found.passed or score == best}
