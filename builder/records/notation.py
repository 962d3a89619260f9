"""Ids and right answers as the standards write them, which is how the run-time reports them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from typing import Final
from urllib.parse import quote

from builder.course.resolved import Question, QuestionType

DELIMITER: Final = "[,]"
BRACKETED: Final = re.compile(r"\[([,.:])\]")
MOST_PATTERNS: Final = 16
"""Of a text with gaps, as in player/src/questions/text.ts."""
MOST_TEXTS: Final = 10
"""Of a fill-in in SCORM 2004; a text with more gaps is reported as `other` (player/src/tracking/scorm2004.ts)."""
FEEDBACK_LENGTH: Final = 255
"""CMIFeedback (RTE 1.2 3.4.4)."""

INTERACTIONS: Final[Mapping[QuestionType, str]] = {
    "choice": "choice",
    "fill-in": "fill-in",
    "gap": "fill-in",
    "likert": "likert",
    "mark": "choice",
    "matching": "matching",
    "multiple": "choice",
    "numeric": "numeric",
    "ordering": "sequencing",
    "point": "choice",
    "sorting": "matching",
    "true-false": "true-false",
}


@dataclass(frozen=True, slots=True)
class Right:
    """The right answers of a question as alternatives, in each notation; none where nothing is right or wrong."""

    scorm12: tuple[str, ...]
    scorm2004: tuple[str, ...]
    xapi: tuple[str, ...]


def scorm12_id(id_: str) -> str:
    """CMIIdentifier as the run-time makes it: letters, digits, `-` and `_`."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", id_)[:FEEDBACK_LENGTH]


def scorm2004_id(id_: str) -> str:
    """A URI that is the id, with what URIs do not hold escaped."""
    return quote(id_, safe="!~*'()")


def interaction_of(question: Question) -> str:
    """The type of its interaction in SCORM 1.2 and xAPI."""
    return INTERACTIONS[question.type]


def interaction_2004(question: Question) -> str:
    """The same in SCORM 2004."""
    return "other" if question.type == "gap" and len(question.options) > MOST_TEXTS else interaction_of(question)


def rights(question: Question) -> Right:
    """What is right, in the notation of each standard."""
    make = WRITERS.get(question.type)
    return make(question) if make else Right((), (), ())


def _chosen(question: Question) -> Right:
    right = [option for option in question.options if option.correct]
    return _ids([option.letter for option in right], [option.id for option in right])


def _ordered(question: Question) -> Right:
    return _ids([option.letter for option in question.options], [option.id for option in question.options])


def _ids(letters: list[str], ids: list[str]) -> Right:
    bracketed = DELIMITER.join(ids)
    return Right((",".join(letters),), (bracketed,), (bracketed,))


def _paired(question: Question) -> Right:
    letters = {target.id: target.letter for target in question.targets}
    pairs = [(option, option.target or "") for option in question.options]
    bracketed = DELIMITER.join(f"{option.id}[.]{target}" for option, target in pairs)
    lettered = ",".join(f"{option.letter}.{letters.get(target, '')}" for option, target in pairs)
    return Right((lettered,), (bracketed,), (bracketed,))


def _written(question: Question) -> Right:
    return _texts(question, ((text,) for text in question.accepts))


def _gaps(question: Question) -> Right:
    return _texts(question, islice(product(*(option.accepts for option in question.options)), MOST_PATTERNS))


def _texts(question: Question, answers: Iterable[tuple[str, ...]]) -> Right:
    answers = tuple(answers)
    case = f"{{case_matters={str(question.case_matters).lower()}}}"
    bare = tuple(DELIMITER.join(map(_undelimited, answer)) for answer in answers)
    bracketed = tuple(case + texts for texts in bare)
    lettered = tuple(_cut(",".join(answer)) for answer in answers)
    # An interaction of the type `other` has no properties (RTE 4.2.9.1).
    return Right(lettered, bare if interaction_2004(question) == "other" else bracketed, bracketed)


def _cut(text: str) -> str:
    """The length counts UTF-16 units, and half a character is none."""
    units = text.encode("utf-16-le")[: 2 * FEEDBACK_LENGTH]
    return units.decode("utf-16-le", errors="ignore")


def _undelimited(text: str) -> str:
    """What an author wrote must not be taken for a delimiter."""
    return BRACKETED.sub(r"[ \1 ]", text)


def _number(question: Question) -> Right:
    if question.range is None:
        return Right((), (), ())
    answer, least, most = map(digits, (question.range.answer, question.range.min, question.range.max))
    span = f"{least}[:]{most}"
    return Right((answer,), (span if least != most else f"{answer}[:]{answer}",), (span if least != most else answer,))


def digits(number: float) -> str:
    """A number as JavaScript writes it, but never with an exponent."""
    if 0 < abs(number) < 1e-6:
        return f"{number:.15f}".rstrip("0").rstrip(".")
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


WRITERS: Final[Mapping[QuestionType, Callable[[Question], Right]]] = {
    "choice": _chosen,
    "fill-in": _written,
    "gap": _gaps,
    "mark": _chosen,
    "matching": _paired,
    "multiple": _chosen,
    "numeric": _number,
    "ordering": _ordered,
    "point": _chosen,
    "sorting": _paired,
    "true-false": _chosen,
}
