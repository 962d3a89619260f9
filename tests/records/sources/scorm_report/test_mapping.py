"""Mappings: those that are known are right, and a wrong one is told by its line with what may have been meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.records.sources.scorm_report.mapping import Mapping, known, load
from tests.records.sources.scorm_report.bench import Bench
from tests.records.sources.scorm_report.lms import Stored, long, moodle, table

MINE = """format: 1
title: Ours
rows: attempts
learner: [Correo]
attempt: [Intento]
started: [Comienzo]
last: [Ultimo]
interaction:
  id: ["Pregunta {n}"]
  response: ["Respuesta {n}"]
  result: ["Resultado {n}"]
dates: ["%A, %d de %B de %Y, %H:%M"]
months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre]
time_zone: America/Denver
results: {correcta: correct, incorrecta: wrong}
"""


@pytest.mark.parametrize("name", sorted(known()))
def test_every_known_mapping_is_right(name: str) -> None:
    mapping, _, problems = load(name)
    assert problems == ()
    assert isinstance(mapping, Mapping)


def test_a_mapping_of_ones_own_in_another_language(bench: Bench) -> None:
    path = bench.folder / "mine.yaml"
    path.write_text(MINE, "utf-8")
    head = ["Correo", "Intento", "Comienzo", "Ultimo", "Pregunta 0", "Respuesta 0", "Resultado 0"]
    when = "lunes, 2 de noviembre de 2026, 09:05"
    row = ["sam@example.org", "1", when, when, "primes", "a", "Incorrecta"]
    bench.taken(table([head, row], ";"), str(path))
    assert bench.ask("CAST(ts AS VARCHAR), response, success", "verb = 'answered'") == [
        ("2026-11-02 16:05:00", "four", False)
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "code", "place", "hint"),
    [
        ("learner:", "lerner:", "S210", "4:1", "did you mean 'learner'?"),
        ("rows: attempts", "rows: attempt", "S216", "3:7", "attempts"),
        ("rows: attempts", "rows: interactions", "M103", "9:8", "rows: attempts"),
        ("Respuesta {n}", "Respuesta", "M103", "10:14", "Question {n}"),
        ("%B", "%Q", "M104", "12:9", "%Y"),
        ("America/Denver", "America/Denwer", "M105", "14:12", "America/Denver"),
        ("results:", "optional: [atempt]\nresults:", "M102", "15:12", "did you mean 'attempt'?"),
        ("title: Ours", "title: [Ours", "Y101", "", ""),
    ],
)
def test_what_is_wrong_with_it_is_told_where_it_stands(
    bench: Bench, was: str, becomes: str, code: str, place: str, hint: str
) -> None:
    path = bench.folder / "mine.yaml"
    path.write_text(MINE.replace(was, becomes, 1), "utf-8")
    head = ["Correo", "Intento", "Comienzo", "Ultimo", "Pregunta 0", "Respuesta 0", "Resultado 0"]
    problems = bench.refused(table([head, ["sam@example.org", "1", "", "", "primes", "a", ""]]), str(path))
    found = [one for one in problems if one.code == code]
    assert found, problems
    assert str(found[0].where).startswith(f"{path}:{place}")
    assert hint in found[0].hint


def test_a_mapping_that_is_not_known(bench: Bench) -> None:
    (problem,) = bench.refused(moodle([Stored()], "x"), "moodle-interaction")
    assert (problem.code, problem.hint) == ("M101", "did you mean 'moodle-interactions'?")
    (problem,) = bench.refused(moodle([Stored()], "x"), "mine.yaml")
    assert problem.code == "M101"


def test_all_that_is_wrong_is_told_at_once(bench: Bench) -> None:
    """Columns that are missing, a codebook that is none and a zone that is none, in one run."""
    bench.asked["book"] = bench.write(b"{}", "book.json")
    head = ["Name", "E-mail address", "Attempt", "Started", "Last accessed on", "Question 0", "Response 0"]
    problems = bench.refused(table([head, ["Sam", "sam@example.org", "1", "", "", "primes", "a"]]), time_zone="Chicago")
    told = {one.code: [two for two in problems if two.code == one.code] for one in problems}
    assert set(told) == {"M105", "M201", "M301"}
    texts = [f"{one.text}; {one.hint}" for one in told["M301"]]
    assert any("'Email address'" in text and "did you mean 'E-mail address'?" in text for text in texts)
    assert any("'Started on'" in text and "did you mean 'Started'?" in text for text in texts)
    assert any("'Result 0'" in text and "tick" in text for text in texts)
    assert told["M105"][0].hint == "did you mean 'America/Chicago'?"


def test_a_missing_learner_and_another_course_are_told_together(bench: Bench) -> None:
    told = [{"id": f"question-{n}", "student_response": "a", "result": "correct"} for n in range(3)]
    report = moodle([Stored(interactions=told)], bench.course.title).replace(b"Email address", b"Phone")
    assert [one.code for one in bench.refused(report)] == ["M301", "M202"]


def test_a_warning_of_the_mapping_keeps_nothing_out(bench: Bench) -> None:
    path = bench.folder / "mine.yaml"
    path.write_text("format: 1\ntitle: Ours #1\nrows: interactions\nlearner: [learner]\nstarted: [started]\n"
                    "interaction: {id: [id], response: [response]}\n", "utf-8")  # fmt: skip
    rows = [["learner", "started", "id", "response"], ["sam@example.org", "2026-11-02", "primes", "b"]]
    bench.taken(table(rows), str(path))


def test_a_column_that_lacks_its_neighbors_is_told_once(bench: Bench) -> None:
    told = [bench.told("primes")] * 30
    report = moodle([Stored(interactions=told)], bench.course.title).replace(b"Result 1", b"Other 1")
    (problem,) = bench.refused(report)
    assert problem.text == "the report has no column 'Result 1', nor 10 more of this kind"


def test_the_wrong_codebook_is_told_by_what_it_does_not_know(bench: Bench) -> None:
    told = [{"id": f"question-{n}", "student_response": "a", "result": "correct"} for n in range(3)]
    (problem,) = bench.refused(moodle([Stored(interactions=told)], bench.course.title))
    assert problem.code == "M202"
    assert "3 of 3 interactions are not in the codebook of small 1.2.3, such as 'question-0'" in problem.text
    assert str(problem.where) == str(bench.book)


@pytest.mark.parametrize("mapping", ["moodle-basic", "moodle-interactions"])
def test_the_wrong_codebook_is_told_where_there_are_no_answers(bench: Bench, mapping: str) -> None:
    """Only the title of a column tells the course then."""
    (problem,) = bench.refused(moodle([Stored(score="80")], "Fire safety"), mapping)
    assert problem.code == "M202"
    assert problem.text == (
        "nothing in the report tells that it is of the course 'A small course': no column is called so"
    )
    bench.taken(moodle([Stored(score="80")], bench.course.title), mapping)


def test_the_wrong_version_is_told_by_its_right_answers(bench: Bench) -> None:
    other = bench.book.with_name("small-1.0.0.json")
    other.write_bytes(bench.book.read_bytes())
    told = {**bench.told("primes", "a", "correct"), "correct_responses.0.pattern": "a"}
    (problem,) = bench.refused(moodle([Stored(interactions=[told])], bench.course.title))
    assert (problem.code, problem.hint) == ("M202", "beside it lie: small-1.0.0.json")


def test_a_codebook_of_before_tests_had_a_length(bench: Bench) -> None:
    text = bench.book.read_text("utf-8").replace('"items": 3', '"items": null')
    bench.asked["book"] = bench.write(text.encode(), "old.json")
    (problem,) = bench.refused(moodle([Stored(interactions=[bench.told("primes")])], bench.course.title))
    assert problem.code == "M203"


def test_learners_who_are_numbers_need_their_lms(bench: Bench) -> None:
    stored = Stored("17", [bench.told("primes")])
    (problem,) = bench.refused(long([stored]), "long")
    assert problem.code == "M106"
    bench.taken(long([stored]), "long", lms="https://lms.example.org")
    assert bench.ask("DISTINCT actor", order="1") == [("https://lms.example.org|17",)]


@pytest.mark.parametrize("lms", ["lms", "lms example"])
def test_what_is_no_address_of_an_lms(bench: Bench, lms: str) -> None:
    (problem,) = bench.refused(long([Stored("17", [bench.told("primes")])]), "long", lms=lms)
    assert problem.code == "M106"


def test_dates_that_all_have_another_form(bench: Bench) -> None:
    report = moodle([Stored(interactions=[bench.told("primes")])], bench.course.title)
    (problem,) = bench.refused(report.replace(b"Monday, 2 November 2026", b"02.11.2026"))
    assert problem.code == "M104"
    assert "'02.11.2026, 9:00 AM' (line 2)" in problem.text


def test_nobody_in_any_row(bench: Bench) -> None:
    (problem,) = bench.refused(moodle([Stored("", [bench.told("primes")])], bench.course.title))
    assert (problem.code, problem.where.line) == ("M304", 1)


def test_a_report_that_is_not_there(bench: Bench) -> None:
    (problem,) = bench.refused(Path("no.csv"))
    assert problem.code == "M303"
