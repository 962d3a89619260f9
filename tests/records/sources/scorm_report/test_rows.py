"""Reports with one row an interaction, and with numbered columns: status, score, time, and what is set aside."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.records.sources.scorm_report.bench import Bench
from tests.records.sources.scorm_report.lms import Stored, Told, long, table

COURSE = "https://example.org/courses/small"
TEST = f"{COURSE}/test/final"


def items(bench: Bench) -> list[Told]:
    """Of the test, as many as an attempt asks, all right."""
    return [bench.told(row.id) for row in bench.bank[:3]]


def test_a_course_that_was_passed(bench: Bench) -> None:
    stored = Stored(interactions=items(bench), status="passed", score="100", total_time="0001:02:03.50")
    bench.taken(long([stored]), "long")
    assert bench.ask(
        "verb, success, score_raw, duration_s, attempt",
        f"object_id IN ('{COURSE}', '{TEST}')",
        "verb, attempt NULLS FIRST",
    ) == [
        ("attempted", None, None, None, 1),
        ("completed", None, None, 3723.5, None),
        ("initialized", None, None, None, None),
        ("passed", True, 100, 3723.5, None),
        ("passed", True, 100, None, 1),
        ("terminated", None, None, 3723.5, None),
    ]


def wrong(bench: Bench) -> Told:
    """The first item."""
    first = bench.bank[0]
    return bench.told(first.id, "f" if first.interaction == "true-false" else "b", "wrong")


def test_which_attempt_passed_is_told_only_where_it_is_certain(bench: Bench) -> None:
    first, second, third = items(bench)
    told = [wrong(bench), second, third, first, second, third]
    bench.taken(long([Stored(interactions=told, status="passed", score="100")]), "long")
    assert bench.ask("attempt, verb", f"object_id = '{TEST}' AND score_raw >= 0") == [(1, "scored"), (2, "passed")]


def test_a_course_that_was_failed_had_no_attempt_that_passed(bench: Bench) -> None:
    told = [*items(bench), *items(bench)]
    bench.taken(long([Stored(interactions=told, status="failed", score="33.33")]), "long")
    assert bench.ask("attempt, verb", f"object_id = '{TEST}' AND score_raw >= 0") == [(1, "failed"), (2, "failed")]
    assert bench.ask("verb, score_raw, success", "object_id = course_id AND success IS NOT NULL") == [
        ("failed", 33.33, False)
    ]


def test_a_status_that_changes_is_told_again_and_nothing_else(bench: Bench) -> None:
    good = items(bench)
    bad = [wrong(bench), *good[1:]]
    bench.taken(long([Stored(interactions=bad, status="failed", score="66.67")]), "long")
    found = bench.taken(long([Stored(interactions=[*bad, *good], status="passed", score="100")]), "long")
    told = bench.ask(
        "verb, score_raw", f"object_id IN ('{COURSE}', '{TEST}') AND score_raw >= 0", "ts, object_id, verb"
    )
    assert sorted(told) == [("failed", 66.67), ("failed", 66.67), ("passed", 100), ("passed", 100), ("scored", 66.67)]
    assert found.taken.duplicates == 5  # the first attempt, its answers, and that the course was begun


def test_success_beside_completion(bench: Bench) -> None:
    head = ["learner", "started", "completion_status", "success_status", "score", "total_time", "id", "response"]
    row = ["sam@example.org", "2026-11-02", "incomplete", "passed", "80%", "PT1H30M", "primes", "five"]
    bench.taken(table([head, row]), "long")
    assert bench.ask("verb, score_raw, duration_s", "object_id = course_id AND verb <> 'initialized'", "verb") == [
        ("passed", 80, 5400),
        ("terminated", None, 5400),
    ]
    assert bench.ask("response", "verb = 'answered'") == [("five",)]


def test_rows_in_any_order(bench: Bench) -> None:
    """Attempts are put together, and interactions stand by their number."""
    head = ["learner", "attempt", "started", "n", "id", "response", "result", "time", "latency"]
    rows = [
        ["b@example.org", "1", "2026-11-02 09:00:00", "10", "round", "t", "correct", "10:00:00", "00:00:09.5"],
        ["a@example.org", "1", "2026-11-02 09:00:00", "0", "primes", "b", "correct", "09:30:00", ""],
        ["b@example.org", "1", "2026-11-02 09:00:00", "9", "round", "f", "wrong", "09:59:00", "00:00:08"],
    ]
    found = bench.taken(table([head, *rows]), "long")
    assert (found.learners, found.attempts) == (2, 2)
    assert bench.ask("actor, tries, success, ts, duration_s", "verb = 'answered'", "actor, tries") == [
        ("mailto:a@example.org", 1, True, datetime(2026, 11, 2, 9, 30), None),
        ("mailto:b@example.org", 1, False, datetime(2026, 11, 2, 9, 59), 8),
        ("mailto:b@example.org", 2, True, datetime(2026, 11, 2, 10), 9.5),
    ]


def test_numbered_columns_by_the_names_of_scorm(bench: Bench) -> None:
    names = ("id", "student_response", "result", "time", "latency")
    head = ["cmi.core.student_id", "started", *(f"cmi.interactions.{n}.{name}" for n in (0, 1) for name in names)]
    row = ["sam@example.org", "2026-11-02T09:00:00Z", "primes", "b", "correct", "09:10:00", "00:00:05"]
    bench.taken(table([head, [*row, "round", "f", "wrong", "09:11:00", "00:00:06"]]), "wide")
    assert bench.ask("response, ts, duration_s", "verb = 'answered'") == [
        ("five", datetime(2026, 11, 2, 9, 10), 5),
        ("false", datetime(2026, 11, 2, 9, 11), 6),
    ]


def test_agencies_of_a_column_or_of_an_option(bench: Bench) -> None:
    head = ["learner", "started", "agency", "id", "response"]
    rows = [
        ["a@example.org", "2026-11-02", "harbor", "primes", "b"],
        ["b@example.org", "2026-11-02", "", "primes", "b"],
    ]
    bench.taken(table([head, *rows]), "long", agency="mesa")
    assert bench.ask("actor, agency", "verb = 'answered'", "actor") == [
        ("mailto:a@example.org", "harbor"),
        ("mailto:b@example.org", "mesa"),
    ]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"id": "gone"}, "report-id", "column 'id': no such id in the codebook"),
        ({"student_response": "z"}, "report-answer", "column 'response': the answer has a letter"),
        ({"result": "maybe"}, "report-answer", "column 'result': the result is no word of SCORM"),
        ({"correct_responses.0.pattern": "c"}, "report-right", "column 'right': it is another one"),
    ],
)
def test_what_cannot_be_understood_is_set_aside_with_its_row(
    bench: Bench, change: dict[str, str], code: str, words: str
) -> None:
    told = [bench.told("primes", "a", "wrong")] * 20
    told[3] = {**told[3], **change}
    found = bench.taken(long([Stored(interactions=told)]), "long")
    assert (found.taken.kept, found.taken.aside, found.taken.read) == (20, 1, 21)
    ((line, told_code, reason),) = bench.aside()
    assert (line, told_code) == (5, code)
    assert words in reason
    assert "maybe" not in reason


def test_an_item_that_cannot_be_understood_does_not_shift_those_that_follow(bench: Bench) -> None:
    a, b, c, d, e, f, *_ = (bench.told(row.id) for row in bench.bank)
    broken = {**b, "result": "maybe"}
    others = [bench.told("primes")] * 10
    bench.taken(long([Stored(interactions=[*others, a, broken, c, d, e, f])]), "long")
    assert bench.ask("attempt, count(*)", "verb = 'answered' AND attempt > 0 GROUP BY attempt", "1") == [(1, 2), (2, 3)]
    assert bench.ask("attempt, score_raw", "verb = 'scored' AND attempt > 0") == [(2, 100)]


def test_a_date_and_a_status_that_mean_nothing(bench: Bench) -> None:
    stored = [
        Stored(interactions=[bench.told("primes")]),
        Stored("pat@example.org", [bench.told("round")], status="gone"),
    ]
    report = long(stored).decode().splitlines(keepends=True)
    report[1] = report[1].replace("2026-11-02 10:30:00", "lately")
    bench.taken("".join(report).encode(), "long")
    assert [(line, code) for line, code, _ in bench.aside()] == [(2, "report-date"), (3, "report-status")]
    assert bench.ask("count(*)", "verb = 'answered'", "1") == [(2,)]


def test_rows_whose_cells_stand_elsewhere(bench: Bench) -> None:
    """A separator in a text without quotes; a quotation mark that swallows the row below it."""
    good = "sam@example.org,2026-11-02,primes,b,note"
    rows = [
        "learner,started,id,response,note",
        good,
        f"{good},more",
        'x@example.org,2026-11-02,"primes,b',
        good,
        good + '"',
    ]
    bench.taken("\r\n".join(rows).encode(), "long")
    assert [(line, code) for line, code, _ in bench.aside()] == [(3, "report-row"), (4, "report-row")]
    assert bench.ask("actor", "verb = 'answered'") == [("mailto:sam@example.org",)]


def test_a_row_without_a_learner_or_a_date(bench: Bench) -> None:
    head = ["learner", "started", "id", "response"]
    rows = [["", "2026-11-02", "primes", "b"], ["sam@example.org", "", "primes", "b"]]
    good = ["pat@example.org", "2026-11-02", "primes", "b"]
    bench.taken(table([head, *rows, good]), "long")
    assert [(line, code) for line, code, _ in bench.aside()] == [(2, "report-learner"), (3, "report-date")]
