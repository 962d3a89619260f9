"""Dates in many forms; times of day whose dates nobody told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from builder.records.sources.scorm_report.clock import NoDate, moments
from builder.records.sources.scorm_report.dates import Forms, NotAForm, forms, span

CHICAGO = ZoneInfo("America/Chicago")
ALL = forms(
    ["iso", "%A, %d %B %Y, %I:%M %p", "%m/%d/%Y %I:%M:%S %p", "%d.%m.%y %H:%M", "%b %d %Y %H:%M %z"], None, CHICAGO
)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=CHICAGO).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Monday, 2 November 2026, 9:05 AM", at(2, 9, 5)),
        ("Monday, 2\u00a0November 2026, 12:05\u202fa.m.", at(2, 0, 5)),
        ("monday, 2 november 2026, 12:05 PM", at(2, 12, 5)),
        ("11/2/2026 3:04:05 PM", at(2, 15, 4, 5)),
        ("02.11.26 15:04", at(2, 15, 4)),
        ("Nov 2 2026 15:04 +0000", datetime(2026, 11, 2, 15, 4, tzinfo=UTC)),
        ("2026-11-02", at(2, 0)),
        ("2026-11-02T15:04:05.0Z", datetime(2026, 11, 2, 15, 4, 5, tzinfo=UTC)),
        ("2026-11-02 15:04:05", at(2, 15, 4, 5)),
        ("31.02.26 15:04", None),
        ("Monday, 2 Nonember 2026, 9:05 AM", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(text: str, wanted: datetime | None) -> None:
    assert ALL.moment(text) == wanted


@pytest.mark.parametrize("form", ["%Q", "%Y-%m-%d %Y", "100 %"])
def test_forms_that_mean_nothing(form: str) -> None:
    with pytest.raises(NotAForm):
        forms([form], None, CHICAGO)


def hours(told: list[str], started: datetime | None, last: datetime | None, given: Forms = ALL) -> list[datetime]:
    return moments(told, started, last, given)


def test_times_of_day_go_on_over_midnight() -> None:
    told = ["22:10:00", "23:59:59", "00:00:30", "23:00:00", "01:00:00"]
    assert hours(told, at(2, 22), None) == [
        at(2, 22, 10), at(2, 23, 59, 59), at(3, 0, 0, 30), at(3, 23), at(4, 1),
    ]  # fmt: skip


def test_a_clock_that_is_a_little_behind_stays_on_its_day() -> None:
    assert hours(["08:55:00", "09:10:00"], at(2, 9), None) == [at(2, 9), at(2, 9, 10)]


def test_one_second_holds_several_in_their_order() -> None:
    found = hours(["09:10:00"] * 3, at(2, 9), None)
    assert found == [at(2, 9, 10) + n * timedelta(milliseconds=1) for n in range(3)]


def test_only_the_end_is_known() -> None:
    assert hours(["08:00:00", "08:30:00"], None, at(2, 9)) == [at(2, 8), at(2, 8, 30)]
    assert hours([""], None, at(2, 9)) == [at(2, 9)]


def test_full_dates_need_no_attempt() -> None:
    assert hours(["2026-11-02T15:04:05.0Z", "", "2026-11-02T16:00:00Z"], None, None) == [
        datetime(2026, 11, 2, 15, 4, 5, tzinfo=UTC),
        datetime(2026, 11, 2, 15, 4, 5, 1000, tzinfo=UTC),
        datetime(2026, 11, 2, 16, tzinfo=UTC),
    ]


@pytest.mark.parametrize("told", ["", "09:00:00", "nonsense"])
def test_without_any_date(told: str) -> None:
    with pytest.raises(NoDate):
        hours([told], None, None)


def test_spans() -> None:
    assert (span("0001:02:03.5"), span("00:00:07"), span("7 s")) == (3723.5, 7, None)
