"""The flat row: the same columns for statements of the player and of tools that were never heard of."""

from __future__ import annotations

import time
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from builder.records.xapi.faults import faults
from builder.records.xapi.flat import Flat, flat, seconds
from builder.records.xapi.identity import identifier
from builder.records.xapi.iris import Extension, profile
from builder.standards.cmi5 import SESSION_ID
from builder.standards.xapi import Version
from tests.records.xapi.cases import CASES
from tests.records.xapi.statements import ACTIVITY, AGENT, BASE, GROUP, LONG, REF, SUB, Json, changed

COURSE = "https://training.example.org/courses/peace-officer"
TYPES = "http://adlnet.gov/expapi/activities/"


def activity(iri: str, kind: str) -> Json:
    return {"id": iri, "definition": {"type": TYPES + kind, "name": {"en-US": "A name"}}}


ANSWERED: Json = {
    "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
    "actor": {"objectType": "Agent", "account": {"homePage": "https://lms.example.gov", "name": "8f7d3c1a"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered"}},
    "object": {"objectType": "Activity", **activity(f"{COURSE}/questions/voice-1", "cmi.interaction")},
    "result": {"success": True, "score": {"scaled": 1}, "duration": "PT14.25S", "response": "a"},
    "context": {
        "registration": "EC531277-b57b-4c15-8d91-d292c5b2b8f7",
        "contextActivities": {
            "parent": [activity(f"{COURSE}/lessons/four-elements", "lesson")],
            "grouping": [
                activity("https://lms.example.gov/launched/42", "course"),
                activity(COURSE, "course"),
                activity(f"{COURSE}/modules/m1", "module"),
            ],
            "category": [activity(profile(COURSE), "profile")],
        },
        "revision": "1.4.0",
        "platform": "Peacebuilder",
        "language": "en-US",
        "extensions": {Extension.VERSION.of(COURSE): "1.4.0", Extension.TRIES.of(COURSE): 1},
    },
    "timestamp": "2026-11-22T09:30:00.123Z",
}
SESSION = {SESSION_ID: "launch-7"}


def test_an_answer_in_the_player_fills_its_columns() -> None:
    moment = int(datetime(2026, 11, 22, 9, 30, 0, tzinfo=UTC).timestamp()) * 1_000_000 + 123_000
    assert flat(ANSWERED) == Flat(
        actor="https://lms.example.gov|8f7d3c1a",
        verb="http://adlnet.gov/expapi/verbs/answered",
        object_id=f"{COURSE}/questions/voice-1",
        object_type="Activity",
        course_id=COURSE,
        parent_id=f"{COURSE}/lessons/four-elements",
        registration="ec531277-b57b-4c15-8d91-d292c5b2b8f7",
        session=None,
        ts=moment,
        success=True,
        completion=None,
        score_scaled=1.0,
        score_raw=None,
        response="a",
        duration_s=14.25,
    )


def test_the_least_leaves_empty_what_it_does_not_tell() -> None:
    row = flat(BASE)
    told = {field.name for field in fields(row) if getattr(row, field.name) is not None}
    assert told == {"actor", "verb", "object_id", "object_type"}


def test_a_cmi5_session_is_told_as_the_course_and_not_as_the_unit_that_the_lms_launched() -> None:
    launched = {"id": "https://lms.example.gov/activities/42", "definition": {"type": TYPES + "module"}}
    category = [{"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"}, activity(profile(COURSE), "profile")]
    data = changed(ANSWERED, object=launched, context__contextActivities__category=category)
    row = flat(changed(data, context__extensions={**ANSWERED["context"]["extensions"], **SESSION}))
    assert (row.course_id, row.session) == (COURSE, "launch-7")
    assert row.object_id == "https://lms.example.gov/activities/42"


@pytest.mark.parametrize(
    ("data", "course"),
    [
        (changed(BASE, object=activity("a:course", "course")), "a:course"),
        (
            changed(
                BASE, object={"id": "a:b", "definition": {"type": "https://w3id.org/xapi/cmi5/activitytype/course"}}
            ),
            "a:b",
        ),
        (changed(BASE, context={"contextActivities": {"grouping": activity("a:one", "course")}}), "a:one"),
        (changed(BASE, context={"contextActivities": {"parent": [ACTIVITY, activity("a:two", "course")]}}), "a:two"),
        (changed(BASE, context={"contextActivities": {"grouping": [ACTIVITY]}}), None),
        (changed(BASE, context={"contextActivities": {"other": [activity("a:b", "course")]}}), None),
        # What only looks like ours: another tool's profile, and one below it.
        (changed(BASE, context={"contextActivities": {"category": [{"id": "https://x.example/profile/v1"}]}}), None),
        (changed(ANSWERED, context__contextActivities={"category": [{"id": f"{profile(COURSE)}/a"}]}), None),
        (changed(BASE, object=AGENT, context={"contextActivities": {}, "extensions": {}}), None),
    ],
)
def test_the_course_of_other_tools_is_what_they_call_one(data: Json, course: str | None) -> None:
    assert faults(data) == ()
    assert flat(data).course_id == course


@pytest.mark.parametrize(
    ("object_", "object_id", "kind"),
    [
        (AGENT, "mailto:ann@example.org", "Agent"),
        (GROUP, None, "Group"),
        (REF, REF["id"], "StatementRef"),
        (SUB, None, "SubStatement"),
        ({"id": "a:b"}, "a:b", "Activity"),
    ],
)
def test_every_kind_of_object_is_named(object_: Json, object_id: str | None, kind: str) -> None:
    row = flat(changed(BASE, object=object_))
    assert (row.object_id, row.object_type) == (object_id, kind)


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        (AGENT, "mailto:ann@example.org"),
        ({"account": {"homePage": "https://lms.example.org", "name": "a|b"}}, "https://lms.example.org|a|b"),
        ({"mbox": "mailto:a|b@example.org"}, "mailto:a%7Cb@example.org"),
        ({"mbox_sha1sum": "AB" * 20}, f"sha1:{'ab' * 20}"),
        ({"openid": "https://ann.example.org"}, "openid:https://ann.example.org"),
        (GROUP, None),
        ({**GROUP, "mbox": "mailto:all@example.org"}, "mailto:all@example.org"),
    ],
)
def test_an_actor_is_told_by_its_identifier(actor: Json, text: str | None) -> None:
    assert identifier(actor) == text
    assert flat(changed(BASE, actor=actor)).actor == text


