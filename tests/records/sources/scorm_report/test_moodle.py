"""Moodle's reports: what they tell comes in, what they do not tell is not made up."""

from __future__ import annotations

from datetime import datetime

import pytest

from builder.records.analysis.open import open_lake
from builder.records.lake.intake import take_file
from builder.records.lake.key import new_key, write_key
from builder.records.lake.lake import Lake
from tests.records.profiled import departures
from tests.records.sources.scorm_report.bench import Bench
from tests.records.sources.scorm_report.lms import Stored, moodle, table

QUESTION = "https://example.org/courses/small/question/"
TEST = "https://example.org/courses/small/test/final"


def test_answers_by_ids_with_their_place_in_the_course(bench: Bench) -> None:
    told = [bench.told("primes", "a", "wrong"), bench.told("primes", "b", "correct")]
    found = bench.taken(moodle([Stored(interactions=told)], bench.course.title))
    assert (found.learners, found.attempts, found.version) == (1, 1, "1.2.3")
    answers = bench.ask(
        "actor, object_id, parent_id, objective_id, course_id, version, response, success, score_scaled, tries,"
        " attempt",
        "verb = 'answered'",
    )
    common = ("https://example.org/courses/small/lesson/questions", "https://example.org/courses/small/objective/E1.2")
    whole = ("https://example.org/courses/small", "1.2.3")
    assert answers == [
        ("mailto:sam@example.org", QUESTION + "primes", *common, *whole, "four", False, 0, 1, None),
        ("mailto:sam@example.org", QUESTION + "primes", *common, *whole, "five", True, 1, 2, None),
    ]


def test_who_has_not_begun_is_not_told(bench: Bench) -> None:
    stored = [Stored("x@example.org", started=None, last=None), Stored(interactions=[bench.told("primes")])]
    assert bench.taken(moodle(stored, bench.course.title)).learners == 1
    assert bench.aside() == []


def test_times_keep_their_order_within_what_is_known(bench: Bench) -> None:
    told = [bench.told("primes", "a", "wrong"), bench.told("primes"), bench.told("round")]
    bench.taken(moodle([Stored(interactions=told)], bench.course.title), time_zone="America/Chicago")
    assert bench.ask("ts", "verb = 'answered'") == [
        (datetime(2026, 11, 2, 15, 0, 0, n * 1000),) for n in range(3)
    ]  # central standard time is 6 hours behind


def test_two_attempts_at_the_test_with_items_in_common(bench: Bench) -> None:
    """An attempt is as many items as it asks, whichever they are."""
    a, b, c, d, *_ = bench.bank
    first = [bench.told(a.id), bench.told(b.id, "b" if b.interaction == "choice" else "f", "wrong"), bench.told(c.id)]
    second = [bench.told(d.id), bench.told(a.id), bench.told(c.id)]
    told = [*first, *second]
    bench.taken(moodle([Stored(interactions=told, score="100")], bench.course.title))
    answers = bench.ask("attempt, object_id", "verb = 'answered'")
    assert answers == [(n, row.iri) for n, rows in ((1, (a, b, c)), (2, (d, a, c))) for row in rows]
    finished = bench.ask("attempt, round(score_raw, 2), success, verb", f"object_id = '{TEST}' AND score_raw >= 0")
    assert finished == [(1, 66.67, None, "scored"), (2, 100, None, "scored")]
    assert bench.ask("attempt", "verb = 'attempted'") == [(None,), (1,), (2,)]  # the course, of which no status is told


def test_what_passes_gives_verdicts_of_attempts_and_objectives(bench: Bench) -> None:
    a, b, c, *_ = bench.bank
    wrong = bench.told(a.id, "c", "wrong")
    told = [wrong, bench.told(b.id), bench.told(c.id), bench.told(a.id), bench.told(b.id), bench.told(c.id)]
    bench.taken(moodle([Stored(interactions=told)], bench.course.title), pass_mark=70)
    assert bench.ask("verb, attempt, success", f"object_id = '{TEST}' AND success IS NOT NULL") == [
        ("failed", 1, False),
        ("passed", 2, True),
    ]
    assert bench.ask("count(*)", "verb = 'scored' AND attempt = 2 AND success", "1")[0][0] >= 1
    assert bench.ask("verb", "verb IN ('passed', 'completed') AND attempt IS NULL AND run IS NULL") == []


def test_a_scenario_that_is_played_twice(bench: Bench) -> None:
    ways = [("knock", "wait"), ("name", "open"), ("inside", "slam"), ("knock", "answer"), ("name", "ask")]
    told = [bench.decided(*way) for way in ways]
    bench.taken(moodle([Stored(interactions=told)], bench.course.title))
    assert bench.ask("run, split_part(object_id, '/', -1), response", "verb = 'responded'") == [
        *((1, *way) for way in ways[:3]),
        *((2, *way) for way in ways[3:]),
    ]
    ended = bench.ask("run, object_id, completion", "verb = 'completed'")
    assert ended == [(1, bench.rows["at-the-door"].iri, True)]


def test_a_longer_report_adds_only_what_is_new(bench: Bench) -> None:
    told = [bench.told("primes", "a", "wrong"), bench.told("primes"), bench.told("round")]
    first = bench.taken(moodle([Stored(interactions=told[:2])], bench.course.title))
    later = Stored(interactions=told, last=datetime(2026, 12, 24, 8, 0))
    second = bench.taken(moodle([later, Stored("pat@example.org")], bench.course.title))
    assert (first.taken.kept, first.taken.duplicates) == (3, 0)
    assert (second.taken.kept, second.taken.duplicates) == (2, 3)
    assert bench.ask("count(*), count(DISTINCT statement_id)", order="1") == [(5, 5)]


