"""What a chief wants to know in one minute, in figures and sentences, of each course and each slice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from builder.records.analysis.report import SLICE, Result
from builder.records.page.cells import cell, said
from builder.records.page.parts import COURSE, WHOLE


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands out."""

    name: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Nothing of what is of no course."""

    figures: tuple[Figure, ...] = ()
    sentences: tuple[str, ...] = ()


Row = Mapping[str, Any]
Told = Mapping[tuple[str, str], Sequence[Row]]
"""The rows of a report by course and slice."""
FEW: Final = "Too few learners to show anything of them."
NAMED: Final = 5
"""So many questions by name."""
UNKNOWN: Final = "Of {} nobody knows whether they completed or passed: the report of their LMS tells no status."
NOBODY: Final = "Nobody began in this part."


class Rows:
    """The rows of all results, found by report, course and slice."""

    def __init__(self, results: Sequence[Result]) -> None:
        self._found: dict[tuple[str, str, str], list[Row]] = {}
        for result in results:
            for values, hidden in zip(result.rows, result.hidden, strict=True):
                row = dict(zip(result.columns, values, strict=True)) | {"hidden": hidden}
                key = (result.report.name, str(row.get(COURSE, "")), str(row[SLICE]))
                self._found.setdefault(key, []).append(row)

    def of(self, report: str, course: str, slice_: str) -> Sequence[Row]:
        return self._found.get((report, course, slice_), ())


def summarize(rows: Rows, course: str, slice_: str) -> Summary:
    """Says what may be said, and nothing where nobody was."""
    whole = next((row for row in rows.of("completion", course, slice_) if row["by"] == "all"), None)
    if whole is None:
        return Summary(sentences=(NOBODY,))
    if whole["hidden"]:
        return Summary(sentences=(FEW,))
    figures = (figure for make in FIGURES for figure in make(rows, whole, course, slice_))
    return Summary(tuple(figures), tuple(one for say in SENTENCES for one in say(rows, whole, course, slice_)))


def _learners(_rows: Rows, whole: Row, _course: str, _slice: str) -> Iterator[Figure]:
    yield Figure("Learners", count(whole["learners"]), "began the course")
    yield Figure("Completed", share(whole["completion_rate"]), _learners_who(whole, "completed"))
    yield Figure("Passed", share(whole["pass_rate"]), _learners_who(whole, "passed"))


def _learners_who(whole: Row, what: str) -> str:
    if whole[what] is None:
        return "nobody knows"
    return f"{count(whole[what])} learners" + (" of those known" if whole["unknown"] else "")


def _began(_rows: Rows, whole: Row, _course: str, _slice: str) -> Iterator[str]:
    learners = whole["learners"]
    began = f"{count(learners)} {'learner' if learners == 1 else 'learners'} began"
    if whole["unknown"] == learners:
        yield f"{began}. {UNKNOWN.format('all of them')}"
        return
    yield (
        f"{began}: {count(whole['completed'])} completed the course ({share(whole['completion_rate'])}), "
        f"{count(whole['passed'])} passed ({share(whole['pass_rate'])})."
    )
    if whole["unknown"]:
        unknown = f"{count(whole['unknown'])} of them"
        yield f"{UNKNOWN.format(unknown)} Shares are of the others."


def _median(rows: Rows, _whole: Row, course: str, slice_: str) -> Iterator[Figure]:
    for row in _scores(rows, course, slice_):
        note = f"of best scores: {row['test']}" if len(list(_scores(rows, course, slice_))) > 1 else "of best scores"
        yield Figure("Median score", number(row["median"]), note)


def _at_first(rows: Rows, _whole: Row, course: str, slice_: str) -> Iterator[Figure]:
    first = [row for row in rows.of("attempts", course, slice_) if row["attempt"] == 1 and not row["hidden"]]
    if len(first) == 1 and first[0]["pass_rate"] is not None:
        yield Figure("Passed at once", share(first[0]["pass_rate"]), "of first attempts handed in")


def _stopped(rows: Rows, _whole: Row, course: str, slice_: str) -> Iterator[str]:
    told = [row for row in rows.of("drop_off", course, slice_) if not row["hidden"] and row["stopped"]]
    if told:
        most = max(told, key=lambda row: row["stopped"])
        lesson = f" in “{most['lesson']}”" if most["lesson"] and most["lesson"] != most["page"] else ""
        yield (
            f"Most who stopped saw “{most['page']}”{lesson} last: {count(most['stopped'])}, "
            f"which is {share(most['stopped_rate'])} of those who saw it."
        )


def _objective(rows: Rows, _whole: Row, course: str, slice_: str) -> Iterator[str]:
    told = [row for row in rows.of("mastery", course, slice_) if not row["hidden"] and row["first_rate"] is not None]
    if len(told) > 1:
        least = min(told, key=lambda row: row["first_rate"])
        yield f"Mastered least at first: “{least['label']}” ({share(least['first_rate'])} of learners)."


def _items(rows: Rows, _whole: Row, course: str, slice_: str) -> Iterator[str]:
    told = [row for row in rows.of("items", course, slice_) if not row["hidden"] and row["verdict"] != "open"]
    for verdict, words in (("retire", "should be retired"), ("review", "should be reviewed")):
        found = [str(row["item"]) for row in told if row["verdict"] == verdict]
        if found:
            names = ", ".join(found[:NAMED]) + (f" and {len(found) - NAMED} more" if len(found) > NAMED else "")
            yield f"{count(len(found))} of {count(len(told))} questions of tests {words}: {names}."
    if told and all(row["verdict"] == "ok" for row in told):
        yield f"None of {count(len(told))} questions of tests stands out as a bad one."


def _ends(rows: Rows, _whole: Row, course: str, slice_: str) -> Iterator[str]:
    scenarios: dict[str, list[Row]] = {}
    for row in rows.of("ends", course, slice_):
        scenarios.setdefault(row["scenario"], []).append(row)
    for scenario, ends in scenarios.items():
        if not any(row["hidden"] or row["safety"] is None for row in ends):
            safe = sum(row["first_share"] or 0 for row in ends if row["safety"] == "safe")
            yield f"Of first runs through “{scenario}” {share(safe)} end safely."


def _scores(rows: Rows, course: str, slice_: str) -> Iterator[Row]:
    for row in rows.of("scores", course, slice_):
        if row["which"] == "best" and row["bin"] == WHOLE and not row["hidden"] and row["median"] is not None:
            yield row


def count(value: Any) -> str:
    return said(cell(value, "count"), "count")


def share(value: Any) -> str:
    return said(cell(value, "percent"), "percent")


def number(value: Any) -> str:
    return said(cell(value, "number"), "number").removesuffix(".00")


FIGURES: Final[Sequence[Callable[[Rows, Row, str, str], Iterator[Figure]]]] = (_learners, _at_first, _median)
SENTENCES: Final[Sequence[Callable[[Rows, Row, str, str], Iterator[str]]]] = (
    _began,
    _stopped,
    _objective,
    _items,
    _ends,
)