@pytest.mark.parametrize(
    ("timestamp", "micros"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1970-01-01T00:00:00.0000019Z", 1),
        ("1970-01-01T01:00:00+01:00", 0),
        ("19700101T0530+0530", 0),
        ("1970-01-01T00:00:00", 0),
        ("1969-12-31T23:59:59.5Z", -500_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
        ("1972-06-30T23:59:60Z", 78_796_800_000_000),
        ("1970-01-01t00:00:01z", 1_000_000),
    ],
)
def test_times_are_whole_microseconds_in_utc(timestamp: str, micros: int) -> None:
    assert flat(changed(BASE, timestamp=timestamp)).ts == micros


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no zone can be set here")
@pytest.mark.parametrize("timestamp", ["1972-06-30T23:59:59", "1972-06-30T23:59:60"])
def test_a_time_without_a_zone_is_utc_wherever_the_machine_stands(
    timestamp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = flat(changed(BASE, timestamp=f"{timestamp}Z")).ts
    with monkeypatch.context() as there:
        there.setenv("TZ", "EST5EDT")
        time.tzset()
        try:
            assert flat(changed(BASE, timestamp=timestamp)).ts == expected
        finally:
            there.undo()
            time.tzset()


DAY = 86_400.0


@pytest.mark.parametrize(
    ("duration", "told"),
    [
        ("PT0S", 0.0),
        ("PT4H35M59.14S", 16_559.14),
        ("PT1,5H", 5_400.0),
        ("P4W", 28 * DAY),
        ("P1DT12H", 1.5 * DAY),
        ("P1Y", 365.2425 * DAY),
        ("P1M", 365.2425 / 12 * DAY),
        ("P3Y1M29DT4H35M59.14S", (3 + 1 / 12) * 365.2425 * DAY + 29 * DAY + 16_559.14),
        ("PT" + "9" * 300 + "S", 1e300),
        ("P" + "9" * 400 + "Y", None),
    ],
)
def test_a_duration_is_told_in_seconds(duration: str, told: float | None) -> None:
    assert flat(changed(BASE, result={"duration": duration})).duration_s == pytest.approx(told)


def test_what_is_no_duration_has_no_seconds() -> None:
    assert seconds("five minutes") is None


def test_a_whole_number_of_any_size_is_a_float() -> None:
    row = flat(changed(BASE, result={"score": {"raw": 10**30, "scaled": 0}}))
    assert (row.score_raw, row.score_scaled) == (1e30, 0.0)
    assert isinstance(row.score_raw, float)


def test_a_session_that_is_no_text_is_none() -> None:
    assert flat(changed(BASE, context={"extensions": {SESSION_ID: {"id": 7}}})).session is None


def test_every_statement_that_a_store_takes_has_a_row() -> None:
    taken = [case.statement for case in CASES if case.accepted]
    assert all(isinstance(flat(one), Flat) for one in taken)
    assert flat(LONG).response == "a[,]b"
    assert faults(ANSWERED, Version.TWO) == ()