def test_another_attempt_in_the_lms_is_another_registration(bench: Bench) -> None:
    told = [bench.told("primes")]
    stored = [Stored(interactions=told), Stored(interactions=told, attempt=2)]
    bench.taken(moodle(stored, bench.course.title))
    assert bench.ask("count(DISTINCT registration), count(*)", "verb = 'answered' AND tries = 1", "1") == [(2, 2)]


def test_ids_tell_nobody_who_it_was_without_the_key(bench: Bench) -> None:
    """Else they could be computed for everybody on a list, and compared."""
    report = moodle([Stored(interactions=[bench.told("primes")])], bench.course.title)
    write_key(bench.folder / "key", new_key())
    found = []
    for name, key in (("one", bench.folder / "key"), ("same", bench.folder / "key"), ("other", None)):
        bench.lake = Lake.make(bench.folder / name, key_file=key)
        bench.taken(report)
        found.append({id_ for row in bench.ask("statement_id, registration") for id_ in row})
    assert found[0] == found[1]
    assert not found[0] & found[2]


def test_ids_of_a_lake_of_known_people_tell_nobody_in_one_of_pseudonyms(bench: Bench) -> None:
    """And are those that the report itself would have there."""
    report = moodle([Stored(interactions=[bench.told("primes", "a", "wrong"), bench.told("primes")])], "A small course")
    known = bench.lake
    bench.taken(report)
    told = {id_ for row in bench.ask("statement_id, registration") for id_ in row}
    bench.lake = Lake.make(bench.folder / "pseudonyms")
    first = take_file(bench.lake, known.folder)
    assert not told & {id_ for row in bench.ask("statement_id, registration") for id_ in row}
    assert (first.kept, take_file(bench.lake, known.folder).duplicates) == (len(told) - 1, first.kept)
    assert bench.taken(report).taken.duplicates == first.kept
    again = Lake.make(bench.folder / "again", key_file=bench.lake.folder / "key")
    before, there = sorted(bench.ask("statement_id, registration, actor")), bench.lake.folder
    bench.lake = again
    assert take_file(again, there).kept == first.kept
    assert sorted(bench.ask("statement_id, registration, actor")) == before


def test_the_status_where_moodle_tells_one(bench: Bench) -> None:
    bench.taken(moodle([Stored(status="completed")], bench.course.title))
    assert bench.ask("verb, completion", "object_id = course_id") == [("initialized", None), ("completed", True)]


@pytest.mark.parametrize(("stored", "known"), [(Stored(score="80"), None), (Stored(), False)])
def test_where_no_status_is_told_nobody_knows_who_completed_or_passed(
    bench: Bench, stored: Stored, known: bool | None
) -> None:
    """Moodle shows the score in its place."""
    bench.taken(moodle([stored], bench.course.title))
    with open_lake(bench.lake.folder) as analysis:
        assert analysis.query("SELECT completed, passed FROM learners").rows == [(known, known)]
        rate = analysis.query("SELECT count(*) FROM attempts").rows
    assert rate == [(0,)]


def test_texts_are_what_was_typed(bench: Bench) -> None:
    """Moodle escapes them for HTML."""
    report = moodle([Stored("o'hara&co@example.org", [bench.told("primes")])], bench.course.title)
    assert b"&amp;co" in report
    bench.taken(report)
    assert bench.ask("DISTINCT actor", order="1") == [("mailto:o'hara&co@example.org",)]


def test_the_title_of_the_course_is_escaped_too(bench: Bench) -> None:
    text = bench.book.read_text("utf-8").replace("A small course", "Law & Order")
    bench.asked["book"] = bench.write(text.encode(), "book.json")
    told = moodle([Stored(interactions=[bench.told("primes")], score="80")], "Law &amp; Order")
    bench.taken(told)
    assert bench.ask("score_raw", "verb = 'scored'") == [(80,)]


@pytest.mark.parametrize("score", ["100", ""])
def test_the_basic_report_tells_a_score_or_a_status(bench: Bench, score: str) -> None:
    head = ["First name / Surname", "Email address", "Attempt", "Started on", "Last accessed on", "Score"]
    row = ["Sam", "sam@example.org", "1", "Monday, 2 November 2026, 9:00 AM", "Monday, 2 November 2026, 9:30 PM", "1"]
    cell = f"{score}/100" if score else "Completed"
    bench.taken(table([[*head, bench.course.title], [*row, cell]], "\t"), "moodle-basic")
    told = bench.ask("verb, score_raw, ts", "verb NOT IN ('initialized', 'attempted')")
    assert told == [("scored" if score else "completed", 100 if score else None, datetime(2026, 11, 2, 21, 30))]


def test_statements_are_those_of_the_profile_but_for_what_the_report_does_not_tell(bench: Bench) -> None:
    from tests.records.sources.scorm_report.spied import statements

    a, b, c, *_ = bench.bank
    told = [bench.told("primes"), bench.decided("knock", "wait"), *(bench.told(one.id) for one in (a, b, c))]
    found = statements(bench, moodle([Stored(interactions=told)], bench.course.title), pass_mark=60)
    assert len(found) > 6
    left = {what for statement in found for what in departures(statement)}
    assert all("duration" in what for what in left), left
