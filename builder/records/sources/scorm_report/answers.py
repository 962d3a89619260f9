"""What SCORM tells of an answer to what our statements say of it: responses by ids, results as a share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from builder.records.codebook import Row
from builder.records.notation import BRACKETED, DELIMITER, FEEDBACK_LENGTH
from builder.records.sources.scorm_report.book import Book

Standard = Literal["scorm12", "scorm2004"]
ROUNDING: Final = 0.005
"""Of a share in SCORM: two decimals."""
BRACED: Final = re.compile(r"^ (?=\{)")
"""What the run-time puts before a brace (player/src/tracking/scorm2004.ts)."""
RESULTS: Final = {
    "correct": "correct",
    "wrong": "wrong",
    "incorrect": "wrong",
    "neutral": "neutral",
    "unanticipated": "neutral",
}
YES: Final = ("t", "true", "1", "yes")


@dataclass(frozen=True, slots=True)
class Answer:
    """`response` None: none was given; `success` None: nothing is right or wrong, or the report does not tell."""

    response: str | None
    success: bool | None
    share: float | None


class Unreadable(Exception):
    """Why an answer cannot be understood, without the answer itself: it may be what somebody wrote."""


def response_of(book: Book, row: Row, told: str, standard: Standard) -> str | None:
    """In the notation of xAPI (Part Two 2.4.4.1)."""
    if not told:
        return None
    if row.kind == "acknowledgement":
        return None
    if row.kind == "situation":
        return _one(book.parts(row, "choice"), told, standard)
    if standard == "scorm2004":
        return _bracketed(book, row, told)
    return _lettered(book, row, told)


def _bracketed(book: Book, row: Row, told: str) -> str:
    """SCORM 2004 has the notation of xAPI; ids must be those of the question."""
    if row.interaction in ("fill-in", "numeric"):
        return BRACED.sub("", told)
    options = {one.id for one in book.parts(row, "option")}
    targets = {one.id for one in book.parts(row, "target")}
    for part in told.split(DELIMITER):
        option, _, target = part.partition("[.]")
        if option not in options or (target and target not in targets):
            raise Unreadable("the answer names an option that the question does not have")
    return told


def _lettered(book: Book, row: Row, told: str) -> str:
    if row.interaction == "numeric":
        return told
    if row.type == "gap":
        return _gaps(len(book.parts(row, "gap")), told)
    if row.interaction == "fill-in":
        return _undelimited(told)
    options = _letters(book.parts(row, "option"))
    targets = _letters(book.parts(row, "target"))
    try:
        if row.interaction == "matching":
            pairs = (part.strip().partition(".") for part in told.split(","))
            return DELIMITER.join(f"{options[a.strip().lower()]}[.]{targets[b.strip().lower()]}" for a, _, b in pairs)
        return DELIMITER.join(options[part.strip().lower()] for part in told.split(","))
    except KeyError as error:
        raise Unreadable("the answer has a letter that the question does not have") from error


def _gaps(gaps: int, told: str) -> str:
    """A comma may also be part of a text; then where one text ends cannot be known, and all are one."""
    words = told.split(",")
    if len(words) != gaps and len(told) < FEEDBACK_LENGTH:
        return _undelimited(told)
    return DELIMITER.join(map(_undelimited, words))


def _one(choices: tuple[Row, ...], told: str, standard: Standard) -> str:
    known = _letters(choices) if standard == "scorm12" else {one.id: one.id for one in choices}
    found = known.get(told.lower() if standard == "scorm12" else told)
    if found is None:
        raise Unreadable("the decision is none that can be taken there")
    return found


def _letters(rows: tuple[Row, ...]) -> dict[str, str]:
    return {row.letter.lower(): row.id for row in rows}


def _undelimited(text: str) -> str:
    return BRACKETED.sub(r"[ \1 ]", text)


def result_of(book: Book, row: Row, told: str, words: Mapping[str, str]) -> tuple[bool | None, float | None]:
    """Success and share; `words` are those of the LMS, folded."""
    word = words.get(told.casefold()) or RESULTS.get(told.casefold())
    if word == "neutral" or not told or not _is_judged(row):
        return None, None
    if word is not None:
        return (True, 1.0) if word == "correct" else (False, 0.0)
    try:
        share = float(told.replace(",", "."))
    except ValueError as error:
        raise Unreadable("the result is no word of SCORM and no number") from error
    if not 0 <= share <= 1:
        raise Unreadable("the result is no share from 0 to 1")
    return share == 1, exact(share, len(book.parts(row, "option")) or len(book.parts(row, "gap")), _right(book, row))


def _is_judged(row: Row) -> bool:
    return row.kind == "question" and bool(row.scorm12_right)


def _right(book: Book, row: Row) -> int:
    return sum(bool(one.correct) for one in book.parts(row, "option"))


def exact(share: float, *counts: int) -> float:
    """The share of so many parts that two decimals stand for; rounded as the run-time does."""
    for count in counts:
        if count and abs(round(share * count) / count - share) <= ROUNDING:
            return round(round(share * count) / count, 4)
    return share


def standard_of(book: Book, answers: list[tuple[Row, str, str]]) -> Standard | None:
    """Which standard wrote these answers (row, response, result); None where they would be the same in both."""
    for row, told, result in answers:
        if result.casefold() in ("wrong", "incorrect"):
            return "scorm12" if result.casefold() == "wrong" else "scorm2004"
        if DELIMITER in told or "[.]" in told:
            return "scorm2004"
        if found := _by_words(book, row, told):
            return found
    return None


def _by_words(book: Book, row: Row, told: str) -> Standard | None:
    """Where the answer is of letters and of no ids, or the other way round."""
    if not told or row.interaction in ("fill-in", "numeric"):
        return None
    if row.kind == "acknowledgement":
        return {"t": "scorm12", "true": "scorm2004"}.get(told)  # type: ignore[return-value]
    fits: list[Standard] = []
    for standard in ("scorm12", "scorm2004"):
        try:
            response_of(book, row, told, standard)
            fits.append(standard)
        except Unreadable:
            continue
    return fits[0] if len(fits) == 1 else None
