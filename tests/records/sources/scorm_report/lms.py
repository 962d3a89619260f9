"""Reports as LMSs write them, of what they have stored; Moodle's by the source of its interactions report."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Told = Mapping[str, str]
"""An interaction: elements below cmi.interactions.n."""
OF_MOODLE = (("Question", "id"), ("Response", "student_response"), ("Right answer", "right"), ("Result", "result"))
LONG = (
    "learner", "attempt", "started", "last", "status", "score", "total_time",
    "n", "id", "response", "result", "right", "time", "latency",
)  # fmt: skip


@dataclass(frozen=True)
class Stored:
    """What an LMS holds of an attempt."""

    learner: str = "sam@example.org"
    interactions: Sequence[Told] = ()
    attempt: int = 1
    started: datetime | None = datetime(2026, 11, 2, 9, 0)
    last: datetime | None = datetime(2026, 11, 2, 10, 30)
    status: str = "incomplete"
    score: str = ""
    total_time: str = ""


def right_of(told: Told) -> str:
    found = [key for key in told if key.startswith("correct_responses.")]
    return ",".join(told[key] for key in sorted(found))


def moodle_date(at: datetime) -> str:
    """As userdate() writes it: without leading zeros of the day and the hour."""
    return f"{at:%A}, {at.day} {at:%B} {at.year}, {at.hour % 12 or 12}:{at:%M} {at:%p}"


def moodle(stored: Iterable[Stored], title: str, *, more: Sequence[str] = ()) -> bytes:
    """The download in text format: tabs, texts escaped for HTML, `-` for attempts that were not begun."""
    stored = list(stored)
    count = max(1, *(len(one.interactions) for one in stored))  # a column is there even if nobody answered
    numbered = [f"{name} {n}" for n in range(count) for name, _ in OF_MOODLE]
    head = ["Name", "Email address", "Attempt", "Started on", "Last accessed on", "Score", title, *numbered, *more]
    rows = [_moodle_row(one, count) for one in stored]
    return table([head, *rows], delimiter="\t")


def _moodle_row(one: Stored, count: int) -> list[str]:
    who = ["Sam Søn", html.escape(one.learner)]
    if one.started is None or one.last is None:
        return [*who, "-", "-", "-", "-", "Not attempted", *[""] * 4 * count]
    begun = [str(one.attempt), moodle_date(one.started), moodle_date(one.last), one.score or "0"]
    cells = []
    for n in range(count):
        told = one.interactions[n] if n < len(one.interactions) else {}
        values = {**told, "right": right_of(told)}
        cells += [html.escape(values.get(key, "")).replace("&#x27;", "&#039;") for _, key in OF_MOODLE]
    return [*who, *begun, f"{one.score}/100" if one.score else one.status.capitalize(), *cells]


def long(stored: Iterable[Stored], *, delimiter: str = ",") -> bytes:
    """One row an interaction, by the names of the mapping `long`."""
    rows = [list(LONG)]
    for one in stored:
        whole = [
            one.learner, str(one.attempt), f"{one.started:%Y-%m-%d %H:%M:%S}" if one.started else "",
            f"{one.last:%Y-%m-%d %H:%M:%S}" if one.last else "", one.status, one.score, one.total_time,
        ]  # fmt: skip
        for n, told in enumerate(one.interactions):
            response = told.get("student_response", told.get("learner_response", ""))
            time = told.get("time", told.get("timestamp", ""))
            part = [told["id"], response, told.get("result", ""), right_of(told), time, told.get("latency", "")]
            rows.append([*whole, str(n), *part])
    return table(rows, delimiter=delimiter)


def table(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()
