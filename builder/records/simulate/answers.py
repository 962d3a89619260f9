"""What learners may answer to a question, in the notation of xAPI: the right answer, and the wrong ones that occur."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from builder.records.notation import DELIMITER, digits

CASE: Final = re.compile(r"\A\{case_matters=(?:true|false)\}")
MOST_WRONG: Final = 6
"""Wrong answers that occur to one question that has more than its options."""
COMMENTS: Final = (
    "Clear and short.",
    "More examples from night shifts, please.",
    "I would like to talk about the second case with my sergeant.",
    "Nothing to add.",
)
MISTAKES: Final = ("not sure", "the policy", "a supervisor", "none of them")

Row = Mapping[str, Any]
Ids = Sequence[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """`right` is None where nothing is right or wrong: then `others` are all that occur."""

    right: str | None
    others: tuple[str, ...]


def answers_of(row: Row, options: Ids, targets: Ids) -> Answers:
    """Of a question of a codebook."""
    right = _right(row)
    if right is None:
        return Answers(None, tuple(options) or COMMENTS)
    make = WRONG[row["interaction"]]
    wrong = (answer for answer in make(right, options, targets) if answer != right)
    return Answers(right, tuple(islice(dict.fromkeys(wrong), max(MOST_WRONG, len(options)))))


def _right(row: Row) -> str | None:
    if not row["xapi_right"]:
        return None
    if row["interaction"] == "numeric":  # the pattern may be a range
        return str(row["scorm12_right"][0])
    return CASE.sub("", row["xapi_right"][0])


def _chosen(right: str, options: Ids, _: Ids) -> Iterator[str]:
    """One of the others; or, where several are right, one too many or one too few."""
    wanted = right.split(DELIMITER)
    if len(wanted) == 1:
        yield from options
        return
    for option in options:
        chosen = [one for one in options if (one in wanted) != (one == option)]
        if chosen:
            yield DELIMITER.join(chosen)


def _ordered(right: str, options: Ids, _: Ids) -> Iterator[str]:
    for at in range(len(options) - 1):
        order = list(options)
        order[at], order[at + 1] = order[at + 1], order[at]
        yield DELIMITER.join(order)
    yield DELIMITER.join(reversed(right.split(DELIMITER)))


def _paired(right: str, _: Ids, targets: Ids) -> Iterator[str]:
    """One of them at another target."""
    pairs = [pair.split("[.]") for pair in right.split(DELIMITER)]
    for at, (option, target) in enumerate(pairs):
        for other in targets:
            if other != target:
                wrong = [*pairs[:at], [option, other], *pairs[at + 1 :]]
                yield DELIMITER.join("[.]".join(pair) for pair in wrong)


def _written(right: str, _: Ids, __: Ids) -> Iterator[str]:
    texts = right.split(DELIMITER)
    for at in range(len(texts)):
        for mistake in MISTAKES:
            yield DELIMITER.join([*texts[:at], mistake, *texts[at + 1 :]])


def _number(right: str, _: Ids, __: Ids) -> Iterator[str]:
    """Far enough away for any range that a question would take for right."""
    answer = float(right)
    for factor in (10, 2, 0.1, -1):
        yield digits(answer * factor + (1000 if answer == 0 else 0))


WRONG: Final[Mapping[str, Callable[[str, Ids, Ids], Iterator[str]]]] = {
    "choice": _chosen,
    "true-false": _chosen,
    "sequencing": _ordered,
    "matching": _paired,
    "fill-in": _written,
    "numeric": _number,
}
